"""`manage.py takedown`: an article's words removed everywhere, with a tombstone in their place."""

import getpass
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from claims.management.command import ExampleCommand, add_json_option
from claims.takedown import NothingToTakeDownError, holding, take_down
from sources.models import Tombstone
from sources.parsing.canonical import key_of


class Command(ExampleCommand):
    """Takes an article down, or lets it in again."""

    help = (
        "Remove an article's words everywhere: text, raw bytes, reports, decisions that repeat"
        " them, proposals. What other articles report too stays. Its address keeps a tombstone,"
        " so that it can't come in again."
    )
    example = "python manage.py takedown https://lantern.example/bridge --dry-run"

    def add_arguments(self, parser: CommandParser) -> None:
        """Which article, who asks and why."""
        parser.add_argument("url", help="the article's address")
        parser.add_argument("--by", default="", help="who takes it down (default: your login)")
        parser.add_argument("--reason", default="", help="why, without the article's words")
        parser.add_argument("--dry-run", action="store_true", help="only say what would go")
        parser.add_argument(
            "--ahead", action="store_true", help="keep out an article that never came yet"
        )
        parser.add_argument(
            "--lift", action="store_true", help="remove the tombstone: it may come in again"
        )
        add_json_option(parser)

    def handle(self, *, url: str, lift: bool, **options: Any) -> None:  # noqa: ANN401
        """Taking down twice changes nothing more."""
        if lift:
            self._lift(url)
        else:
            self._take_down(url, **options)

    def _take_down(self, url: str, *, by: str, reason: str, **options: Any) -> None:  # noqa: ANN401
        dry = options["dry_run"]
        by = by or getpass.getuser()
        try:
            taken = take_down(url, by=by, reason=reason, ahead=options["ahead"], rehearse=dry)
        except NothingToTakeDownError as error:
            raise CommandError(str(error)) from None
        went = ", ".join(f"{count} {name}" for name, count in taken.rows.items() if count)
        verb = "Would take down" if dry else "Taken down"
        self.answer(
            {"url": url, "dry_run": dry, **taken.rows},
            f"{verb}: {went or 'nothing is left of it'}.",
            as_json=options["json"],
        )
        for path in () if dry else holding(taken.own, settings.PLACE.log):
            self.complain(f"{path} still holds words of it: remove that file")

    def _lift(self, url: str) -> None:
        count, _ = Tombstone.objects.at([key_of(url)]).delete()
        if not count:
            reason = f"no tombstone stands for {url}"
            raise CommandError(reason)
        self.stdout.write("Lifted: the article may come in again. Nothing comes back by itself.")
