"""What is compared of a text: its terms by sentence, its names, numbers and pairs of words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from claims.linking.catalogue import CatalogueEvent
from claims.linking.sentences import sentences_of
from claims.linking.terms import Term, terms_in

GRAM = 4  # letters in a row by which words are alike ("protest", "protesters")
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")


@dataclass(frozen=True)
class Profile:
    """A text as linking compares it; words are stems."""

    spoken: tuple[tuple[str, ...], ...]  # the stems of each sentence
    names: frozenset[str]
    years: tuple[int, ...]

    @cached_property
    def ordered(self) -> tuple[str, ...]:
        """All stems in their order."""
        return tuple(stem for sentence in self.spoken for stem in sentence)

    @cached_property
    def terms(self) -> frozenset[str]:
        """All stems."""
        return frozenset(self.ordered)

    @cached_property
    def sentences(self) -> tuple[frozenset[str], ...]:
        """The terms of each sentence that has any."""
        return tuple(frozenset(sentence) for sentence in self.spoken if sentence)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """The stems that stand side by side."""
        return frozenset(pair for stems in self.spoken for pair in pairwise(stems))

    @cached_property
    def grams(self) -> frozenset[str]:
        """The letters in a row."""
        return _grams(self.ordered)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The terms with a digit."""
        return frozenset(stem for stem in self.terms if any(c.isdigit() for c in stem))


def profile_of(text: str) -> Profile:
    """The profile of a text; never fails, whatever the text."""
    return profile_from([(text, terms_of(text))])


def terms_of(text: str) -> list[list[Term]]:
    """The terms of a text, sentence by sentence."""
    return [list(terms_in(text, span)) for span in sentences_of(text)]


def profile_from(parts: Sequence[tuple[str, list[list[Term]]]]) -> Profile:
    """The profile of texts one after the other, given with their terms."""
    names = {
        term.stem
        for text, sentences in parts
        for sentence in sentences
        for term in sentence
        if text[term.span.start].isupper()
    }
    return Profile(
        spoken=tuple(tuple(t.stem for t in s) for _, sentences in parts for s in sentences),
        names=frozenset(names),
        years=tuple(sorted({int(year) for text, _ in parts for year in _YEAR.findall(text)})),
    )


@lru_cache(maxsize=20_000)
def profile_of_event(event: CatalogueEvent) -> Profile:
    """The profile of all that the catalogue says of an event."""
    title = () if event.text.startswith(event.title) else (event.title,)
    parts = (*title, *event.aliases, event.text, event.place, *event.participants)
    return profile_of("\n".join(part for part in parts if part))


def _grams(stems: Iterable[str]) -> frozenset[str]:
    framed = (f"^{stem}$" for stem in stems)
    return frozenset(
        word[start : start + GRAM] for word in framed for start in range(max(1, len(word) - 3))
    )
