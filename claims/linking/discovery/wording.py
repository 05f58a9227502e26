"""Words as they stand, and the closed classes that end a phrase or tell nothing of an event."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from claims.extraction import Span
from claims.linking.terms import stem_of

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’\-][^\W_]+)*['’]?(?<!['’]$)")
_POSSESSIVE = re.compile(r"['’]s?$")
_PEOPLE = re.compile(r"(?:ians?|ia|ns?|es?|s)$")  # Karsovia, Karsovian, Karsovians
_SHORTEST = 4


_LISTS: dict[str, str] = tomllib.loads(
    files("claims.linking.discovery").joinpath("small_words.toml").read_text(encoding="utf-8")
)


def _listed(name: str) -> frozenset[str]:
    return frozenset(_LISTS[name].split())


DEFINITE = _listed("definite")
INDEFINITE = _listed("indefinite")
NEGATED = _listed("negated")
LACKING = _listed("lacking")
PARTS = _listed("parts")
LINKS = _listed("links")
FINITE = _listed("finite")
ERAS = _listed("eras")
STOPS = LINKS | _listed("stops")
WEEKDAYS_AND_MONTHS = _listed("weekdays_and_months")
TIMES = WEEKDAYS_AND_MONTHS | _listed("times")
EMPTY = STOPS | TIMES | _listed("empty")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands; `plain` is without case and the sign of a possessor.

    `first` where a sentence begins with it.
    """

    text: str
    plain: str
    span: Span
    first: bool = False


def words_in(text: str, within: Span) -> Iterator[Word]:
    """The words of a stretch of text, hyphens and possessives with them."""
    for number, match in enumerate(_WORD.finditer(text, within.start, within.end)):
        plain = _POSSESSIVE.sub("", match[0]).casefold()
        yield Word(match[0], plain, Span(*match.span()), number == 0)


def is_name(word: Word) -> bool:
    """Whether it is written as a name; the first word of a sentence never counts as such."""
    return word.text[0].isupper() and not word.first


@lru_cache(maxsize=65536)
def name_stem(word: str) -> str:
    """What a country, its people and its adjective share."""
    owner = _POSSESSIVE.sub("", word)
    plain = stem_of(owner) or owner.casefold()
    bare = _PEOPLE.sub("", plain)
    return bare if len(bare) >= _SHORTEST else _singular(plain)


def stem_in_text(word: Word) -> str:
    """The stem by which a word is compared, names without the endings of peoples."""
    if word.text[0].isupper():
        return name_stem(word.text)
    return _singular(stem_of(_POSSESSIVE.sub("", word.text)))


def stems_of_name(name: str) -> frozenset[str]:
    """What tells an event by its name from others, in whatever form and order."""
    words = words_in(name, Span(0, len(name)))
    return frozenset(stem_in_text(word) for word in words if word.plain not in EMPTY)


def _singular(stem: str) -> str:
    """Without the plural's ending, which stays on short words ("nets")."""
    ends = stem.endswith("s") and not stem.endswith(("ss", "us", "is"))
    return stem[:-1] if ends and len(stem) >= _SHORTEST else stem
