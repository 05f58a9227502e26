"""`manage.py link`: a catalogue and statements in, links out, nothing stored."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from django.core.management.base import CommandParser

from claims.interchange.lines import json_line
from claims.interchange.links import Id, LinkedEvent, line_of, read_catalogue, read_statements
from claims.linking.lookup import MemoryLookup
from claims.linking.statements import judge
from claims.management.command import ExampleCommand
from sources.parsing.jsonlines import Fault

_T = TypeVar("_T")


class Command(ExampleCommand):
    """Links statements to a catalogue, line by line and without a database."""

    help = (
        "Find the events of a catalogue that statements refer to and write a line a statement to "
        "standard output, without a database: at most 20 events, the best first, with calibrated "
        "confidence. A line that can't be read is named on standard error, the rest goes on, and "
        "the exit status is then 1."
    )
    example = "python manage.py link events.jsonl statements.jsonl > links.jsonl"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The catalogue and the statements."""
        parser.add_argument("events", metavar="EVENTS", help="events as JSON Lines")
        parser.add_argument(
            "statements", metavar="STATEMENTS", help="statements as JSON Lines, or - for stdin"
        )

    def handle(self, *, events: str, statements: str, **_: Any) -> None:  # noqa: ANN401 - Django's
        """Exit status 1 where a line or a file could not be read."""
        self._faults = 0
        try:
            with _opened(events) as lines:
                catalogue = list(self._sound(read_catalogue(lines), events))
            with _opened(statements) as lines, self.piping():
                self._link(catalogue, lines, statements)
        except OSError as error:
            self.complain(error)
            self._faults += 1
        if self._faults:
            raise SystemExit(1)

    def _link(self, catalogue: list[LinkedEvent], lines: BinaryIO, file: str) -> None:
        """Write each statement's links as soon as they are known, in the order given."""
        lookup = MemoryLookup(event.event for event in catalogue)
        ids: dict[str, Id] = {event.event.key: event.id for event in catalogue}
        for statement in self._sound(read_statements(lines), file):
            line = line_of(statement, judge(statement.words, lookup), ids)
            self.stdout.write(json_line(line))

    def _sound(self, items: Iterable[_T | Fault], file: str) -> Iterator[_T]:
        """Those that could be read; the faults are named and counted."""
        for item in items:
            if isinstance(item, Fault):
                self.complain(f"{file}, {item}")
                self._faults += 1
            else:
                yield item


def _opened(file: str) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdin.buffer) if file == "-" else Path(file).open("rb")
