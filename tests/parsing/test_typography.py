"""What printing alone changes in a text, and what it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.parsing.typography import DASHES, QUOTES, same_words, tokens_of

ALIKE = [
    ("“Yes,” she said — twice…", '"Yes," she said -- twice...'),
    ("‘Yes,’ she said", '"Yes," she said'),
    ("« Oui »", "“Oui”"),
    ("``Yes,'' she said", '"Yes," she said'),
    ("the 1\u202f000 boats", "the 1 000 boats"),
    ("one\n\ntwo", "one  two "),
    ("e\u0301te\u0301", "\u00e9t\u00e9"),
    ("the o\ufb03ce", "the office"),
    ("co\u00adop\u200berate", "cooperate"),
    ("\ufeffDon\u2019t", "Don't"),
]
APART = [
    ("the us of it", "the US of it"),
    ("the bridge will stand", "the “bridge” will stand"),
    ("a resume", "a résumé"),
    ("resign", "re-sign"),
    ("It stands.", "It stands?"),
    ("5 m²", "5 m2"),
    ("10 boats", "100 boats"),
    ("1 000", "1000"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_typography_makes_no_other_words(one, other):
    assert same_words(one, other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_anything_else_does(one, other):
    assert not same_words(one, other)


PIECES = st.lists(st.sampled_from(["word", "Two", "é", "7", ".", ",", " ", "\n", "“", "’", "—"]))


@given(PIECES.map("".join))
def test_tokens_stand_in_order_and_leave_out_only_spaces(text):
    found = tokens_of(text)

    edges = [place for token in found for place in (token.start, token.end)]
    assert edges == sorted(edges)
    left = set(range(len(text))) - {n for t in found for n in range(t.start, t.end)}
    assert all(text[n].isspace() for n in left)


@given(PIECES.map("".join), st.randoms(use_true_random=False))
def test_other_marks_of_a_kind_are_the_same_words(text, chance):
    quotes = set(QUOTES) - set("`'’")  # an apostrophe between two letters makes them one word
    kinds = [quotes, set(DASHES) - {"-"}, {" ", "\u00a0", "\u2009"}]
    other = "".join(
        next((chance.choice(sorted(kind)) for kind in kinds if letter in kind), letter)
        for letter in text
    )

    assert same_words(text, other)
