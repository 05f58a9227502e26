"""`manage.py import_outlets`: outlets and their feeds from an OPML or YAML file."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from claims.interchange import InterchangeError
from claims.interchange.outlets import read_outlets
from claims.management.command import ExampleCommand, add_json_option, counted
from sources.following import Followed, follow
from sources.parsing.outlets import ListedOutlet
from sources.parsing.refusals import Refused


class Command(ExampleCommand):
    """Adds the outlets and feeds of a file."""

    help = (
        "Add the outlets and feeds of a file that are not there yet. Nothing is removed, and what "
        "an editor has set stays. Each entry that can't be taken is named, the rest goes on, and "
        "the exit status is then 1."
    )
    example = (
        "python manage.py import_outlets subscriptions.opml\n"
        "  python manage.py import_outlets outlets.yaml   # - name: ...\n"
        "                                                 #   homepage: https://...\n"
        "                                                 #   feeds: [https://...]"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """One file."""
        parser.add_argument("file", type=Path, help="OPML, or YAML, JSON or JSON Lines")
        add_json_option(parser)

    def handle(self, *, file: Path, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Exit status 1 where anything of the file was refused."""
        try:
            found = list(read_outlets(file))
        except InterchangeError as error:
            told = (problem.partition(": ") for problem in error.problems)
            found = [Refused(origin, reason) for origin, _, reason in told]
        faults = [str(item) for item in found if isinstance(item, Refused)]
        for fault in faults:
            self.complain(fault)
        followed = follow(item for item in found if isinstance(item, ListedOutlet))
        self.answer(
            {**vars(followed), "faults": faults},
            _in_words(followed, faults),
            as_json=options["json"],
        )
        if faults:
            raise SystemExit(1)


def _in_words(followed: Followed, faults: list[str]) -> str:
    counts = (
        f"{counted(len(followed.new), 'outlet')} new, {len(followed.changed)} changed, "
        f"{len(followed.unchanged)} unchanged; {counted(len(followed.feeds), 'feed')} new."
    )
    kept = [f"  kept as it is here: {told}" for told in followed.kept]
    refused = [f"  {counted(len(faults), 'fault')}, named above."] if faults else []
    return "\n".join([counts, *kept, *refused])
