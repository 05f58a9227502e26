"""How long it takes to find the articles that a new speaker or event concerns, and what that costs.

    python -m benchmarks.finding [--articles 20000]

In a database of its own, of shuffled sentences of the labelled articles with made-up names among
them. Each question is asked with the indexes and without, in one run.
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from random import Random

import django

os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="on-record-benchmark-")
os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings"
Path(os.environ["VAR_DIR"]).chmod(0o711)  # where this runs as root, PostgreSQL does not
django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from claims.campaigns import unlinked, unresolved
from claims.extraction import EXTRACTOR_VERSION
from claims.extraction.keys import keys_of
from claims.interchange.attributions import attributions_to_json
from claims.models import Event, Reading, Receipt, Speaker
from sources.models import Article, Revision
from sources.parsing.jsonlines import ArticleLine, read_articles
from tracker.embedded import Needs, running

GOLD = Path(__file__).parent.parent / "tests" / "gold"
FILES = [GOLD / "kinds" / "articles.jsonl", GOLD / "strait" / "articles.jsonl"]
ROUNDS = 5
SENTENCES = 25  # of a made-up article
NAMES = 20_000  # made-up surnames, one for each of an article's sentences
SYLLABLES = [*"aeiou", *("bar", "len", "dro", "mis", "tak", "vol", "gre", "san", "pel", "ith")]
BATCH = 1000


def main() -> None:
    """Print milliseconds, ratios and sizes."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=20_000)
    options = parser.parse_args()
    try:
        with running(settings.PLACE, Needs(database=True, broker=False, durable=False)):
            call_command("migrate", verbosity=0)
            _measure(options.articles)
    finally:
        shutil.rmtree(settings.VAR_DIR, ignore_errors=True)


def _measure(articles: int) -> None:
    _write(articles)
    _run("VACUUM ANALYZE")
    speaker = Speaker.objects.create(name=f"Ada {_name(7)}", slug="ada", aliases=[_name(11)])
    event = Event.objects.create(title=f"{_name(5)} Fair", slug="fair", aliases=[_name(3)])
    _compare("speaker", lambda: unresolved(speaker).count())
    _compare("event", lambda: unlinked(event).count())
    for index in ("revision_words", "reading_keys"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_relation_size(%s)", [index])
            size = cursor.fetchone()[0] / articles
        sys.stdout.write(f"{index}: {size:.0f} bytes an article\n")


def _compare(noun: str, ask: Callable[[], int]) -> None:
    found = ask()
    served = statistics.median(_seconds(ask) for _ in range(ROUNDS))
    _run("SET enable_bitmapscan = off")
    bare = _seconds(ask)
    _run("SET enable_bitmapscan = on")
    sys.stdout.write(
        f"{noun}: {found} articles in {served * 1000:.1f} ms; "
        f"without the index {bare / served:.0f} times as long ({bare:.2f} s)\n"
    )


def _write(articles: int) -> None:
    """Made-up articles with readings that were linked."""
    random = Random(4)
    sentences = list(_sentences())
    done = Reading.State.DONE
    for numbers in _batched(range(articles)):
        rows = Article.objects.bulk_create(Article(url=f"urn:{n}", language="en") for n in numbers)
        revisions = Revision.objects.bulk_create(
            Revision(article=row, number=1, text=_text(random, sentences)) for row in rows
        )
        readings = Reading.objects.bulk_create(
            Reading(
                revision=revision,
                version=EXTRACTOR_VERSION,
                state=done,
                attributions=attributions_to_json(()),
                keys=sorted(keys_of(revision.text, ())),
            )
            for revision in revisions
        )
        Receipt.objects.bulk_create(
            Receipt(reading=row, stage=Receipt.Stage.LINKING, state=done) for row in readings
        )


def _sentences() -> Iterator[str]:
    for path in FILES:
        for line in read_articles(path):
            if isinstance(line, ArticleLine):
                yield from line.text.split(". ")


def _text(random: Random, sentences: list[str]) -> str:
    told = (
        f"{_name(random.randrange(NAMES))} was there, and {random.choice(sentences)}."
        for _ in range(SENTENCES)
    )
    return " ".join(told)


def _name(number: int) -> str:
    """A made-up surname for each number."""
    parts = []
    for _ in range(4):
        number, at = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[at])
    return "".join(parts).capitalize()


def _batched(numbers: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(numbers)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _seconds(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


if __name__ == "__main__":
    main()
