"""Articles in any order, two workers at once: the same statements, groups and links.

SHUFFLES=10 tries so many orders of all articles of each corpus; without it two orders of ten
articles of one are tried.
"""

import json
import os
import random
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from claims.catalogue import import_speakers
from claims.extraction import EXTRACTOR_VERSION, Document, read
from claims.interchange import read_speakers
from claims.interchange.readings import to_json
from claims.models import Likeness, Reading, Receipt, Report, Statement
from claims.resolving import current_registry
from claims.tasks import record
from sources.models import Article
from sources.parsing.jsonlines import read_articles
from tests.builders import make_article, make_event, make_revision
from tests.gold import floors
from tests.live import wait_until
from tests.shared import SHARED

SHUFFLES = int(os.environ.get("SHUFFLES", "2"))
ARTICLES = None if "SHUFFLES" in os.environ else 10
CORPORA = [floors.HERE / "kinds", SHARED / "gold" / "ruritania"][: None if ARTICLES is None else 1]
pytestmark = [pytest.mark.services, pytest.mark.timeout(3000), pytest.mark.uncounted]


@pytest.mark.parametrize("folder", CORPORA, ids=lambda folder: folder.name)
def test_no_order_of_articles_makes_a_difference(folder, start_worker):
    if not folder.exists():
        pytest.skip(f"{folder} is missing: set ON_RECORD_SHARED to the folder of shared texts")
    readings = read_corpus(folder)
    for _ in range(2):
        start_worker()

    outcomes = [outcome(shuffled(readings, seed)) for seed in range(SHUFFLES)]

    assert all(found == outcomes[0] for found in outcomes)
    assert max(len(reports) for reports, _, _ in outcomes[0]) > 1


def read_corpus(folder: Path) -> list[tuple[Any, ...]]:
    """The articles, each with what the reader finds in it; the corpus's speakers and events."""
    import_speakers(read_speakers(folder / "speakers.yaml"))
    for event in json.loads((folder / "gold.json").read_text())["events"]:
        make_event(event["title"], slug=event["key"], date=event["date"])
    registry = current_registry()
    found = []
    for article in islice(read_articles(folder / "articles.jsonl"), ARTICLES):
        day = article.published.day if article.published else None
        document = Document(article.text, article.title, day, article.outlet)
        found.append((article, day, to_json(read(document, registry))))
    return found


def shuffled(readings: list[tuple[Any, ...]], seed: int) -> list[int]:
    """New articles in another order; returns the receipts that wait for recording."""
    clear()
    receipts = []
    for article, day, extracted in random.Random(seed).sample(readings, len(readings)):  # noqa: S311
        published = day.isoformat() if day else ""
        row = make_article(url=article.url, title=article.title, published=published)
        reading = Reading.objects.create(
            revision=make_revision(article=row, text=article.text),
            version=EXTRACTOR_VERSION,
            state="done",
            extracted=extracted,
        )
        receipts.append(Receipt.objects.create(stage="recording", reading=reading).pk)
    return receipts


def outcome(receipts: list[int]) -> list[tuple[Any, ...]]:
    """What the workers make of it: each statement's reports, what is believed, what it links to."""
    for receipt in receipts:
        record.delay(receipt)
    related = Receipt.objects.filter(stage="relating", state="done")
    assert wait_until(lambda: related.count() == len(receipts), seconds=600)
    return sorted(told(row) for row in Statement.objects.filter(merged_into=None))


def told(statement: Statement) -> tuple[object, ...]:
    reports = statement.reports.values_list("revision__article__url", "place")
    links = statement.links.values_list("event__slug", "state")
    believed = (str(statement), statement.said_edtf, statement.kind, statement.withdrawn)
    return sorted(reports), sorted(links), believed


def clear() -> None:
    Likeness.objects.all().delete()
    Report.objects.all().delete()
    Statement.objects.update(merged_into=None)
    Statement.objects.all().delete()
    Article.objects.all().delete()
