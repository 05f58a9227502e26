"""`manage.py reread`: what older versions of the reader read, read again."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.core.management.base import CommandParser
from tqdm import tqdm

from claims.campaigns import outdated, with_bytes
from claims.extraction import EXTRACTOR_VERSION
from claims.management.campaigning import (
    add_campaign_options,
    outcome_values,
    rehearsed_words,
)
from claims.management.command import ExampleCommand, counted
from claims.pipeline import queue_readings
from claims.rehearsing import Outcome
from claims.rereading import rehearse_reread, reread
from sources.documents import DocumentError
from sources.models import Revision
from sources.remaking import remake


class Command(ExampleCommand):
    """Puts articles that an older version of the reader read through the present one."""

    help = (
        "Read articles again that an older version of the reader has read, here or by the "
        "workers, from what is stored and without the network. What editors decided stays."
    )
    example = "python manage.py reread --since 2025-04-01 --dry-run"

    def add_arguments(self, parser: CommandParser) -> None:
        """The period, from what, and whether to do it, and where."""
        parser.add_argument(
            "--from-bytes",
            action="store_true",
            help="make the texts anew from the bytes that came, whichever version read them",
        )
        add_campaign_options(parser, dry_run="only show what would change")

    def handle(self, *, since: date | None, from_bytes: bool, **options: Any) -> None:  # noqa: ANN401
        """Exit status 1 where an article could not be read."""
        chosen = with_bytes(since) if from_bytes else outdated(since)
        revisions = list(chosen.order_by("pk").values_list("pk", flat=True))
        outcome: dict[str, Any] = {"version": EXTRACTOR_VERSION, "articles": len(revisions)}
        count = counted(len(revisions), "article")
        if options["dry_run"]:
            found = list(self._rehearse(revisions, from_bytes=from_bytes))
            outcome |= outcome_values(found)
            words = rehearsed_words(found)
        elif options["queue"]:
            outcome["failed"] = self._queue(revisions, from_bytes=from_bytes)
            words = f"{count} queued for version {EXTRACTOR_VERSION}."
        else:
            outcome["failed"] = self._read(revisions, from_bytes=from_bytes)
            words = f"{count} read again, {len(outcome['failed'])} failed."
        self.answer(outcome, words, as_json=options["json"])
        if outcome.get("failed"):
            raise SystemExit(1)

    def _rehearse(self, revisions: list[int], *, from_bytes: bool) -> Iterator[Outcome]:
        for pk in _bar(revisions):
            outcome = rehearse_reread(pk, from_bytes=from_bytes)
            if outcome.error:
                self.complain(f"{outcome.article}: {outcome.error}")
            yield outcome

    def _queue(self, revisions: list[int], *, from_bytes: bool) -> list[str]:
        """Making a text anew takes no model and is done here; the addresses of what failed."""
        if not from_bytes:
            queue_readings(revisions)
            return []
        failed = []
        for pk in _bar(revisions):
            revision = Revision.objects.select_related("article").get(pk=pk)
            try:
                queue_readings([remake(revision).pk])
            except DocumentError as error:
                failed.append(revision.article.url)
                self.complain(f"{failed[-1]}: {error}")
        return failed

    def _read(self, revisions: list[int], *, from_bytes: bool) -> list[str]:
        """The addresses of the articles that could not be read."""
        failed = []
        for pk in _bar(revisions):
            url, error = reread(pk, from_bytes=from_bytes)
            if error:
                failed.append(url)
                self.complain(f"{url}: {error}")
        return failed


def _bar(revisions: list[int]) -> Iterable[int]:
    bar: Iterable[int] = tqdm(revisions, unit=" articles", disable=None, leave=False)
    return bar
