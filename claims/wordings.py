"""Pure: the wordings of one utterance side by side, and where each departs from the fullest."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

LONGEST_LEFT_OUT = 12  # words of the fullest wording that are shown where another lacks them
LONGEST_COMPARED = 1500  # words; a comparison costs their product

Change = Literal["same", "added", "left out"]

MANY = "…"

_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class Difference:
    """A run of words and marks: as in the fullest, added to it, or left out (maybe `MANY`)."""

    words: str
    change: Change


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that one or more outlets give, with their differences from the fullest wording."""

    outlets: tuple[str, ...]
    differences: tuple[Difference, ...]


def wordings(told: Iterable[tuple[str, str]]) -> tuple[Wording, ...]:
    """Every distinct wording of (outlet, words), the fullest first.

    Typography makes no difference: neither marks nor case nor spaces.
    """
    outlets: dict[tuple[str, ...], list[str]] = {}
    first: dict[tuple[str, ...], str] = {}
    for outlet, words in told:
        key = tuple(_Words(words).bare)
        first.setdefault(key, words)
        outlets.setdefault(key, []).append(outlet)
    ordered = sorted(first, key=len, reverse=True)
    return tuple(
        Wording(
            tuple(dict.fromkeys(outlets[key])),
            tuple(compare(first[ordered[0]], first[key])),
        )
        for key in ordered
    )


def compare(fullest: str, other: str) -> Iterator[Difference]:
    """The other's words in their order, and between them what it leaves out of the fullest."""
    ours, theirs = _Words(fullest), _Words(other)
    if max(len(ours.bare), len(theirs.bare)) > LONGEST_COMPARED:
        yield Difference(other, "same" if fullest == other else "added")
        return
    matcher = SequenceMatcher(None, ours.bare, theirs.bare, autojunk=False)
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag in ("delete", "replace"):
            many = last - first > LONGEST_LEFT_OUT
            yield Difference(MANY if many else ours.run(first, last).strip(), "left out")
        if begin < end:
            yield Difference(theirs.run(begin, end), "same" if tag == "equal" else "added")


class _Words:
    """A text's words without typography, and the stretches that they stand in."""

    def __init__(self, text: str) -> None:
        found = list(_WORD.finditer(text))
        self.bare = [match[0].casefold().replace("’", "'") for match in found]
        self._text = text
        self._edges = [0, *(_opening(text, match.start()) for match in found[1:]), len(text)]

    def run(self, first: int, last: int) -> str:
        return self._text[self._edges[first] : self._edges[last]]


def _opening(text: str, start: int) -> int:
    """Where a word begins with the marks that open it: no space stands between them."""
    while not text[start - 1].isspace() and not text[start - 1].isalnum():
        start -= 1
    return start
