"""`manage.py extract`: articles in, reports out, nothing stored."""

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import CommandParser

from claims.interchange import (
    InterchangeError,
    catalogue_of,
    read_events,
    read_speakers,
    registry_of,
)
from claims.interchange.extracts import Extractor
from claims.interchange.lines import json_line
from claims.management.command import PACKAGE, ExampleCommand
from sources.parsing.jsonlines import Fault, read_lines


class Command(ExampleCommand):
    """Runs the reading pipeline alone, line by line and without a database."""

    help = (
        "Find the statements in articles and write a report a line to standard output, without "
        "a database. A line that can't be read is named on standard error, the rest goes on, "
        "and the exit status is then 1."
    )
    example = (
        "python manage.py extract articles.jsonl > reports.jsonl\n"
        """  echo '{"text": "“It is late,” Peskov said."}' | python manage.py extract -"""
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The articles, and the files that say who and what there is."""
        parser.add_argument("file", metavar="FILE", help="articles as JSON Lines, or - for stdin")
        for name in ("speakers", "events"):
            parser.add_argument(
                f"--{name}",
                type=Path,
                default=PACKAGE / f"{name}.yaml",
                metavar="FILE",
                help=f"YAML, JSON or JSON Lines; the packaged {name}.yaml without it",
            )
        parser.add_argument(
            "--attitudes",
            action="store_true",
            help="also what a source wants, hopes or believes (act: attitude)",
        )

    def handle(self, *, file: str, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Exit status 1 where a line or a file could not be read."""
        faults = 0
        try:
            extractor = Extractor(
                registry=registry_of(read_speakers(options["speakers"])),
                catalogue=catalogue_of(read_events(options["events"])),
                attitudes=options["attitudes"],
            )
            with _opened(file) as lines, self.piping():
                faults = self._extract(lines, extractor, file)
        except (InterchangeError, OSError) as error:
            self.complain(error)
            faults = 1
        if faults:
            raise SystemExit(1)

    def _extract(self, lines: BinaryIO, extractor: Extractor, file: str) -> int:
        """Write each article's reports as soon as they are read; returns the number of faults."""
        faults = 0
        for article in read_lines(lines):
            if isinstance(article, Fault):
                self.complain(f"{file}, {article}")
                faults += 1
                continue
            for line in extractor.lines_of(article):
                self.stdout.write(json_line(line))
        return faults


def _opened(file: str) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdin.buffer) if file == "-" else Path(file).open("rb")
