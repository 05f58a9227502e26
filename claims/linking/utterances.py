"""Whether two reports are of the same utterance: a first version by shared word runs."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

RUN = 4  # words in a shingle
SKETCH = 256  # shingles kept of one report: the smallest hashes (a bottom-k sketch)
FEWEST_SHARED = 2  # shingles: five words in a row
CONTAINED = 0.7  # of the shorter report's shingles

_QUOTED = re.compile(r"[“«„\"‘](.+?)[”»“\"’](?!\w)", re.DOTALL)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Utterance:
    """What is compared of a report. `source` names who speaks, "" where nobody knows."""

    shingles: frozenset[int]
    source: str
    earliest: date | None
    latest: date | None


def shingles_of(pieces: Iterable[str]) -> list[int]:
    """Hashed word runs of the content's pieces: of what stands in quotation marks, if enough.

    An outlet may clip a quotation or wrap it in its own words; the quoted words stay. At most
    `SKETCH` signed 64-bit numbers, sorted.
    """
    texts = list(pieces)
    quoted = _runs(match for text in texts for match in _QUOTED.findall(text))
    runs = quoted if len(quoted) >= FEWEST_SHARED else _runs(texts)
    return sorted(_hash(run) for run in runs)[:SKETCH]


def same_utterance(one: Utterance, other: Utterance) -> bool:
    """Whether one source said both at a time that fits both, in mostly the same words."""
    if not one.source or one.source != other.source or not _overlap(one, other):
        return False
    shared = len(one.shingles & other.shingles)
    shorter = min(len(one.shingles), len(other.shingles))
    return shared >= FEWEST_SHARED and shared >= CONTAINED * shorter


def _runs(texts: Iterable[str]) -> set[tuple[str, ...]]:
    runs: set[tuple[str, ...]] = set()
    for text in texts:
        words = [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
        runs.update(tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))
    return runs


def _hash(run: tuple[str, ...]) -> int:
    digest = hashlib.blake2b(" ".join(run).encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


def _overlap(one: Utterance, other: Utterance) -> bool:
    """Whether the two can have been said on one day; an open end fits all."""
    return (one.earliest or date.min) <= (other.latest or date.max) and (
        other.earliest or date.min
    ) <= (one.latest or date.max)
