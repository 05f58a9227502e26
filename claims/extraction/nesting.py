"""Who said what, and what is said within that: a content is read as a text of its own."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from claims.extraction.attribution import Attribution
from claims.extraction.candidates import Neighbours, lies_in, size, survey
from claims.extraction.prose import Prose
from claims.extraction.quotation import PAIRS
from claims.extraction.reading import Span, join_pieces
from claims.extraction.tagging.tagger import Tagger
from claims.extraction.verbs import FORMS, is_form, speaks
from claims.extraction.weighing import LEAST_CHANCE, is_asserted, weigh
from claims.extraction.words import BE

DEEPEST = 2  # statements around a statement
LEAST_CHANCE_NESTED = 0.3
SHORTEST = 4  # words of a content in which something may be told
OWNERS = frozenset(("s", "his", "her", "its", "their", "the"))  # before a noun: "the mayor's claim"
POSSESSIVE = re.compile(r"['’]s\b")
FIRST_PERSON = frozenset(("i", "we"))
NOTHING = frozenset(("anything", "nothing", "it", "so", "that"))


def attribute(prose: Prose, tagger: Tagger, *, attitudes: bool = False) -> tuple[Attribution, ...]:
    """The attributions of a text: speech in text order, then attitudes.

    Parents stand before theirs, but for attitudes with speech in them.
    """
    taken = weigh(prose, survey(prose, tagger), attitudes=attitudes)
    outer = [attribution for attribution in taken.all if attribution.act == "speech"]
    for _ in range(DEEPEST):
        outer = [inner for o in outer for inner in _within(prose, o, tagger) if taken.offer(inner)]
    return tuple(_with_parents(prose, taken.all))


def _within(prose: Prose, outer: Attribution, tagger: Tagger) -> Iterator[Attribution]:
    excerpt = _Excerpt(prose.text, outer.content)
    if not excerpt.may_attribute():
        return
    inside = Prose(excerpt.text)
    for found in weigh(inside, survey(inside, tagger), least=LEAST_CHANCE_NESTED).all:
        inner = replace(
            found,
            content=tuple(excerpt.back(found.content)),
            source=tuple(excerpt.back(found.source)),
            cue=tuple(excerpt.back(found.cue)),
            zone=tuple(excerpt.back(found.zone)),
            reading=tuple(excerpt.back(found.reading)),
        )
        if _is_told(inside, found) and lies_in(inner, outer):
            sentence = prose.sentence_at(inner.cue[0].start)
            yield replace(inner, sentence=sentence, until=max(sentence, outer.until))


def _is_told(inside: Prose, found: Attribution) -> bool:
    """Whether it tells of a statement, rather than being one ("I ask you to ...")."""
    if not found.source or not found.cue or not is_asserted(inside, found):
        return False
    source = found.source[0].of(inside.text).lower()
    before = inside.text[: found.source[0].start].lower().split()[-1:]
    cue = found.cue[0].of(inside.text).lower().split()
    content = join_pieces(inside.text, found.content).lower()
    if before == ["not"] or source.startswith(("any", "not ")) or content in NOTHING or BE & {*cue}:
        return False
    if source in FIRST_PERSON:
        return any(map(speaks, cue)) and found.sure >= LEAST_CHANCE["speech"]
    owned = POSSESSIVE.search(inside.text, found.source[0].start, found.source[0].end + 2)
    return owned is not None or any(is_form(word, "past", "present") for word in cue)


class _Excerpt:
    """The words of a content as one text, without the marks around each piece."""

    def __init__(self, text: str, content: Sequence[Span]) -> None:
        self._pieces = [_unquoted(text, span) for span in content]
        self.text = " ".join(piece.of(text) for piece in self._pieces)
        lengths = [piece.end - piece.start + 1 for piece in self._pieces]
        self._starts = [sum(lengths[:n]) for n in range(len(lengths))]

    def may_attribute(self) -> bool:
        """Whether a verb or a noun of speech stands in it, and words that it may go with."""
        # A capital is a name's: "the United States" reports nothing.
        words = [w if n else w.lower() for n, w in enumerate(re.findall(r"\w+", self.text))]
        return len(words) >= SHORTEST and any(
            is_form(word, "past", "present") or (word in FORMS and before.lower() in OWNERS)
            for before, word in pairwise(("", *words))
        )

    def back(self, spans: Sequence[Span]) -> Iterator[Span]:
        """Where spans of the excerpt stand in the text; one over several pieces is cut."""
        for span in spans:
            for n in range(bisect_right(self._starts, span.start) - 1, len(self._pieces)):
                move = self._pieces[n].start - self._starts[n]
                start = max(span.start + move, self._pieces[n].start)
                end = min(span.end + move, self._pieces[n].end)
                if start < end:
                    yield Span(start, end)


def _unquoted(text: str, span: Span) -> Span:
    """A piece without the marks at its ends, if it begins with one; doubled ones count as two."""
    words = span.of(text)
    if words[0] not in PAIRS:
        return span
    inner = words.lstrip(words[0])
    start = span.end - len(inner)
    closed = inner.rstrip(PAIRS[words[0]])
    return Span(start, start + len(closed)) if closed else span


def _with_parents(prose: Prose, taken: Sequence[Attribution]) -> Iterator[Attribution]:
    """Speech in text order, then attitudes; the parent of each is the smallest it lies in."""
    ordered = sorted(
        taken, key=lambda a: (a.act == "attitude", a.content[0].start, -a.content[-1].end)
    )
    near = Neighbours[int](prose)
    for number, attribution in enumerate(ordered):
        near.keep(attribution.content, number)
    for attribution in ordered:
        around = [n for n in near.near(attribution.content) if lies_in(attribution, ordered[n])]
        parent = min(around, key=lambda n: size(ordered[n].content), default=None)
        yield replace(attribution, parent=parent)
