"""Names of people in a text: those of the speakers file in any spelling, and other full names."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from claims.extraction.reading import Span
from claims.extraction.registry import KnownSpeaker, Registry
from claims.extraction.words import (
    FEMALE,
    FUNCTION_WORDS,
    HONORIFICS,
    MALE,
    NOT_A_PERSON,
    PARTICLES,
    ROLES,
)

NEVER_IN_NAMES = NOT_A_PERSON | ROLES | FUNCTION_WORDS - PARTICLES
LONGEST_ALIAS = 5
LONGEST_NAME = 4
SHORTEST_FUZZY = 6
LONGEST_INITIALS = 3

WORD = re.compile(r"[^\W\d_](?:\.[^\W\d_](?=\.))*\.?(?=[\s,;:)]|$)|\w+(?:[-'’‘]\w+)*")
POSSESSIVE = re.compile(r"['’‘]s?$")
SPELLINGS = str.maketrans({"y": "i", "j": "i", "w": "v", "q": "k", "c": "k", "z": "s"})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the story; `slug` is empty where the speakers file lacks them.

    With an empty name it is a source that the article leaves unnamed.
    """

    name: str
    slug: str = ""
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A mention: whom it may mean, best known first, and the title words before it."""

    span: Span
    people: tuple[Person, ...]
    titles: tuple[str, ...] = ()
    possessive: bool = False
    is_full: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    span: Span
    text: str
    key: str


def person_of(speaker: KnownSpeaker) -> Person:
    """A listed speaker as a person of the story."""
    return Person(speaker.name, speaker.slug, speaker.gender or gender_of(speaker.name))


def fold(word: str) -> str:
    """A word without case, accents and possessive: what two spellings of a name share."""
    plain = unicodedata.normalize("NFKD", POSSESSIVE.sub("", word))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold().strip(".")


def spelling(word: str) -> str:
    """A key that transliterations of a name have in common: Zelenskyy, Selenskyj."""
    key = fold(word).translate(SPELLINGS).replace("kh", "h").replace("ph", "f")
    return re.sub(r"(.)\1+", r"\1", key)


def names_of(name: str, aliases: Iterable[str]) -> tuple[str, ...]:
    """What somebody is called: by name, by each alias, and by surname alone."""
    return (name, *aliases, name.rsplit(maxsplit=1)[-1])


class NameFinder:
    """Finds the names of one document, knowing the speakers file."""

    def __init__(self, registry: Registry) -> None:
        """Index every name, alias and surname by the keys of its words."""
        self._exact: dict[tuple[str, ...], list[Person]] = {}
        self._fuzzy: dict[tuple[str, ...], list[Person]] = {}
        for speaker in registry.speakers:
            if speaker.kind == "person":
                self._add(speaker)

    def _add(self, speaker: KnownSpeaker) -> None:
        person = person_of(speaker)
        *called, surname = names_of(speaker.name, speaker.aliases)
        for alias in (*called, surname):
            key = tuple(fold(word) for word in alias.split())
            known = self._exact.setdefault(key, [])
            if person not in known:
                known.append(person)
        if len(fold(surname)) >= SHORTEST_FUZZY:
            for words in ((surname,), speaker.name.split()):
                self._fuzzy.setdefault(tuple(map(spelling, words)), []).append(person)

    def find(self, text: str) -> tuple[Name, ...]:
        """All names in order: listed people, and full names that read like a person's."""
        found: list[Name] = []
        strangers: dict[str, Person] = {}
        for run in _capital_runs(text):
            for name in self._in_run(run, strangers):
                if name.is_full and not name.people[0].slug:
                    strangers.setdefault(fold(name.people[0].name.split()[-1]), name.people[0])
                found.append(name)
        return tuple(found)

    def _in_run(self, run: list[_Word], strangers: dict[str, Person]) -> Iterator[Name]:
        at = 0
        while at < len(run):
            length, people = self._match(run, at)
            if people and not _is_another(run, at, length):
                yield _name(run, at, length, tuple(people))
                at += length
                continue
            stranger = _stranger(run, at, strangers)
            if stranger:
                yield stranger
                at += sum(stranger.span.overlaps(w.span) for w in run[at : at + LONGEST_ALIAS])
                continue
            at += 1

    def _match(self, run: list[_Word], at: int) -> tuple[int, list[Person]]:
        for length in range(min(LONGEST_ALIAS, len(run) - at), 0, -1):
            words = run[at : at + length]
            people = self._exact.get(tuple(word.key for word in words))
            if people is None and len(words[-1].key) >= SHORTEST_FUZZY:
                people = self._fuzzy.get(tuple(spelling(word.key) for word in words))
            if people:
                return length, people
        return 0, []


