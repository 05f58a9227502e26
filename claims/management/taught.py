"""What the commands share that take in rules and merges of speakers."""

from abc import abstractmethod
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from claims.interchange import InterchangeError
from claims.management.command import ExampleCommand, add_json_option
from claims.remembering import Remembered


class TaughtCommand(ExampleCommand):
    """Reads a whole file, names all that is wrong with it, and else takes in what is new."""

    @abstractmethod
    def store(self, file: Path) -> Remembered:
        """Take the file in. Raises `InterchangeError`."""

    def add_arguments(self, parser: CommandParser) -> None:
        """One file."""
        parser.add_argument("file", type=Path, help="JSON Lines, as `export` wrote it")
        add_json_option(parser)

    def handle(self, *, file: Path, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Exit status 1 where the file has a fault; nothing is written then."""
        try:
            stored = self.store(file)
        except InterchangeError as error:
            for problem in error.problems:
                self.complain(problem)
            self.answer({"problems": error.problems}, "Nothing imported.", as_json=options["json"])
            raise SystemExit(1) from None
        words = f"{stored.new} new, {stored.known} known already."
        if stored.editors:
            words += (
                f"\n  editors made, inactive and without a password: {', '.join(stored.editors)}"
            )
        self.answer(asdict(stored), words, as_json=options["json"])
