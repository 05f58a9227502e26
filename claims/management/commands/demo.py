"""`manage.py demo`: a few articles of invented outlets, to look around with."""

import sys
from typing import Any

from django.core.management.base import CommandParser
from django.db.models import QuerySet

from claims.catalogue import import_events, import_speakers
from claims.ingestion import ingest
from claims.interchange import read_events, read_speakers
from claims.management.command import PACKAGE, ExampleCommand, counted
from claims.models import Speaker
from claims.removal import corrections_resting_on, remove_articles
from sources.documents import Given
from sources.gathering import gather, to_be_fetched
from sources.models import Article
from sources.parsing.jsonlines import ArticleLine, read_articles

ARTICLES = PACKAGE / "demo_articles.jsonl"


class Command(ExampleCommand):
    """Loads the demo, or takes it out again."""

    help = "Load a few articles of invented outlets to look around with, or take them out again."
    example = "python manage.py demo --remove"

    def add_arguments(self, parser: CommandParser) -> None:
        """In or out."""
        parser.add_argument("--remove", action="store_true", help="take the demo out again")
        parser.add_argument(
            "--no-input",
            action="store_true",
            help="remove corrections on the demo's statements without asking",
        )

    def handle(self, *, remove: bool, no_input: bool, **_options: Any) -> None:  # noqa: ANN401
        """Loading twice changes nothing, and neither does removing twice."""
        if remove:
            self._remove(ask=not no_input)
        else:
            self._load()

    def _load(self) -> None:
        if not Speaker.objects.exists():
            import_speakers(read_speakers(PACKAGE / "speakers.yaml"))
            import_events(read_events(PACKAGE / "events.yaml"))
        found = gather(str(ARTICLES), Given(), to_be_fetched, stdin=sys.stdin.buffer)
        ingested = ingest(found, tell=self.complain)
        self.stdout.write(
            f"The demo is loaded: {counted(ingested.articles.total(), 'article')}, "
            f"{counted(len(ingested.statements), 'statement')}. "
            "`manage.py demo --remove` takes it out."
        )

    def _remove(self, *, ask: bool) -> None:
        articles = demo_articles()
        corrections = corrections_resting_on(articles).count()
        if corrections and ask and not _agreed(corrections):
            self.complain("Nothing removed: say yes, or give --no-input.")
            raise SystemExit(1)
        removed = remove_articles(articles)
        self.stdout.write(
            f"The demo is gone: {counted(removed.articles, 'article')}, "
            f"{counted(removed.statements, 'statement')}, "
            f"{counted(removed.corrections, 'correction')}, {counted(removed.outlets, 'outlet')}."
        )


def demo_articles() -> "QuerySet[Article]":
    """The demo's articles as far as they are in the database."""
    lines = read_articles(ARTICLES)
    return Article.objects.filter(url__in=[x.url for x in lines if isinstance(x, ArticleLine)])


def _agreed(corrections: int) -> bool:
    """Whether somebody at a terminal accepts the loss."""
    if not sys.stdin.isatty():
        return False
    lost = counted(corrections, "correction")
    question = f"{lost} on the demo's statements would go with it. Go on? [y/N] "
    return input(question).strip().lower() in ("y", "yes")
