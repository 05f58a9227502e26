"""What became of a quotation in another revision of its article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction import Span
from claims.fates import Quoted, Worded, fate, find

TEXT = (
    'Ada Varga spoke in Brod. "The bridge will stand this winter," Varga said.\n'
    'Would she go? "No," she said. "We need no ferry at all," she added.\n'
    "The mayor left the room before noon."
)
LONG, SHORT, LAST = (
    '"The bridge will stand this winter,"',
    '"No,"',
    '"We need no ferry at all,"',
)


def quoted(text: str, words: str) -> Quoted:
    start = text.index(words)
    return Quoted.of(Worded(text), Span(start, start + len(words)))


def became(words: str, new: str, old: str = TEXT) -> str | None:
    return fate(quoted(old, words), Worded(old), Worded(new))


STANDING = {
    "typography": TEXT.replace('"', "”").replace(" ", "\u00a0").replace("The bridge", "THE bridge"),
    "words before": "Corrected on Tuesday.\n" + TEXT,
    "moved": "\n".join(reversed(TEXT.split("\n"))),
    "other words around": TEXT.replace('"No," she said.', "Varga answered with a “no” of her own."),
}


@pytest.mark.parametrize("change", STANDING)
@pytest.mark.parametrize("words", [LONG, SHORT, LAST])
def test_a_quotation_stands_still(change, words):
    assert became(words, STANDING[change]) is None


def test_a_changed_word_shows_the_words_that_stand_now():
    new = TEXT.replace("stand this", "not stand this")

    assert became(LONG, new) == '"The bridge will not stand this winter,"'
    assert became(SHORT, new) is became(LAST, new) is None


def test_a_short_one_changed_in_its_place_is_told_by_the_words_around_it():
    assert became(SHORT, TEXT.replace('"No,"', '"Perhaps,"')) == '"Perhaps,"'


def test_a_dropped_quotation_became_nothing():
    assert became(LONG, TEXT.replace(LONG + " Varga said.", "")) == ""


def test_the_same_short_words_of_somebody_else_are_not_taken_for_it():
    new = TEXT.replace('Would she go? "No," she said. ', "").replace(
        "The mayor left", 'Asked about the harbour he cried "No" and the mayor left'
    )

    assert became(SHORT, new) == ""


def test_one_that_moved_and_changed_is_found_on_its_line():
    kept = TEXT.replace(LONG + " Varga said.", "")
    new = f'{kept}\nThe winter came. "The bridge shall stand this winter," Varga had said.'

    assert became(LONG, new) == '"The bridge shall stand this winter,"'


def test_of_two_places_the_one_with_its_context_is_the_one():
    text = 'Will it rain? "No," she said.\nWill it snow? "No," she said.'
    second = Quoted.of(Worded(text), Span(text.rindex('"No'), text.rindex('"No') + 5))

    assert find(second, Worded(text)) == 9


def test_what_the_old_text_lacks_became_nothing_that_is_told():
    assert became(LONG, "Other words.") == ""
    assert fate(quoted(TEXT, LONG), Worded("Other words."), Worded("More words.")) is None


NOUNS = "ferry bridge strait harbour winter council mayor boat coal mill"
WORDS = st.sampled_from(NOUNS.split())
SENTENCE = st.lists(WORDS, min_size=6, max_size=12).map(" ".join)
PARAGRAPHS = st.lists(SENTENCE, min_size=2, max_size=6, unique=True)
QUOTE = "“This very crossing opens on the first of May”"


@given(PARAGRAPHS, PARAGRAPHS, st.integers(0, 5), st.integers(0, 5))
def test_wherever_a_long_quotation_goes_it_stands(old, new, at, to):
    before = "\n".join([*old[:at], f"She said {QUOTE} then.", *old[at:]])
    after = "\n".join([*new[:to], f"{QUOTE}, she said.", *new[to:]])

    assert became(QUOTE, after, before) is None


@given(PARAGRAPHS, st.integers(0, 5), st.integers(0, 8))
def test_one_word_changed_in_its_place_is_told_whole(around, at, word):
    changed = QUOTE[1:-1].split()
    changed[word] = "aardvark"
    texts = [
        "\n".join([*around[:at], f"She said “{' '.join(words)}” then.", *around[at:]])
        for words in (QUOTE[1:-1].split(), changed)
    ]

    assert became(QUOTE, texts[1], texts[0]) == f"“{' '.join(changed)}”"


@given(PARAGRAPHS, st.integers(0, 5))
def test_one_left_out_became_nothing(around, at):
    before = "\n".join([*around[:at], f"She said {QUOTE} then.", *around[at:]])

    assert became(QUOTE, "\n".join(around), before) == ""
