"""What our commands share: help with an example, and answers for people or programs."""

import json
import os
import sys
from argparse import RawDescriptionHelpFormatter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser, DjangoHelpFormatter

import claims

PACKAGE = Path(claims.__file__).parent  # where the files lie that come with the product


_ENDED_BY_PIPE = 141  # as a shell reports a program that the end of its reader ended


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

    @contextmanager
    def piping(self) -> Iterator[None]:
        """Write many lines; where nobody reads on ("| head"), end without a word."""
        try:
            yield
            self.stdout.flush()
        except BrokenPipeError:
            # What is still buffered must not fail again when Python ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(_ENDED_BY_PIPE) from None

    def complain(self, problem: object) -> None:
        """Name one fault on stderr."""
        self.stderr.write(str(problem))


def counted(count: int, noun: str) -> str:
    """That many of it: "1 article", "2 articles"."""
    return f"{count} {noun}{'s' * (count != 1)}"


def add_json_option(parser: CommandParser) -> None:
    """The switch that every command has whose outcome a program may want."""
    parser.add_argument("--json", action="store_true", help="print the outcome as JSON")
