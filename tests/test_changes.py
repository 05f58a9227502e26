"""What an outlet changed between two revisions, by word."""

import time

from hypothesis import given
from hypothesis import strategies as st

from claims.changes import changes
from claims.wordings import Difference
from sources.parsing.typography import same_words, tokens_of

OLD = "Head\nShe spoke on Monday, and left.\nThe same.\nIt goes.\nThe end “of it”."
NEW = "Head\nShe spoke on Tuesday, and left.\nThe same.\nThe end of it.\nMore."


def test_changed_paragraphs_show_what_stood_in_their_place():
    changed = [stretch for stretch in changes(OLD, NEW) if stretch.changed]

    assert changed[0].paragraphs == (
        (
            Difference("She spoke on ", "same"),
            Difference("Monday", "left out"),
            Difference("Tuesday", "added"),
            Difference(", and left.", "same"),
        ),
    )
    assert (Difference("It goes.", "left out"),) in changed[1].paragraphs
    assert (Difference("More.", "added"),) in changed[1].paragraphs


def test_unchanged_paragraphs_stand_together_apart_from_changed_ones():
    assert [(stretch.changed, len(stretch.paragraphs)) for stretch in changes(OLD, NEW)][:3] == [
        (False, 1),
        (True, 1),
        (False, 1),
    ]


def test_typography_is_no_change():
    other = OLD.replace("“", '"').replace("”", '"').replace(" ", "\u00a0")

    assert not any(stretch.changed for stretch in changes(OLD, other))


def test_a_single_word_kept_among_changes_is_read_with_them():
    (stretch,) = changes("a b c d e f g", "a x c y e f g")

    assert Difference("b c d ", "left out") in stretch.paragraphs[0]


def test_long_texts_that_share_nothing_are_told_whole():
    started = time.monotonic()

    found = changes("\n".join(["old " * 9] * 4000), "\n".join(["new " * 9] * 4000))

    assert [stretch.changed for stretch in found] == [True]
    assert time.monotonic() - started < 20


TEXTS = st.lists(
    st.sampled_from(["a", "b", "The", "“c”", "d,", "e.", "\n", "\n\n", "f—g"]), max_size=30
).map(" ".join)


@given(TEXTS, TEXTS)
def test_what_is_shown_holds_both_texts(old, new):
    pieces = [piece for found in changes(old, new) for p in found.paragraphs for piece in p]

    told = {
        without: " ".join(piece.words for piece in pieces if piece.change != without)
        for without in ("added", "left out")
    }
    assert same_words(told["added"], old)
    assert same_words(told["left out"], new)


@given(TEXTS, TEXTS)
def test_texts_differ_where_a_change_is_shown(old, new):
    shown = any(stretch.changed for stretch in changes(old, new))

    assert shown == (not same_words(old, new))
    assert bool(tokens_of(new)) or not new.strip()
