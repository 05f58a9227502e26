"""Reports as they are compared for being of one utterance, and by what they find each other."""

import hashlib
import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from heapq import nsmallest

from claims.extraction import Span
from claims.linking.rarity import rarity
from claims.linking.wording import Wording, wording_of

RUN = 3  # words in a run
RUNS = 4  # keys of word runs of one report: the smallest hashes, the same ones of the same words
TERMS = 8  # keys of terms: the rarest

_PRONOUNS = frozenset(
    {"", *re.findall(r"\w+", "he she they it who which that one i we you him her them a q")}
)
_ARTICLE = re.compile(r"^(?:the|a|an) (?=\S)")
_NAME_PART = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?][\"”»’]?\s")

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Whom a report credits: a person by slug or name, else a body, and how the article puts it."""

    person: str = ""
    body: str = ""
    label: str = ""

    @property
    def name(self) -> str:
        """By what two reports can be told to have one source; "" for "he" and "they"."""
        label = "" if self.label.casefold() in _PRONOUNS else self.label
        return (self.person or self.body or label).casefold()

    @property
    def called(self) -> str:
        """The name by itself: "the Hall, as the city council is known" is "hall"."""
        return _ARTICLE.sub("", self.name.partition(",")[0].strip())

    @property
    def parts(self) -> frozenset[str]:
        """The words of a person's name, by which "Varga" may be "ada-varga"."""
        return frozenset(_NAME_PART.findall(self.person.casefold()))


@dataclass(frozen=True, slots=True)
class Told:
    """When it was said as the report has it; open ends fit all."""

    earliest: date | None = None
    latest: date | None = None
    basis: str = "unknown"

    @property
    def day(self) -> date | None:
        """The day, where it is one."""
        return self.earliest if self.earliest == self.latest else None

    def days_to(self, other: "Told") -> int:
        """How many days lie between the two; 0 where they can be the same day."""
        gaps = [
            (later.earliest - earlier.latest).days
            for earlier, later in ((self, other), (other, self))
            if earlier.latest and later.earliest
        ]
        return max(0, *gaps, 0)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report stands: its text, its content there, its paragraph and its turn among all.

    `text` is the same for reports of one revision alone. `lines` are the paragraphs of the
    content's first and last character.
    """

    text: str
    spans: tuple[Span, ...] = ()
    lines: tuple[int, int] = (0, 0)
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Utterance:
    """What is compared of a report. `key` is its own in every database, as an id is not."""

    key: Key
    wording: Wording
    kind: str
    source: Source
    told: Told
    place: Place
    via: frozenset[str] = frozenset()


def placed(key: str, text: str, contents: Sequence[Sequence[Span]]) -> list[Place]:
    """The places of all contents of one text, whose reports `key` tells from other texts'."""
    ends = _line_ends(text)
    turns = {at: turn for turn, at in enumerate(sorted(spans[0].start for spans in contents))}
    return [
        Place(
            text=key,
            spans=tuple(spans),
            lines=(bisect(ends, spans[0].start), bisect(ends, spans[-1].end - 1)),
            turn=turns[spans[0].start],
        )
        for spans in contents
    ]


def cue_before(cue: Sequence[Span], start: int, prefix: str) -> str:
    """What stands in `prefix` from the cue to the content, which starts there; "" without one."""
    began = start - len(prefix)
    places = [max(span.start - began, 0) for span in cue if began < span.end <= start]
    return prefix[min(places) :] if places else ""


def keys_of(words: str, source: Source) -> list[int]:
    """What a report can be found by: its source, its rarest terms and some of its word runs.

    At most 1 + `TERMS` + `RUNS` signed 64-bit numbers, sorted.
    """
    wording = wording_of(words)
    terms = nsmallest(TERMS, map(_ranked, wording.stems))
    runs = {wording.words[i : i + RUN] for i in range(len(wording.words) - RUN + 1)}
    keys = {key for _, key in terms}
    keys.update(nsmallest(RUNS, (_hash("run", *run) for run in runs)))
    if source.name:
        keys.add(_hash("source", source.name))
    return sorted(keys)


def _line_ends(text: str) -> list[int]:
    """Where paragraphs end; where a text has but one, sentences."""
    if "\n" in text.strip():
        return [place for place, character in enumerate(text) if character == "\n"]
    return [match.start() for match in _SENTENCE_END.finditer(text)]


@lru_cache(maxsize=65536)
def _ranked(stem: str) -> tuple[float, int]:
    """A term's key behind what sorts the rarest first."""
    return -rarity(stem), _hash("term", stem)


def _hash(*parts: str) -> int:
    digest = hashlib.blake2b("\0".join(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)
