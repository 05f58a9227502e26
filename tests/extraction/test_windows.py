"""What the encoder gets to see of a text."""

import unicodedata
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.layout import lay_out
from claims.extraction.quotation import find_quotations
from claims.extraction.tagging.tagger import WEIGHTS
from claims.extraction.tagging.windows import LONGEST_WINDOW, LOOKS, Windows

UNWRITTEN = {"Cc", "Cf", "Co", "Mn"}  # categories of what the encoder's alphabet passes over
ODD = "“”‘’«»\"'`—…\x01\x0b\u00a0\u00ad\u200d\u2028\u0301é\ufb01İẞ각日हिन्दीع👩\U0001d54a\U000e0041"
PARAGRAPHS = st.lists(
    st.one_of(
        st.text(st.sampled_from(ODD + "aB1. \n"), max_size=60),
        st.text(max_size=60),
        st.builds(
            lambda words, n: words * n,
            st.sampled_from(("The dam held. ", "dam ")),
            st.integers(0, 120),
        ),
    ),
    max_size=6,
)


@cache
def shipped_windows():
    return Windows(WEIGHTS / "tokenizer.json")


def cut(text):
    paragraphs = lay_out(text)
    return list(shipped_windows().cut(text, paragraphs, find_quotations(text, paragraphs)))


def words_of(text):
    return [word for window in cut(text) for word in window.words]


def looks_of(text):
    """The looks of all words in a text: (case, place, marks) by word."""
    return {word.span.of(text): word.looks for word in words_of(text)}


def is_written(character):
    seen = unicodedata.category(character) not in UNWRITTEN
    return seen and not character.isspace() and character != "\ufffd"


def is_read(paragraph):
    return paragraph.role != "furniture"


def test_short_paragraphs_share_a_window():
    text = "The dam held.\n\nIt rained.\n\nThe mayor left."

    [window] = cut(text)

    assert [word.span.of(text) for word in window.words][-3:] == ["mayor", "left", "."]


def test_a_paragraph_that_does_not_fit_begins_a_window():
    first, second = "The dam held. " * 50, "The mayor left. " * 50

    windows = cut(f"{first}\n\n{second}")

    assert [window.words[0].span.start for window in windows] == [0, len(first) + 2]


@given(PARAGRAPHS)
def test_a_window_holds_no_more_pieces_than_fit(paragraphs):
    assert all(len(window.ids) <= LONGEST_WINDOW for window in cut("\n\n".join(paragraphs)))


def test_a_long_word_after_a_short_sentence_and_a_long_one_fits_too():
    text = "No. " + "dam " * 245 + "xq" * 49

    assert max(len(window.ids) for window in cut(text)) <= LONGEST_WINDOW


@given(PARAGRAPHS)
def test_a_paragraph_that_fits_stands_in_one_window(paragraphs):
    text = "\n\n".join(paragraphs)
    windows = cut(text)

    for paragraph in filter(is_read, lay_out(text)):
        parts = [[w for w in x.words if paragraph.span.contains(w.span)] for x in windows]
        held = [part for part in parts if part]
        pieces = sum(len(word.ids) for part in held for word in part)
        assert len(held) <= 1 or pieces > LONGEST_WINDOW - 2


@given(PARAGRAPHS)
def test_words_stand_in_order_in_the_text(paragraphs):
    text = "\n\n".join(paragraphs)
    spans = [word.span for word in words_of(text)]

    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))


@given(PARAGRAPHS)
def test_words_cover_all_that_is_written(paragraphs):
    text = "\n\n".join(paragraphs)
    covered = {at for word in words_of(text) for at in range(word.span.start, word.span.end)}
    read = {at for p in filter(is_read, lay_out(text)) for at in range(p.span.start, p.span.end)}

    assert {at for at in read - covered if is_written(text[at])} == set()


def test_a_word_keeps_the_accent_on_its_last_letter():
    text = "They met in a cafe\u0301 by the dam."

    assert "cafe\u0301" in [word.span.of(text) for word in words_of(text)]


def test_a_word_of_the_text_may_be_spelt_like_a_special_piece():
    text = "The [SEP] held."

    assert [word.span.of(text) for word in words_of(text)] == ["The", "[SEP]", "held", "."]


def test_a_long_paragraph_is_cut_after_a_sentence():
    text = "Nobody in the valley had seen the dam leak. " * 60

    *cut_off, _ = cut(text)

    assert len(cut_off) > 1
    assert {text[window.words[-1].span.start] for window in cut_off} == {"."}


def test_a_long_sentence_is_cut_where_the_window_is_full():
    windows = cut("dam " * 600)

    assert [len(window.words) for window in windows] == [254, 254, 92]


def test_furniture_is_not_read():
    text = "The dam held.\n\nRelated: Who is Conrad Pell?\n\nIt rained."

    assert "Related" not in looks_of(text)


@pytest.mark.parametrize("text", ["", " \n\n ", "\x01", "\u0301 \u200b", "© Vestrian Wire"])
def test_a_text_without_words_has_no_windows(text):
    assert cut(text) == []


def test_special_pieces_stand_around_the_words():
    [window] = cut("The dam held.")

    assert (window.ids[0], window.ids[-1]) == shipped_windows().ends
    assert not window.looks[[0, -1]].any()
    assert window.looks.shape == (len(window.ids), LOOKS)


def test_all_pieces_of_a_word_have_its_looks():
    [window] = cut("The Zxqvian held.")
    first, after = window.firsts[1:3]

    assert after - first > 1
    assert {tuple(look) for look in window.looks[first:after]} == {window.words[1].looks}


def test_the_first_piece_of_each_word_is_known():
    [window] = cut("The Zxqvian dam held.")

    assert list(window.ids[window.firsts]) == [word.ids[0] for word in window.words]


@pytest.mark.parametrize(
    ("word", "case"),
    [("dam", 1), ("Dam", 2), ("A", 2), ("DAM", 3), (",", 4), ("“", 4), ("1300", 5)],
)
def test_a_word_shows_its_case(word, case):
    assert looks_of(f"Here it is: {word} .")[word][0] == case


def test_the_first_word_of_a_body_paragraph_shows():
    places = [word.looks[1] for word in words_of("The dam held.\n\nIt rained.")]

    assert places == [2, 1, 1, 1, 2, 1, 1]


def test_the_words_of_a_heading_show():
    assert looks_of("Mayor quits\n\nThe dam held.")["quits"][1] == 3


def test_words_within_marks_show():
    looks = looks_of("Pell said “it held” twice.")

    assert [looks[word][2] for word in ("said", "“", "held", "”", "twice")] == [1, 2, 2, 2, 1]


def test_words_of_a_quotation_that_runs_over_paragraphs_show():
    looks = looks_of("Pell said: “It held.\n\n“It leaks,” he said.")

    assert [looks[word][2] for word in ("said", "held", "leaks", "he")] == [1, 3, 3, 1]
