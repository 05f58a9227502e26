"""What may be a statement: the grammar proposes, and the tagger here finds what it is told to."""

import pytest

from claims.extraction.attribution import Attribution
from claims.extraction.candidates import Neighbours, crosses, lies_in, overlap, size, survey
from claims.extraction.prose import Prose
from claims.extraction.reading import Span
from claims.extraction.tagging.decoding import Support, Tagged
from claims.extraction.tagging.tagger import Tagger, shipped_tagger

SAID = "Conrad Pell said that the old dam was safe in May."


class Scripted(Tagger):
    """Finds what it was made with."""

    def __init__(self, *found):
        self.found = found

    def tag(self, text, paragraphs, quotations):
        return self.found, Support.of([], [])


def spans_of(text, *parts):
    return tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)


def make_tagged(text, source, cue, *content):
    """What the tagger finds: words of the text by role; no source where it is ""."""
    named = spans_of(text, source) if source else ()
    return Tagged(spans_of(text, *content), named, spans_of(text, cue), 1.0, 1.0, 1.0)


def make_attribution(content, cue=(), source=()):
    spans, named, said = (tuple(Span(*p) for p in pairs) for pairs in (content, source, cue))
    return Attribution(spans, named, said, (), 0, 0, "own")


def surveyed(text, *found):
    """The candidates of a text, where the tagger finds (source, cue, content, ...) alone."""
    tagger = Scripted(*(make_tagged(text, *words) for words in found))
    return survey(Prose(text), tagger).candidates


def contents_of(text, candidates):
    return [[s.of(text) for s in c.attribution.content] for c in candidates]


def finders_of(candidates):
    return [(c.tagged is not None, c.parsed is not None) for c in candidates]


def test_what_both_find_is_one_candidate():
    candidates = surveyed(SAID, ("Conrad Pell", "said", "the old dam was safe in May"))

    assert contents_of(SAID, candidates) == [["the old dam was safe in May"]]
    assert finders_of(candidates) == [(True, True)]


def test_what_the_grammar_finds_alone_is_a_candidate():
    candidates = surveyed(SAID)

    assert contents_of(SAID, candidates) == [["the old dam was safe in May"]]
    assert finders_of(candidates) == [(False, True)]


def test_what_the_tagger_finds_alone_is_a_candidate():
    text = "The council wants the dam to hold."

    candidates = surveyed(text, ("The council", "wants", "the dam to hold"))

    assert contents_of(text, candidates) == [["the dam to hold"]]
    assert finders_of(candidates) == [(True, False)]


def test_the_tagger_has_the_content_where_both_differ_a_little():
    candidates = surveyed(SAID, ("Conrad Pell", "said", "old dam was safe"))

    assert contents_of(SAID, candidates) == [["old dam was safe"]]
    assert finders_of(candidates) == [(True, True)]


def test_both_finders_sources_are_known():
    [candidate] = surveyed(SAID, ("Pell", "said", "the old dam was safe in May"))

    attribution = candidate.attribution
    assert [span.of(SAID) for span in attribution.source] == ["Pell"]
    assert [span.of(SAID) for span in attribution.reading] == ["Conrad Pell"]


def test_the_grammar_has_the_source_where_the_tagger_has_none():
    [candidate] = surveyed(SAID, ("", "said", "the old dam was safe in May"))

    assert [span.of(SAID) for span in candidate.attribution.source] == ["Conrad Pell"]


def test_each_proposal_of_the_grammar_joins_one_find_of_the_tagger():
    candidates = surveyed(
        SAID,
        ("Conrad Pell", "said", "the old dam was safe in May"),
        ("Conrad Pell", "said", "old dam was safe in May"),
    )

    assert finders_of(candidates) == [(True, True), (True, False)]


@pytest.mark.parametrize("content", ["two days after the vote", "the vote", "the vote that"])
def test_a_content_that_is_but_what_is_counted_from_keeps_its_words(content):
    text = "Conrad Pell said two days after the vote that the dam was safe."

    candidates = surveyed(text, ("Conrad Pell", "said", content))

    assert contents_of(text, candidates) == [[content], ["the dam was safe"]]


def test_finders_that_cross_dispute_each_other():
    candidates = surveyed(SAID, ("Conrad Pell", "said", "the old"))

    assert finders_of(candidates) == [(True, False), (False, True)]
    assert [candidate.disputed for candidate in candidates] == [True, True]


def test_an_attribution_within_a_content_is_no_dispute():
    text = "Conrad Pell said that the council would like the old dam in the valley to go."

    candidates = surveyed(text, ("the council", "would like", "the old dam"))

    assert finders_of(candidates) == [(True, False), (False, True)]
    assert [candidate.disputed for candidate in candidates] == [False, False]


def test_what_both_find_is_undisputed():
    [candidate] = surveyed(SAID, ("Conrad Pell", "said", "the old dam was safe in May"))

    assert not candidate.disputed


def test_what_the_grammar_nests_is_no_candidate():
    text = "Conrad Pell said that Almora had promised to mend the dam."

    assert contents_of(text, surveyed(text)) == [["Almora had promised to mend the dam"]]


