"""`manage.py export`: what the database holds, a line each."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction

from claims import exporting
from claims.exporting import shapes
from claims.interchange.lines import json_line
from claims.management.command import ExampleCommand
from claims.models import Report

_LISTS: dict[str, tuple[type, Callable[[bool], Iterator[Mapping[str, Any]]]]] = {
    "reports": (
        shapes.ReportLine,
        lambda proposed: exporting.report_lines(Report.objects.all(), proposed=proposed),
    ),
    "statements": (
        shapes.StatementLine,
        lambda proposed: exporting.statement_lines(proposed=proposed),
    ),
    "speakers": (shapes.SpeakerLine, lambda _: exporting.speaker_lines()),
    "events": (shapes.EventLine, lambda proposed: exporting.event_lines(proposed=proposed)),
    "corrections": (shapes.CorrectionLine, lambda _: exporting.correction_lines()),
    "event_decisions": (shapes.DecidedEventLine, lambda _: exporting.decided_event_lines()),
    "rules": (shapes.RuleLine, lambda _: exporting.rule_lines()),
    "merges": (shapes.MergeLine, lambda _: exporting.merge_lines()),
    "articles": (shapes.ArticleLine, lambda _: exporting.article_lines()),
}


class Command(ExampleCommand):
    """Write every row of one list to standard output, in one order and at constant memory."""

    help = "Write what the database holds to standard output, a line each."
    example = (
        "python manage.py export reports > reports.jsonl\n"
        "  python manage.py export statements --format csv | head"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Which list, how, and how sure."""
        parser.add_argument("list", choices=_LISTS, help="what to write")
        parser.add_argument(
            "--format",
            choices=["jsonl", "csv"],
            default="jsonl",
            help="JSON Lines (the default), or CSV with lists as JSON in one cell",
        )
        parser.add_argument(
            "--proposed",
            action="store_true",
            help="with doubtful links and proposed events",
        )

    @transaction.atomic
    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - as Django has it
        """Write within one transaction, where the server need not keep the rows for us."""
        shape, lines = _LISTS[options["list"]]
        with self.piping():
            if options["format"] == "csv":
                exporting.write_table(lines(options["proposed"]), shape, self.stdout)
            else:
                for line in lines(options["proposed"]):
                    self.stdout.write(json_line(line))
