"""Statements told within a statement."""

from itertools import pairwise

import pytest

from claims.extraction.nesting import attribute
from claims.extraction.prose import Prose
from claims.extraction.tagging.tagger import shipped_tagger

CHAIN = "Conrad Pell said the mayor had told him that the engineer said the dam was safe."


def attributed(text, **options):
    return attribute(Prose(text), shipped_tagger(), **options)


def words_of(text, spans):
    return [span.of(text) for span in spans]


def told_in(text):
    """What is told within the statements of a text: source, cue, content, by their words."""
    return [
        tuple(words_of(text, spans) for spans in (a.source, a.cue, a.content))
        for a in attributed(text)
        if a.parent is not None
    ]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "Conrad Pell said that Almora had promised to mend the dam.",
            "Almora",
            "to mend the dam",
        ),
        (
            "According to Conrad Pell, the mayor has promised that the dam will hold.",
            "the mayor",
            "the dam will hold",
        ),
        (
            "“The mayor told me the dam was safe,” Conrad Pell said.",
            "The mayor",
            "the dam was safe",
        ),
        (
            '"The mayor told me the dam was safe," Conrad Pell said.',
            "The mayor",
            "the dam was safe",
        ),
        ("“I told the council that the dam was old,” Conrad Pell said.", "I", "the dam was old"),
        (
            "Conrad Pell said that the mayor had said nobody was hurt.",
            "the mayor",
            "nobody was hurt",
        ),
    ],
)
def test_a_statement_told_within_another_is_nested_in_it(text, source, content):
    [outer, inner] = attributed(text)

    assert (outer.parent, inner.parent) == (None, 0)
    assert (words_of(text, inner.source), words_of(text, inner.content)) == ([source], [content])


def test_statements_nest_to_the_second_depth():
    parents = [attribution.parent for attribution in attributed(CHAIN)]

    assert parents == [None, 0, 1]


def test_the_innermost_is_nested_in_the_smallest_around_it():
    outer, middle, inner = attributed(CHAIN)

    assert words_of(CHAIN, middle.content) == ["the engineer said the dam was safe"]
    assert words_of(CHAIN, inner.content) == ["the dam was safe"]
    assert outer.content[0].contains(middle.content[0])


def test_statements_beside_each_other_have_one_parent():
    text = (
        "“The mayor told me the dam was safe,” Conrad Pell said, "
        "“and the engineer said it would hold.”"
    )

    assert [attribution.parent for attribution in attributed(text)] == [None, 0, 0]


def test_a_nested_statement_stands_in_its_own_piece_of_a_content():
    text = "“It is old,” Conrad Pell said, “and the engineer said it would hold.”"

    assert told_in(text) == [(["the engineer"], ["said"], ["it would hold"])]


@pytest.mark.parametrize(
    "marks", [("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("‘", "’"), ("``", "''")]
)
def test_a_nested_statement_over_two_pieces_has_none_of_the_marks_between(marks):
    opening, closing = marks
    text = (
        f"{opening}Viktor Lunde said that the dam would hold,{closing} Conrad Pell said, "
        f"{opening}for a hundred years.{closing}"
    )

    [(source, cue, content)] = told_in(text)

    assert (source, cue) == (["Viktor Lunde"], ["said"])
    assert [piece.strip(" ,.") for piece in content] == [
        "the dam would hold",
        "for a hundred years",
    ]


def test_marks_within_the_marks_belong_to_the_nested_statement():
    text = "“Viktor Lunde said, ‘The dam is safe,’ and left,” Conrad Pell said."

    [(_, _, [content])] = told_in(text)

    assert content.startswith("‘The dam is safe,’")


def test_a_nested_statement_lies_in_its_parent_with_all_its_parts():
    outer, *others = attributed(CHAIN)

    parts = [part for a in others for part in (*a.content, *a.source, *a.cue)]
    assert all(outer.content[0].contains(part) for part in parts)


def test_a_nested_statement_knows_its_sentence():
    text = "“It rained. The mayor told me that the dam was safe. It is,” Conrad Pell said."
    prose = Prose(text)

    inner = attribute(prose, shipped_tagger())[1]

    assert prose.sentences[inner.sentence].span.contains(inner.cue[0])
    assert inner.sentence <= inner.until < len(prose.sentences)


@pytest.mark.parametrize(
    "said",
    [
        "the mayor would not say when the dam would open",
        "the mayor did not say that the dam was safe",
        "the mayor never promised to mend the dam",
        "the mayor might say that the dam was safe",
        "the mayor will announce on Friday that the dam is safe",
        "nobody had told the council that the dam was old",
        "no one had warned the council that the dam was old",
        "any engineer had said that the dam was old",
        "it was said that the dam was old",
        "the mayor had said nothing",
        "the mayor wanted the dam to hold",
    ],
)
def test_what_is_not_told_as_said_is_not_nested(said):
    text = f"Conrad Pell said that {said}."

    [outer] = attributed(text)

    assert words_of(text, outer.content) == [said]


@pytest.mark.parametrize(
    "said",
    [
        "I ask you to leave the valley",
        "I promise you that the dam will hold",
        "We demand that the council mend the dam",
        "We say that the dam is old",
        "I will tell the council that the dam is old",
        "Tell the mayor that the dam is old",
    ],
)
def test_what_somebody_says_by_saying_so_is_not_nested(said):
    assert told_in(f"“{said},” Conrad Pell said.") == []


def test_what_somebody_wants_is_told_after_all_that_was_said():
    text = "Viktor Lunde wants the dam to hold. Conrad Pell said that it was safe."

    found = attributed(text, attitudes=True)

    assert [attribution.act for attribution in found] == ["speech", "attitude"]


def test_without_attitudes_there_is_speech_alone():
    text = "Viktor Lunde wants the dam to hold. Conrad Pell said that it was safe."

    assert [attribution.act for attribution in attributed(text)] == ["speech"]


def test_attributions_come_in_text_order():
    text = (
        "Conrad Pell said the dam was safe. The mayor told reporters that it rained. "
        "“It is old,” said Ines Tovarsky."
    )

    starts = [attribution.content[0].start for attribution in attributed(text)]

    assert len(starts) == 3
    assert all(before < after for before, after in pairwise(starts))


@pytest.mark.parametrize("text", ["", "It rained.", "\n\n"])
def test_a_text_in_which_nobody_speaks_has_no_attributions(text):
    assert attributed(text) == ()