def test_a_content_of_the_tagger_is_mended():
    text = "The council wants “the old dam” to hold."

    candidates = surveyed(text, ("The council", "wants", "old dam” to hold."))

    assert contents_of(text, candidates) == [["“the old dam” to hold"]]


def test_a_content_in_marks_does_not_take_in_its_own_cue():
    text = "“It is old, he feared, and it leaks in many places all over the valley,” wrote Pell."
    found = ("he", "feared", "It is old", "it leaks in many places all over the valley")

    candidates = [c.attribution for c in surveyed(text, found) if c.tagged]

    own = make_tagged(text, *found)
    parts = [part for attribution in candidates for part in attribution.content]
    assert not any(part.overlaps(other) for part in parts for other in (*own.source, *own.cue))


def test_a_content_without_words_is_no_candidate():
    text = "The council wants … that."

    assert surveyed(text, ("The council", "wants", "…")) == ()


@pytest.mark.parametrize(
    ("text", "cue", "content", "kept"),
    [
        ("Pell told me it held.", "told", "me it held", "it held"),
        ("Pell told them it held.", "told", "them it held", "it held"),
        ("Pell told her the dam held.", "told", "her the dam held", "the dam held"),
        ("Pell told her daughter it held.", "told", "her daughter it held", "her daughter it held"),
        ("Pell told me: it held.", "told me", "it held", "it held"),
        ("Pell told in May me it held.", "told", "me it held", "me it held"),
    ],
)
def test_whom_it_was_said_to_is_no_content(text, cue, content, kept):
    candidates = surveyed(text, ("Pell", cue, content))

    assert [kept] in contents_of(text, [c for c in candidates if c.tagged])


def test_the_other_pieces_of_a_content_without_addressee_stay():
    text = "Pell told me it held, she says, all night."

    [candidate, *_] = surveyed(text, ("Pell", "told", "me it held", "all night"))

    assert contents_of(text, [candidate]) == [["it held", "all night"]]


def test_attributions_of_one_sentence_have_their_own_stretches_of_it():
    text = "On Monday the council feared it leaked, on Friday the mayor hoped it held, at last."
    found = [("the council", "feared", "it leaked"), ("the mayor", "hoped", "it held")]

    zones = [[s.of(text) for s in c.attribution.zone] for c in surveyed(text, *found)]

    assert zones == [
        ["On Monday the council feared ", ", on Friday "],
        [", on Friday the mayor hoped ", ", at last."],
    ]


def test_a_content_over_two_sentences_reaches_to_the_last():
    text = "The council feared this. It “leaked”."

    [candidate] = surveyed(text, ("The council", "feared", "this. It “leaked”"))

    assert (candidate.attribution.sentence, candidate.attribution.until) == (0, 1)


def test_the_labels_of_a_transcript_are_no_cues():
    text = "REPORTER: Is it safe?\n\nPELL: It was safe in May.\n\nLUNDE: It was safe in June."

    candidates = surveyed(text, ("PELL", ":", "It was safe in May"))

    assert finders_of(candidates) == [(False, True), (False, True)]


def test_the_shipped_tagger_and_the_grammar_agree_on_plain_speech():
    candidates = survey(Prose(SAID), shipped_tagger()).candidates

    assert finders_of(candidates) == [(True, True)]


def test_neighbours_share_a_sentence():
    prose = Prose("It held. It leaked. It rained.")
    near = Neighbours[str](prose)
    near.keep([Span(0, 4)], "first")
    near.keep([Span(3, 12)], "both")
    near.keep([Span(20, 24)], "third")

    assert near.near([Span(1, 2)]) == ["first", "both"]
    assert near.near([Span(9, 11), Span(21, 22)]) == ["both", "third"]


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ([(0, 10)], [(0, 10)], 1),
        ([(0, 10)], [(10, 20)], 0),
        ([(0, 10)], [(5, 15)], 1 / 3),
        ([(0, 5), (10, 15)], [(0, 15)], 2 / 3),
    ],
)
def test_contents_overlap_by_what_they_share(one, other, shared):
    first, second = ([Span(*pair) for pair in pairs] for pairs in (one, other))

    assert overlap(first, second) == pytest.approx(shared)


def test_a_content_is_as_long_as_its_pieces():
    assert size([Span(0, 3), Span(10, 14)]) == 7


def test_attributions_cross_where_their_contents_share_words():
    one, other = make_attribution([(0, 10)]), make_attribution([(20, 30), (9, 12)])

    assert crosses(one, other)
    assert not crosses(one, make_attribution([(10, 20)], cue=[(0, 5)]))


@pytest.mark.parametrize(
    ("inner", "lies"),
    [
        (make_attribution([(10, 20)], cue=[(5, 9)], source=[(0, 4)]), True),
        (make_attribution([(10, 20), (30, 35)], cue=[(5, 9)]), True),
        (make_attribution([(10, 20)], cue=[(22, 26)]), False),
        (make_attribution([(10, 20)], source=[(24, 28)]), False),
        (make_attribution([(0, 25), (30, 40)]), False),
    ],
)
def test_an_attribution_lies_in_another_with_all_its_parts(inner, lies):
    assert lies_in(inner, make_attribution([(0, 25), (30, 40)])) == lies
