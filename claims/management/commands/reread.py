"""`manage.py reread`: what older versions of the reader read, read again."""

from datetime import date
from typing import Any

from django.core.management.base import CommandParser
from tqdm import tqdm

from claims.campaigns import outdated
from claims.extraction import EXTRACTOR_VERSION
from claims.management.campaigning import add_campaign_options
from claims.management.command import ExampleCommand
from claims.models import Reading
from claims.pipeline import process, queue_readings


class Command(ExampleCommand):
    """Puts articles that an older version of the reader read through the present one."""

    help = (
        "Read articles again that an older version of the reader has read, here or by the "
        "workers. What editors decided stays."
    )
    example = "python manage.py reread --since 2025-04-01 --dry-run"

    def add_arguments(self, parser: CommandParser) -> None:
        """The period, and whether to do it, and where."""
        add_campaign_options(parser, dry_run="only say how many there are")

    def handle(self, *, since: date | None, **options: Any) -> None:  # noqa: ANN401
        """Exit status 1 where an article could not be read."""
        revisions = list(outdated(since).order_by("pk").values_list("pk", flat=True))
        outcome: dict[str, Any] = {"version": EXTRACTOR_VERSION, "articles": len(revisions)}
        words = f"{len(revisions)} articles to be read again by version {EXTRACTOR_VERSION}."
        if options["queue"] and not options["dry_run"]:
            queue_readings(revisions)
            words = f"{len(revisions)} articles queued for version {EXTRACTOR_VERSION}."
        elif not options["dry_run"]:
            outcome["failed"] = self._read(revisions)
            words = f"{len(revisions)} articles read again, {len(outcome['failed'])} failed."
        self.answer(outcome, words, as_json=options["json"])
        if outcome.get("failed"):
            raise SystemExit(1)

    def _read(self, revision_ids: list[int]) -> list[str]:
        """The addresses of the articles that could not be read."""
        failed = []
        for pk in tqdm(revision_ids, unit=" articles", disable=None, leave=False):
            reading = process(pk)
            if reading.state != Reading.State.DONE:
                failed.append(reading.revision.article.url)
                self.complain(f"{failed[-1]}: {reading.error}")
        return failed