@lru_cache(maxsize=4)
def name_finder(registry: Registry) -> NameFinder:
    """The finder of a registry, indexed once for all documents."""
    return NameFinder(registry)


def spellings_in(text: str) -> frozenset[str]:
    """The spelling keys of every word that may be part of a name, whoever is listed."""
    return frozenset(spelling(word.key) for run in _capital_runs(text) for word in run)


def _capital_runs(text: str) -> Iterator[list[_Word]]:
    """Words in capitals that stand beside each other."""
    run: list[_Word] = []
    for match in WORD.finditer(text):
        word = match.group()
        beside = bool(run) and _stand_together(text, run[-1], match.start())
        named = word[0].isupper() or (beside and word in PARTICLES)
        if run and not (beside and named and not POSSESSIVE.search(run[-1].text)):
            yield run
            run = []
        if named and (run or word[0].isupper()):
            run.append(_Word(Span(*match.span()), word, fold(word)))
    if run:
        yield run


def _stand_together(text: str, word: _Word, start: int) -> bool:
    gap = text[word.span.end : start]
    short = len(word.text) == 1 or word.key in HONORIFICS
    return gap in (" ", "\u00a0") or (gap == ". " and short)


def _name(run: list[_Word], at: int, length: int, people: tuple[Person, ...]) -> Name:
    last = run[at + length - 1]
    trimmed = POSSESSIVE.sub("", last.text)
    start = at
    while start and run[start - 1].key in ROLES | HONORIFICS.keys():
        start -= 1
    titles = tuple(w.key for w in run[start:at])
    span = Span(run[at].span.start, last.span.start + len(trimmed))
    return Name(span, people, titles, trimmed != last.text, is_full=length > 1)


def _is_another(run: list[_Word], at: int, length: int) -> bool:
    """Whether a listed surname belongs to somebody or something else: "Ivanka X", "X Tower"."""
    following = run[at + length].key if at + length < len(run) else ""
    if following in NOT_A_PERSON or following in ("jr", "sr"):
        return True
    if length > 1 or at == 0:
        return False
    before = run[at - 1].key
    return before in FEMALE | MALE


def _stranger(run: list[_Word], at: int, known: dict[str, Person]) -> Name | None:
    """A name that the speakers file lacks: in full, or the surname of one given in full before."""
    words = run[at : _end_of_name(run, at)]
    if len(words) == 1 and words[0].key in known:
        return _name(run, at, 1, (known[words[0].key],))
    closed = at + len(words) == len(run) or run[at + len(words)].key.endswith("day")
    if not 2 <= len(words) <= LONGEST_NAME or not closed or _is_shouted(words):
        return None
    if not words[0].key.isalpha() or words[-1].key in PARTICLES or words[-1].text.isdigit():
        return None
    label = " ".join([*(w.text for w in words[:-1]), POSSESSIVE.sub("", words[-1].text)])
    return _name(run, at, len(words), (Person(label, "", gender_of(label)),))


def _is_shouted(words: list[_Word]) -> bool:
    """Whether capitals set the first word apart from a name: "HEARTBROKEN Ann Doe"."""
    first, *others = [word.text for word in words] or [""]
    return (
        len(first) > LONGEST_INITIALS and first.isupper() and any(not w.isupper() for w in others)
    )


def _end_of_name(run: list[_Word], at: int) -> int:
    """Where a name that begins at a word ends: before a role, an institution, a small word."""
    if run[at].key in HONORIFICS:
        return at
    for index in range(at, min(len(run), at + LONGEST_NAME + 1)):
        if run[index].key in NEVER_IN_NAMES:
            return index
    return min(len(run), at + LONGEST_NAME + 1)


def gender_of(name: str) -> str:
    """A guess from the given name: f, m or "" where there is no telling."""
    words = name.split()
    given = fold(words[0]) if words else ""
    if given in MALE:
        return "m"
    if given in FEMALE or (given.endswith("a") and len(given) > 3):
        return "f"
    return ""
