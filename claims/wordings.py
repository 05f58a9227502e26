"""Pure: the wordings of one utterance side by side, and where each departs from the fullest."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

LONGEST_LEFT_OUT = 12  # words of the fullest wording that are shown where another lacks them
LONGEST_COMPARED = 1500  # words; a comparison costs their product

Change = Literal["same", "added", "left out"]

_TOKEN = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-"})


@dataclass(frozen=True, slots=True)
class Difference:
    """A run of words with the spaces after it: as in the fullest, added to it, or left out."""

    words: str
    change: Change


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that one or more outlets give, with their differences from the fullest wording."""

    outlets: tuple[str, ...]
    differences: tuple[Difference, ...]


def wordings(told: Iterable[tuple[str, str]]) -> tuple[Wording, ...]:
    """Every distinct wording of (outlet, words), the fullest first.

    Typography makes no difference: neither the style of marks nor case nor spaces.
    """
    outlets: dict[tuple[str, ...], list[str]] = {}
    first: dict[tuple[str, ...], str] = {}
    for outlet, words in told:
        key = _key(words)
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
    ours, theirs = list(_TOKEN.finditer(fullest)), list(_TOKEN.finditer(other))
    if max(len(ours), len(theirs)) > LONGEST_COMPARED:
        yield Difference(other, "same" if fullest == other else "added")
        return
    matcher = SequenceMatcher(
        None, [_bare(m[0]) for m in ours], [_bare(m[0]) for m in theirs], autojunk=False
    )
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag in ("delete", "replace"):
            yield Difference(_shown(fullest, ours[first:last]), "left out")
        if begin < end:
            stop = theirs[end].start() if end < len(theirs) else len(other)
            words = other[theirs[begin].start() : stop]
            yield Difference(words, "same" if tag == "equal" else "added")


def _shown(text: str, tokens: Sequence[re.Match[str]]) -> str:
    """The words left out; of many, that there are some."""
    if len(tokens) > LONGEST_LEFT_OUT:
        return "…"
    return text[tokens[0].start() : tokens[-1].end()]


def _key(words: str) -> tuple[str, ...]:
    return tuple(_bare(match[0]) for match in _TOKEN.finditer(words))


def _bare(token: str) -> str:
    return token.translate(_MARKS).casefold()
