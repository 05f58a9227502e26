"""Statements linked to a labelled catalogue of events: a folder of three files of JSON Lines.

`events.jsonl` and `statements.jsonl` are what `manage.py link` reads; `gold.jsonl` names the event
of each statement, or null where the catalogue lacks it. Another event may be true all the same, so
precision is a lower bound.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from claims.evaluation.outcomes import Figures, Mistake, Outcome, calibration_error, f1, share
from claims.interchange import InterchangeError
from claims.interchange.links import (
    MOST_EVENTS,
    Id,
    LinkedEvent,
    LinkedStatement,
    read_catalogue,
    read_statements,
)
from claims.linking.lookup import MemoryLookup
from claims.linking.statements import judge
from sources.parsing.jsonlines import Fault

_T = TypeVar("_T", LinkedEvent, LinkedStatement)

TYPES = ("missed", "mistaken", "invented")

LINKED_FROM = 0.5
AUTOMATIC = 0.98  # the precision at which nobody has to look


@dataclass(frozen=True, slots=True)
class LabelledCatalogue:
    """A labelled catalogue as read from its folder; `ids` are by the events' keys."""

    lookup: MemoryLookup
    ids: Mapping[str, Id]
    statements: tuple[LinkedStatement, ...]
    right: Mapping[Id, Id | None]

    @classmethod
    def read(cls, folder: Path) -> "LabelledCatalogue":
        """The three files; `InterchangeError` where a line can't be read or a label is missing."""
        known = _sound(folder / "events.jsonl", read_catalogue)
        statements = _sound(folder / "statements.jsonl", read_statements)
        right = _labels(folder / "gold.jsonl", statements)
        return cls(
            MemoryLookup(event.event for event in known),
            {event.event.key: event.id for event in known},
            statements,
            right,
        )


def _sound(path: Path, read: Callable[[list[bytes]], Iterator[_T | Fault]]) -> tuple[_T, ...]:
    """What the lines of a file hold; none may be left out, or the figures would flatter."""
    sound: list[_T] = []
    faults: list[str] = []
    for found in read(path.read_bytes().splitlines()):
        if isinstance(found, Fault):
            faults.append(f"{path}, {found}")
        else:
            sound.append(found)
    if faults:
        raise InterchangeError(faults)
    return tuple(sound)


def _labels(path: Path, statements: Iterable[LinkedStatement]) -> dict[Id, Id | None]:
    try:
        rows = map(json.loads, path.read_text("utf-8").splitlines())
        right = {row["id"]: row["event"] for row in rows}
    except (ValueError, KeyError, TypeError) as error:
        message = f"{path}: no lines of id and event: {error!r}"
        raise InterchangeError([message]) from None
    lacking = [each.id for each in statements if each.id not in right]
    if lacking:
        message = f"no label of statement {lacking[0]!r}: write null where no event is right"
        raise InterchangeError([f"{path}: {message}"])
    return right


@dataclass(frozen=True, slots=True)
class Linked:
    """A statement, the event that is right if the catalogue has it, and the likeliest found."""

    statement: LinkedStatement
    right: Id | None
    ranked: tuple[tuple[Id, float], ...]

    @property
    def best(self) -> tuple[Id, float] | None:
        """The likeliest."""
        return self.ranked[0] if self.ranked else None

    @property
    def link(self) -> Id | None:
        """The event that it is linked to."""
        return self.best[0] if self.best and self.best[1] >= LINKED_FROM else None


def evaluate_catalogue(folder: Path) -> Outcome:
    """A labelled catalogue, its statements linked by the coefficients that ship."""
    catalogue = LabelledCatalogue.read(folder)
    linked = [
        Linked(each, catalogue.right[each.id], tuple(_ranked(each, catalogue)))
        for each in catalogue.statements
    ]
    found = tuple(_mistakes(linked))
    return Outcome(folder.resolve().name, score(linked), TYPES, found)


def score(linked: Sequence[Linked]) -> Figures:
    """F1 of links, what is among the candidates, what can do without an editor, what is left."""
    known = [each for each in linked if each.right is not None]
    made = [each for each in linked if each.link is not None]
    right = sum(each.link == each.right for each in made)
    tops = [(each.best[1], each.best[0] == each.right) for each in linked if each.best]
    return {
        "links_f1": f1(right, len(made), len(known)),
        "candidates_recall": share(each.right in dict(each.ranked) for each in known),
        "automatic": _automatic(tops, len(linked)),
        "left_unlinked": share(each.link is None for each in linked if each.right is None),
        "calibration_error": calibration_error(tops),
    }


def _ranked(statement: LinkedStatement, catalogue: LabelledCatalogue) -> Iterator[tuple[Id, float]]:
    for found in judge(statement.words, catalogue.lookup)[:MOST_EVENTS]:
        yield catalogue.ids[found.event.key], found.confidence


def _automatic(tops: Sequence[tuple[float, bool]], statements: int) -> float:
    """The share of statements above the lowest threshold at which precision still is enough."""
    most = right = 0
    for number, (_, is_right) in enumerate(sorted(tops, reverse=True), 1):
        right += is_right
        if right / number >= AUTOMATIC:
            most = number
    return most / statements if statements else 1.0


def _mistakes(linked: Sequence[Linked]) -> Iterator[Mistake]:
    for each in linked:
        if each.link != each.right:
            type_ = "missed" if each.link is None else "mistaken" if each.right else "invented"
            detail = f"{each.link or 'nothing'} for {each.right or 'nothing'}"
            yield Mistake(type_, str(each.statement.id), detail, each.statement.words.text)
