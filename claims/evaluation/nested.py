"""Statements within statements: small texts, each with what is said inside what is said.

A line of the file is a case: `{id, text, outer: {source, cue, content}, inner: the same or null,
speakers: {outer, inner}}`, the words as they stand in the text, `content` a list of pieces.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.evaluation.naming import plain
from claims.evaluation.outcomes import Figures, Mistake, share
from claims.evaluation.pairing import LEAST_OVERLAP, characters, overlap
from claims.interchange import InterchangeError
from claims.interchange.files import read_entries

Line = Mapping[str, Any]

TYPES = ("missed", "invented", "source", "parent")


@dataclass(frozen=True, slots=True)
class Part:
    """One of a case's two statements: the places of its content and source, and its speaker."""

    content: frozenset[int]
    source: frozenset[int]
    words: str
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A text with a statement and, unless there is none, another one within it."""

    id: str
    text: str
    outer: Part
    inner: Part | None


def read_cases(path: Path) -> list[Case]:
    """The cases of a file in order; `InterchangeError` names all faults."""
    if not path.is_file():
        raise InterchangeError([f"{path}: missing: name a file with a case a line"])
    problems: list[str] = []
    cases = []
    for place, entry in read_entries(path):
        try:
            cases.append(_case(entry))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            problems.append(f"{place}: {_remedy(error)}")
    if problems or not cases:
        raise InterchangeError(problems or [f"{path}: no cases: write one a line"])
    return cases


def judge(case: Case, lines: Sequence[Line]) -> Mistake | None:
    """What is wrong with the reports of a case's text; `parent` in them is a line's number."""
    if case.inner:
        fault = _fault(case.outer, case.inner, lines)
        return Mistake(fault[0], case.id, fault[1], case.inner.words) if fault else None
    nested = [line["text"] for line in lines if line["parent"] is not None]
    return Mistake("invented", case.id, "a report with a parent", nested[0]) if nested else None


def score(verdicts: Iterable[Mistake | None]) -> Figures:
    """The share of cases that are right."""
    return {"nested_right": share(verdict is None for verdict in verdicts)}


def _fault(outer: Part, inner: Part, lines: Sequence[Line]) -> tuple[str, str] | None:
    """The type and the details of what is wrong with the report of the inner statement."""
    top = [line for line in lines if line["parent"] is None]
    found = _closest(inner, (line for line in lines if line["parent"] is not None))
    if found is None:
        by_itself = _closest(inner, top) not in (None, _closest(outer, top))
        return ("parent", "within no report") if by_itself else ("missed", "no such report")
    if not _same_source(inner, found):
        return "source", f"by “{found['speaker_label']}”"
    parent = lines[found["parent"]]
    if parent is not _closest(outer, top):
        return "parent", f"within “{parent['text']}”"
    return None


def _closest(part: Part, lines: Iterable[Line]) -> Line | None:
    """The report whose content is most like that of the part, if any is like it."""
    ranked = [(overlap(characters(line["content"]), part.content), line) for line in lines]
    best = max(ranked, key=lambda item: item[0], default=(0.0, None))
    return best[1] if best[0] >= LEAST_OVERLAP else None


def _same_source(part: Part, line: Line) -> bool:
    if characters(line["source"]) & part.source:
        return True
    speaker = line["speaker"]
    return bool(part.speaker and speaker) and plain(part.speaker) == plain(speaker["name"])


def _case(entry: Any) -> Case:  # noqa: ANN401 - whatever a line of JSON holds
    text, speakers = entry["text"], entry["speakers"]
    outer = _part(text, entry["outer"], range(len(text)), speakers["outer"])
    # Words that occur twice are meant where the outer statement has them.
    inner = entry["inner"] and _part(text, entry["inner"], outer.content, speakers["inner"])
    return Case(entry["id"], text, outer, inner)


def _part(text: str, part: Any, near: Iterable[int], speaker: str | None) -> Part:  # noqa: ANN401
    held = frozenset(near)
    pieces = [_place(text, words, held) for words in part["content"]]
    return Part(
        content=frozenset().union(*pieces),
        source=frozenset(_place(text, part["source"], held)),
        words=" … ".join(part["content"]),
        speaker=speaker,
    )


def _place(text: str, words: str, near: frozenset[int]) -> range:
    """Where the words stand as words of their own: first of all among the places `near`."""
    found = list(_occurrences(text, words))
    if not found:
        message = f"{words!r} doesn't stand in the text: write words as they are there"
        raise ValueError(message)
    return next((place for place in found if near.issuperset(place)), found[0])


def _occurrences(text: str, words: str) -> Iterator[range]:
    for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
        yield range(*match.span())


def _remedy(error: Exception) -> str:
    if isinstance(error, ValueError):
        return str(error)
    if isinstance(error, KeyError):
        return f"{error.args[0]} is missing: add it"
    return "not a case: write id, text, outer, inner (or null) and speakers"
