"""`manage.py dates`: texts in, their expressions of time out, nothing stored."""

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import CommandParser

from claims.interchange.dates import date_lines
from claims.interchange.lines import json_line
from claims.management.command import ExampleCommand
from sources.parsing.jsonlines import Fault


class Command(ExampleCommand):
    """Runs the calendar alone, line by line and without a database."""

    help = (
        "Find the expressions of time in texts and write a line for each to standard output: where "
        "it stands, its TIMEX3 value and, where it names days, its EDTF. A line that can't be read "
        "is named on standard error, the rest goes on, and the exit status is then 1."
    )
    example = (
        "python manage.py dates texts.jsonl > dates.jsonl\n"
        """  echo '{"doc": "a", "text": "They met last Friday.", "published": "2025-04-23"}' """
        "| python manage.py dates -"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The texts."""
        parser.add_argument(
            "file", metavar="FILE", help="{doc, text, published} as JSON Lines, or - for stdin"
        )

    def handle(self, *, file: str, **_: Any) -> None:  # noqa: ANN401 - Django's signature
        """Exit status 1 where a line or the file could not be read."""
        faults = 0
        try:
            with _opened(file) as lines, self.piping():
                faults = self._write(lines, file)
        except OSError as error:
            self.complain(error)
            faults = 1
        if faults:
            raise SystemExit(1)

    def _write(self, lines: BinaryIO, file: str) -> int:
        """Write each text's expressions as soon as they are found; returns the number of faults."""
        faults = 0
        for line in date_lines(lines):
            if isinstance(line, Fault):
                self.complain(f"{file}, {line}")
                faults += 1
            else:
                self.stdout.write(json_line(line))
        return faults


def _opened(file: str) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdin.buffer) if file == "-" else Path(file).open("rb")
