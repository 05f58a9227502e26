"""What is compared of a text: its terms by sentence, its names, numbers and pairs of words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from claims.linking.catalogue import CatalogueEvent
from claims.linking.sentences import sentences_of
from claims.linking.terms import terms_in

GRAM = 4  # letters in a row by which words are alike ("protest", "protesters")
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")


@dataclass(frozen=True, slots=True)
class Profile:
    """A text as linking compares it; words are stems."""

    terms: frozenset[str]
    ordered: tuple[str, ...]
    sentences: tuple[frozenset[str], ...]
    pairs: frozenset[tuple[str, str]]
    grams: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    years: tuple[int, ...]


def profile_of(text: str) -> Profile:
    """The profile of a text; never fails, whatever the text."""
    sentences, names = [], set()
    for span in sentences_of(text):
        sentence = list(terms_in(text, span))
        sentences.append([term.stem for term in sentence])
        names |= {t.stem for t in sentence if t.span.start and text[t.span.start].isupper()}
    ordered = tuple(stem for sentence in sentences for stem in sentence)
    return Profile(
        terms=frozenset(ordered),
        ordered=ordered,
        sentences=tuple(frozenset(sentence) for sentence in sentences if sentence),
        pairs=frozenset(pair for stems in sentences for pair in pairwise(stems)),
        grams=_grams(ordered),
        names=frozenset(names),
        numbers=frozenset(stem for stem in ordered if any(c.isdigit() for c in stem)),
        years=tuple(sorted({int(year) for year in _YEAR.findall(text)})),
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
