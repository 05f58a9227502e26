"""`manage.py import_corrections`: editors' decisions of a file into the database."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from claims.interchange import InterchangeError
from claims.interchange.corrections import read_corrections
from claims.management.command import ExampleCommand, add_json_option
from claims.restoring import Restored, restore


class Command(ExampleCommand):
    """Takes decisions in by the words that they were made on."""

    help = (
        "Take in the decisions that `export corrections` wrote, all or none, each once. What finds "
        "its words is placed at once, the rest waits at the desk until they are read."
    )
    example = "python manage.py import_corrections corrections.jsonl"

    def add_arguments(self, parser: CommandParser) -> None:
        """One file."""
        parser.add_argument("file", type=Path, help="JSON Lines, as `export corrections` wrote it")
        add_json_option(parser)

    def handle(self, *, file: Path, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Exit status 1 where the file has a fault; nothing is written then."""
        try:
            restored = restore(read_corrections(file))
        except InterchangeError as error:
            for problem in error.problems:
                self.complain(problem)
            self.answer({"problems": error.problems}, "Nothing imported.", as_json=options["json"])
            raise SystemExit(1) from None
        outcome = asdict(restored)
        self.answer(outcome, _in_words(restored), as_json=options["json"])


def _in_words(restored: Restored) -> str:
    lines = [
        f"{restored.new} new, {restored.known} known already; "
        f"{restored.placed} placed, {restored.waiting} wait at the desk for their words."
    ]
    if restored.refused:
        lines.append(f"  {restored.refused} refused: on articles that were taken down here")
    if restored.editors:
        names = ", ".join(restored.editors)
        lines.append(f"  editors made, inactive and without a password: {names}")
    return "\n".join(lines)
