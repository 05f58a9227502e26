"""Who is meant by an office: "the Russian president", "its spokesman", "his successor"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from claims.extraction.names import fold
from claims.extraction.registry import KnownSpeaker, Office, Registry
from claims.extraction.words import FILLERS, LEXICON

SYNONYMS: dict[str, str] = LEXICON["synonyms"]
DEMONYMS: dict[str, str] = LEXICON["demonyms"]
STEM = 5
WORD = re.compile(r"[\w.-]*\w")


@dataclass(frozen=True, slots=True)
class Holder:
    """A listed person with an office that fits a title; `qualified` if its country fits too."""

    speaker: KnownSpeaker
    office: Office
    qualified: bool


def holders(registry: Registry, phrase: str, day: date | None) -> tuple[Holder, ...]:
    """Everybody whose office on that day the phrase may mean, those whose country fits first."""
    words = title_words(phrase)
    former = bool({"former", "ex", "onetime"} & set(words))
    words = tuple(w for w in words if w not in ("former", "ex", "onetime"))
    found = [h for s in registry.speakers for h in _held(s, words, day, former=former)]
    qualified = tuple(h for h in found if h.qualified)
    return qualified or tuple(found)


@lru_cache(maxsize=4096)
def title_words(phrase: str) -> tuple[str, ...]:
    """The words of a title or a place that tell, in their standard form and order."""
    text = " ".join(fold(w) for w in WORD.findall(phrase))
    for word, standard in SYNONYMS.items():
        text = re.sub(rf"\b{word}\b", standard, text)
    return tuple(w for w in text.split() if w not in FILLERS)


def _held(
    speaker: KnownSpeaker, words: tuple[str, ...], day: date | None, *, former: bool
) -> Iterator[Holder]:
    for office in speaker.offices:
        ended = office.end is not None and day is not None and office.end < day
        if (ended if former else office.held_on(day)) and (fit := _fit(office, words)) is not None:
            yield Holder(speaker, office, fit)
            return


def _fit(office: Office, words: tuple[str, ...]) -> bool | None:
    """Whether the words name this office: None if not, True if with what it is of."""
    title = title_words(office.title)
    at = _position(words, title)
    if at is None:
        return None
    rest = words[:at] + words[at + len(title) :]
    of = set(title_words(office.of))
    matches = [_same_place(word, of) for word in rest]
    if not all(matches):
        return None
    return bool(rest)


def _position(words: tuple[str, ...], title: tuple[str, ...]) -> int | None:
    for at in range(len(words) - len(title), -1, -1):
        if words[at : at + len(title)] == title:
            return at
    return None


def _same_place(word: str, of: set[str]) -> bool:
    expanded = DEMONYMS.get(word, word).split()
    return all(any(_same_stem(part, place) for place in of) for part in expanded)


def _same_stem(word: str, place: str) -> bool:
    return word == place or (len(word) >= STEM and word[:STEM] == place[:STEM])


def of_place(office: Office, word: str) -> bool:
    """Whether an office is of the place that a word names: Maravian, Maravia."""
    return _same_place(fold(word), set(title_words(office.of)))


def serves(office: Office, other: KnownSpeaker) -> bool:
    """Whether an office is held under somebody: a president's spokesman, a country's minister."""
    of = set(title_words(office.of))
    for held in other.offices:
        places = set(title_words(held.of))
        if places and places <= of | set(title_words(held.title)) and places & of:
            return True
    return False


def successor(registry: Registry, other: KnownSpeaker) -> KnownSpeaker | None:
    """Who held somebody's office next, for the latest office that somebody else took over."""
    left = sorted(
        (o for o in other.offices if o.end), key=lambda o: o.end or date.min, reverse=True
    )
    for office in left:
        after = _next_holder(registry, office, other)
        if after:
            return after
    return None


def _next_holder(registry: Registry, left: Office, other: KnownSpeaker) -> KnownSpeaker | None:
    later = [
        (office.start, speaker.slug)
        for speaker in registry.speakers
        for office in speaker.offices
        if (office.title, office.of) == (left.title, left.of) and speaker is not other
        if office.start and left.end and office.start >= left.end
    ]
    return registry.by_slug[min(later)[1]] if later else None
