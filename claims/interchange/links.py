"""`manage.py link`: a catalogue and statements in, the links of each statement out."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from claims.edtf import EdtfError, bounds
from claims.interchange.entries import Entry
from claims.interchange.events import catalogue_event, event_of
from claims.linking.catalogue import CatalogueEvent
from claims.linking.statements import Judgement, StatementWords, words_shared
from sources.parsing.jsonlines import Fault
from sources.parsing.plaintext import normalise
from sources.parsing.published import PublishedError, parse_published

MOST_EVENTS = 20  # that a line names
_DECIMALS = 4
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_T = TypeVar("_T")

Id = str | int


@dataclass(frozen=True, slots=True)
class LinkedStatement:
    """A statement as given; `id` goes back as it came."""

    id: Id
    words: StatementWords


@dataclass(frozen=True, slots=True)
class LinkedEvent:
    """An event of a catalogue as given; `id` goes back as it came."""

    id: Id
    event: CatalogueEvent


class _LineError(ValueError):
    """Why a line can't be taken."""


def read_catalogue(lines: Iterable[bytes]) -> Iterator[LinkedEvent | Fault]:
    """The events of JSON Lines, and a fault in place of each that can't be read."""
    seen: set[str] = set()

    def read_event(record: Mapping[str, Any]) -> LinkedEvent:
        found = _event(record)
        if found.event.key in seen:
            message = f"id: {found.id!r} is that of an earlier event"
            raise _LineError(message)
        seen.add(found.event.key)
        return found

    yield from _read(lines, read_event)


def read_statements(lines: Iterable[bytes]) -> Iterator[LinkedStatement | Fault]:
    """The statements of JSON Lines, and a fault in place of each that can't be read."""
    yield from _read(lines, _statement)


def line_of(
    statement: LinkedStatement, judged: Sequence[Judgement], ids: Mapping[str, Id]
) -> dict[str, Any]:
    """The line that answers a statement: its links, the best first, with what speaks for each."""
    return {
        "id": statement.id,
        "events": [
            {
                "id": ids[found.event.key],
                "confidence": round(found.confidence, _DECIMALS),
                "evidence": _evidence(statement, found),
            }
            for found in judged[:MOST_EVENTS]
        ],
    }


def _evidence(statement: LinkedStatement, found: Judgement) -> list[dict[str, Any]]:
    """The words that both share, and the values of the features that are not 0."""
    spans = words_shared(statement.words.text, found.event)
    return [
        *({"span": [span.start, span.end], "rule": "shared words"} for span in spans),
        *(
            {"rule": name, "value": round(value, _DECIMALS)}
            for name, value in found.features.items()
            if value
        ),
    ]


def _read(lines: Iterable[bytes], read: Callable[[Mapping[str, Any]], _T]) -> Iterator[_T | Fault]:
    """Each line as an object of our own; blank ones are passed over."""
    for number, line in enumerate(lines, 1):
        content = line.removeprefix(_BYTE_ORDER_MARK) if number == 1 else line
        if not content.strip():
            continue
        try:
            yield read(_record(content))
        except _LineError as error:
            yield Fault(number, str(error))


def _record(line: bytes) -> Mapping[str, Any]:
    try:
        record = json.loads(line.decode())
    except UnicodeDecodeError as error:
        message = f"not UTF-8 ({error.reason} at byte {error.start} of the line)"
        raise _LineError(message) from None
    except (ValueError, RecursionError) as error:
        message = f"not JSON ({error})"
        raise _LineError(message) from None
    if not isinstance(record, dict):
        message = "not a JSON object"
        raise _LineError(message)
    return record


def _event(record: Mapping[str, Any]) -> LinkedEvent:
    problems: list[str] = []
    key = _id(record)
    entry = event_of(Entry.of("event", dict(record), problems))
    if problems:
        raise _LineError("; ".join(problem.removeprefix("event, ") for problem in problems))
    return LinkedEvent(key, catalogue_event(entry, str(key)))


def _statement(record: Mapping[str, Any]) -> LinkedStatement:
    text = _text(record, "text")
    if not text.strip():
        message = "text: missing or empty: every statement needs its words"
        raise _LineError(message)
    words = StatementWords(text, _text(record, "context"), _speaker(record), _day(record))
    return LinkedStatement(_id(record), words)


def _id(record: Mapping[str, Any]) -> Id:
    key = record.get("id")
    if isinstance(key, bool) or not isinstance(key, str | int) or key == "":
        message = "id: missing or no text: every line needs an id"
        raise _LineError(message)
    return key


def _text(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        message = f"{key}: no text"
        raise _LineError(message)
    return normalise(value or "")


def _speaker(record: Mapping[str, Any]) -> str:
    """The speaker's name; a report's line has it in an object."""
    speaker = record.get("speaker")
    return _text(speaker, "name") if isinstance(speaker, dict) else _text(record, "speaker")


def _day(record: Mapping[str, Any]) -> date | None:
    """When it was said; where that is unknown, when it was published."""
    said, published = _text(record, "said"), _text(record, "published")
    try:
        days = bounds(said)
        return (
            days.latest or days.earliest or (parse_published(published).day if published else None)
        )
    except (EdtfError, PublishedError) as error:
        raise _LineError(str(error)) from None
