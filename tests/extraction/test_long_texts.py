"""Texts longer than any article: the grammar reads what the tagger does not."""

from claims.extraction.candidates import LONGEST_TAGGED, survey
from claims.extraction.nesting import attribute
from claims.extraction.prose import Prose
from claims.extraction.tagging.tagger import Tagger, shipped_tagger

PARAGRAPH = "It rained " + "all day and " * 40 + "all night.\n\n"
LAST = "Conrad Pell said that the dam was safe."


class Counting(Tagger):
    """A tagger that remembers how far it looked."""

    def __init__(self):
        self.until = 0

    def tag(self, text, paragraphs, quotations):
        self.until = max((p.span.end for p in paragraphs), default=0)
        return shipped_tagger().tag(text, (), ())


def long_text():
    return PARAGRAPH * (LONGEST_TAGGED // len(PARAGRAPH) + 2) + LAST


def test_the_tagger_looks_no_further_than_an_article_may_reach():
    tagger = Counting()

    survey(Prose(long_text()), tagger)

    assert LONGEST_TAGGED - len(PARAGRAPH) < tagger.until <= LONGEST_TAGGED


def test_a_statement_beyond_is_found_by_the_grammar():
    text = long_text()

    (found,) = attribute(Prose(text), Counting())

    assert [span.of(text) for span in found.content] == ["the dam was safe"]
