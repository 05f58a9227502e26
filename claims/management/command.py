"""What our commands share: help with an example, and answers for people or programs."""

import json
from argparse import RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser, DjangoHelpFormatter


class _Formatter(DjangoHelpFormatter, RawDescriptionHelpFormatter):
    """Django's order of options, with the example's lines as written."""


class ExampleCommand(BaseCommand):
    """A command whose help ends with an example."""

    example = ""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:  # noqa: ANN401
        """Add the example below the options."""
        epilog = f"example:\n  {self.example}" if self.example else ""
        return super().create_parser(
            prog_name, subcommand, epilog=epilog, formatter_class=_Formatter, **kwargs
        )

    def answer(self, outcome: dict[str, Any], words: str, *, as_json: bool) -> None:
        """Print the outcome for a program, or in words for people."""
        self.stdout.write(json.dumps(outcome, ensure_ascii=False) if as_json else words)

    def complain(self, problem: object) -> None:
        """Name one fault on stderr."""
        self.stderr.write(str(problem))


def add_json_option(parser: CommandParser) -> None:
    """The switch that every command has whose outcome a program may want."""
    parser.add_argument("--json", action="store_true", help="print the outcome as JSON")
