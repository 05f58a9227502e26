"""A text taken apart, and what may be a content of it."""

import pytest

from claims.extraction.prose import Prose
from claims.extraction.reading import Span


def mended(text):
    """What becomes of the content between the bars of a text; None if nothing."""
    start, end = text.index("|"), text.rindex("|") - 1
    prose = Prose(text.replace("|", ""))
    span = prose.mended(Span(start, end))
    return span and span.of(prose.text)


def test_a_text_knows_its_paragraphs_quotations_and_sentences():
    prose = Prose("Mayor quits\n\nThe mayor said “no”. It rained.")

    counts = len(prose.paragraphs), len(prose.quotations), len(prose.sentences)

    assert counts == (2, 1, 3)


@pytest.mark.parametrize(("position", "index"), [(0, 0), (5, 0), (12, 0), (13, 1), (99, 1)])
def test_a_position_stands_in_the_sentence_begun_last(position, index):
    assert Prose("It rained.   It leaked.").sentence_at(position) == index


@pytest.mark.parametrize("text", ["", "\n", "© Vestrian Wire"])
def test_a_text_without_sentences_takes_any_position(text):
    assert Prose(text).sentence_at(3) == 0


def test_a_position_before_all_sentences_belongs_to_the_first():
    assert Prose("© Vestrian Wire\n\nIt rained.").sentence_at(3) == 0


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("She said |that it held|.", "it held"),
        ("She said |it held|.", "it held"),
        ("She said|, that it held,| twice.", "it held"),
        ("She said |only that it held|.", "it held"),
        ("She said: |thatched roofs held|.", "thatched roofs held"),
        ("She spoke |of “an old dam”|.", "“an old dam”"),
        ("She spoke |of an old dam|.", "of an old dam"),
        ("It held|, she said, |twice.", "she said"),
        ("She said |— it held — |twice.", "it held"),
        ("She asked for |$5 (or 40%)|.", "$5 (or 40%)"),
        ("She said |#dam leaks.|", "#dam leaks"),
        ("She said|” it held “|twice.", "it held"),
        ("She said |it held and,| smiling, left.", "it held"),
        ("She said |the sand| twice.", "the sand"),
        ("She was asked |“why not and”|.", "“why not and”"),
    ],
)
def test_a_content_has_no_loose_marks(text, content):
    assert mended(text) == content


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("|That dam held|, she said.", "That dam held"),
        ("|“That dam held,”| she said.", "“That dam held,”"),
    ],
)
def test_a_content_may_begin_with_the_pronoun_that(text, content):
    assert mended(text) == content


@pytest.mark.parametrize("text", ["She said|, —|.", "It held|that |.", "It| |held.", "It|…|"])
def test_a_content_without_words_is_none(text):
    assert mended(text) is None


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("She said “|it held all night|” twice.", "“it held all night”"),
        ("She said “|it held all ni|ght” twice.", "“it held all night”"),
        ("She said it was “|an old dam” twice|.", "“an old dam” twice"),
        ("She said |it was “an old da|m” twice.", "it was “an old dam”"),
        ("She said |“it held”| twice.", "“it held”"),
        ("She said |it ‘held’|.", "it ‘held’"),
    ],
)
def test_a_quotation_mostly_in_a_content_belongs_to_it(text, content):
    assert mended(text) == content


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("She said |it was “an| old dam” twice.", "it was"),
        ("She said it was “an old |dam” twice|.", "twice"),
    ],
)
def test_a_quotation_hardly_in_a_content_is_none_of_it(text, content):
    assert mended(text) == content


def test_a_content_between_two_quotations_has_what_is_mostly_its_own():
    text = "He wrote “it |leaked badly” and “it was| old” then."

    assert mended(text) == "“it leaked badly” and “it was old”"


@pytest.mark.parametrize("word", ["cafe\u0301", "हिन्दी"])
def test_a_content_keeps_the_marks_on_its_last_letter(word):
    assert mended(f"She said |it was {word}|.") == f"it was {word}"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("She said |it held|.", ["it held"]),
        ("She said |it held. It rained|.", ["it held."]),
        ("She said |it held.\n\nIt rained|.", ["it held."]),
        ("|It rained. It held|, she said.", ["It held"]),
        ("She said |“it held. It rained,”| again.", ["“it held. It rained,”"]),
        ("She said |it held. It rained “badly”. It leaked|.", ["it held. It rained “badly”."]),
        ("She said |it held. It leaked. It rained “badly”|.", ["it held.", "It rained “badly”"]),
        ("She said:\n\n|It rained. It held|.", []),
        ("She said:\n\n|“It rained.” It held|.", ["“It rained.”"]),
    ],
)
def test_of_other_sentences_a_cue_has_only_those_that_quote(text, parts):
    start, end = text.index("|"), text.rindex("|") - 1
    prose = Prose(text.replace("|", ""))
    at = prose.text.index("said")

    found = prose.parts(Span(start, end), Span(at, at + 4))

    assert [words for part in found if (words := part.of(prose.text).strip())] == parts


@pytest.mark.parametrize("before", ["", "Old news.\n\n"])
def test_a_dateline_is_no_part_of_a_content(before):
    text = before + "BROD, Sept. 3 — The dam will hold, Conrad Pell said."
    prose = Prose(text)
    start, end = text.index("BROD"), text.index(", Conrad")
    cue = text.index("said")

    parts = list(prose.parts(Span(start, end), Span(cue, cue + len("said"))))

    assert [part.of(text) for part in parts] == ["The dam will hold"]
