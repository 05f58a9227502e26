"""Texts in and their expressions of time out, a JSON line each, as the contract says."""

from collections.abc import Iterable, Iterator
from typing import Any

from claims.extraction.calendar import find
from sources.parsing.jsonlines import (
    Fault,
    LineError,
    named,
    numbered,
    published_of,
    record_of,
    text_of,
)


def date_lines(lines: Iterable[bytes]) -> Iterator[dict[str, Any] | Fault]:
    """A line for each expression of each text in order, a fault in place of a text not read."""
    for number, line in numbered(lines):
        try:
            yield from _expressions(record_of(line))
        except LineError as error:
            yield Fault(number, str(error))


def _expressions(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    doc = _doc(record)
    if record.get("text") is None:
        message = "text: missing"
        raise LineError(message)
    published = published_of(text_of(record, "published"))
    for expression in find(text_of(record, "text"), published.day if published else None):
        line = {
            "doc": doc,
            "start": expression.span.start,
            "end": expression.span.end,
            "value": expression.value,
        }
        yield line | ({"edtf": expression.edtf} if expression.edtf else {})


def _doc(record: dict[str, Any]) -> str | int:
    """The text's name, written back as it came."""
    doc = record.get("doc")
    if doc is None or isinstance(doc, bool) or not isinstance(doc, str | int):
        message = f"doc: {named(doc)} where a text's name belongs"
        raise LineError(message)
    return doc
