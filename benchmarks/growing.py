"""What an article costs on its way in, into an empty database and into a full one.

    python -m benchmarks.growing [--full 200000] [--articles 1000]

A PostgreSQL of its own in a temporary folder holds two databases, one of them with that many made
articles, each with a revision, an address, what copies are found by, receipts, a report, its
statement and its match keys (those of `benchmarks.matching`). The same articles are then taken in
and read, some in the one, some in the other, in turn.
"""

import argparse
import importlib
import random
import sys
import time
from types import ModuleType

from django.core.management import call_command

from benchmarks.pages import text_of, title_of
from benchmarks.place import own_place
from sources.parsing.shingles import BANDS, VERSION
from tracker.embedded import Needs

TURN = 50  # articles in the one before it is the other's turn
PARAGRAPHS = 6
EMPTY, FULL = "empty", "full"
# Texts, documents on their way in and receipts, which `benchmarks.statements` has no use for.
MORE = (
    "UPDATE sources_revision SET text = words, title = left(words, 40) FROM staged WHERE id = n",
    """INSERT INTO sources_fetch (id, state, attempts, error, cause, created_at, url, landed, note,
        origin, media_type, given, trail, etag, last_modified, outcome, revision_id)
        SELECT n, 'done', 1, '', '', now(), 'https://outlet.example/' || n, '', '', '',
        'text/plain', '{}', '[]', '', '', 'new', n FROM staged""",
    """INSERT INTO sources_address (key, article_id, first_seen_at)
        SELECT 'outlet.example/' || n, n, now() FROM staged""",
    """INSERT INTO sources_watch (article_id, url, since, etag, last_modified)
        SELECT n, 'https://outlet.example/' || n, now(), '', '' FROM staged""",
    f"""INSERT INTO sources_signature (article_id, revision_id, version, shingles, credits, agency,
        basis, credited)
        SELECT n, n, '{VERSION}', 200, '{{}}', '', '', '' FROM staged""",  # noqa: S608 - no input
    f"""INSERT INTO sources_band (key, day, article_id)
        SELECT hashint8extended(n, band), day, n FROM staged
        CROSS JOIN generate_series(1, {BANDS}) AS band""",  # noqa: S608
    """INSERT INTO claims_receipt (state, attempts, error, cause, created_at, stage, version,
        reading_id) SELECT 'done', 1, '', '', now(), stage, '', n FROM staged CROSS JOIN unnest(
        ARRAY['recording', 'matching', 'linking', 'relating']) AS stage""",
)
SEQUENCES = (
    *("sources_article", "sources_revision", "sources_fetch", "claims_reading"),
    *("claims_statement", "claims_report"),
)


def main() -> None:
    """Print milliseconds an article of both, of the reader and of all else, and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--full", type=int, default=200_000)
    parser.add_argument("--articles", type=int, default=1000)
    options = parser.parse_args()
    with own_place(Needs(broker=False, durable=False)):
        statements = importlib.import_module("benchmarks.statements")
        for name, size in ((EMPTY, 0), (FULL, options.full)):
            _make(statements, name, size)
        _print(_measure(statements, options.articles))


def _make(statements: ModuleType, name: str, size: int) -> None:
    began = time.perf_counter()
    with statements.connected("postgres") as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    with statements.connected(name) as cursor:
        call_command("migrate", verbosity=0)
        statements.write_speakers()
        cursor.execute("SET session_replication_role = replica")  # no foreign keys looked up
        statements.stage(cursor, size)
        for command in (*statements.ROWS[:-1], *MORE, statements.ROWS[-1]):
            cursor.execute(command)
        for table in SEQUENCES:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), %s)", [size + 1]
            )
        cursor.execute("VACUUM ANALYZE")
    _say(f"{name}: {size:,} articles written in {time.perf_counter() - began:.0f} s")


def _measure(statements: ModuleType, articles: int) -> dict[str, tuple[float, float]]:
    """Seconds of all and of the reader by database; a first turn does not count."""
    steps = importlib.import_module("benchmarks.timing")
    reader = steps.reader()
    taken = {EMPTY: [0.0, 0.0], FULL: [0.0, 0.0]}
    for first in range(-TURN, articles, TURN):
        for name in (EMPTY, FULL) if first // TURN % 2 else (FULL, EMPTY):
            with statements.connected(name):
                before = sum(timed.seconds for timed in reader)
                began = time.perf_counter()
                for number in range(first, first + TURN):
                    _ingest(number)
                spent = time.perf_counter() - began
            if first >= 0:
                taken[name][0] += spent
                taken[name][1] += sum(timed.seconds for timed in reader) - before
    return {name: (all_ / articles, read / articles) for name, (all_, read) in taken.items()}


def _ingest(number: int) -> None:
    from claims.pipeline import process  # noqa: PLC0415 - needs the settings
    from sources.intake import Delivery, take_in  # noqa: PLC0415
    from sources.parsing.published import parse_published  # noqa: PLC0415

    chance = random.Random(number)  # noqa: S311 - no secret
    text = "\n".join(text_of(chance).splitlines()[:PARAGRAPHS])
    delivery = Delivery(
        url=f"https://new.example/{number}",
        text=text,
        raw=text.encode(),
        media_type="text/plain",
        title=title_of(chance),
        published=parse_published(f"2024-05-{1 + number % 28:02}"),
        outlet=f"Outlet {number % 9}",
        language="en",
    )
    process(take_in(delivery).revision.pk)


def _print(taken: dict[str, tuple[float, float]]) -> None:
    _say("| database | ms an article | of which the reader | all else |")
    _say("| --- " * 4 + "|")
    figures = {n: (1000 * a, 1000 * r, 1000 * (a - r)) for n, (a, r) in taken.items()}
    for name, (whole, read, rest) in figures.items():
        _say(f"| {name} | {whole:.1f} | {read:.1f} | {rest:.1f} |")
    ratios = [f"{full / empty:.2f}" for empty, full in zip(*figures.values(), strict=True)]
    _say(f"| ratio | {' | '.join(ratios)} |")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
