"""What a content denies, and what it tells as done or to come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.linking.polarity import denies, polarity_of

CONTRARY = [
    ("the mill is safe for every child", "the mill is not safe for any child"),
    ("the tunnel would open in spring", "the tunnel would never open"),
    ("We will build the wall before the snow", "They will not build the wall before the snow"),
    ("Every boat will sail", "No boat of ours will sail"),
    ("the charge was true", "he denied that the charge was true"),
    ("We asked for a truce", "We never asked for a truce of the fleets"),
    ("The road will be open by May", "The road won’t be open by May"),
    ("the council would pay the masons", "the council had refused to pay the masons"),
    ("the dam is sound", "it is not true that the dam is sound"),
    ("a sale of the mill was near", "he ruled out a sale of the mill"),
    ("they mended the roof", "they failed to mend the roof"),
    ("Everyone in Lorn wants the tax", "nobody in Lorn wants the tax"),
    ("The mill has been sold", "The mill will be sold in June"),
    ("The charter of the valley is signed", "I will sign the charter of the valley"),
]
ALIKE = [
    ("It was the weather and not the dues", "It was the weather"),
    ("We will not sell. The mill stays ours for ever", "the mill stays ours for ever"),
    ("not only a farce but a crime", "a farce and a crime"),
    ("there is no doubt the bridge is safe", "the bridge is safe"),
    ("No. 5 pit is open", "pit 5 is open"),
    ("we would never refuse to talk", "we are ready to talk"),
    ("she would not sign the charter", "she refused to sign the charter"),
    ("I will sign the charter", "he would sign the charter"),
    ("talks are starting on Monday", "talks will start on Monday"),
    ("We will not leave until the dam is rebuilt", "We stay until the dam is rebuilt"),
    ("there was no truce, only an advertisement", "an advertisement rather than a truce"),
    ("guns will cease for the feast", "not one Brod gun would speak at the feast"),
    ("the town has no money, and the roof leaks", "the roof leaks"),
    ("the mill has no roof and no door", "the mill had neither a roof nor a door"),
    ("no one can doubt that the mill is ours", "the mill is ours"),
]


@pytest.mark.parametrize(("one", "other"), CONTRARY)
def test_contrary_words_are_told(one, other):
    assert polarity_of(one).contradicts(polarity_of(other))


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_words_that_agree_are_not_contrary_for_a_denial_of_something_else(one, other):
    assert not polarity_of(one).contradicts(polarity_of(other))


@pytest.mark.parametrize("cue", ["flatly denied", "has ruled out", "rejected", "refused"])
def test_a_cue_can_deny(cue):
    assert denies(cue)


@pytest.mark.parametrize(
    "cue",
    [
        "declined to say",
        "dismissed as",
        "refused to confirm",
        "did not deny",
        "noted",
        "ruled that",
        "",
    ],
)
def test_a_cue_that_asserts_or_keeps_silent_does_not(cue):
    assert not denies(cue)


@pytest.mark.parametrize(
    ("denied", "said"),
    [
        ("the ferry was safe", "the ferry was safe"),
        ("having sold the barges", "she had sold the barges"),
        ("“any part in the fire”", "“I had a part in the fire,”"),
    ],
)
def test_what_a_cue_denies_is_contrary_to_what_another_asserts(denied, said):
    assert polarity_of(denied, denied=True).contradicts(polarity_of(said))
    assert not polarity_of(denied, denied=True).contradicts(polarity_of(denied, denied=True))


def test_what_is_denied_by_the_cue_agrees_with_what_is_denied_in_the_words():
    denied = polarity_of("the ferry was safe", denied=True)

    assert not denied.contradicts(polarity_of("the ferry was not safe"))


def test_what_something_is_rejected_as_is_affirmed():
    rejected = polarity_of("the charge as “grotesque.”", denied=True)

    assert not rejected.contradicts(polarity_of("the accusations were “grotesque”"))


WORDS = ["not", "never", "the", "mill", "sold", "will", "is", ",", ".", "that", "refuse"]
words = st.lists(st.sampled_from(WORDS))


@given(words, words)
def test_it_is_the_same_from_either_side(one, other):
    ours, theirs = polarity_of(" ".join(one)), polarity_of(" ".join(other))

    assert ours.contradicts(theirs) == theirs.contradicts(ours)
    assert not ours.contradicts(ours)
