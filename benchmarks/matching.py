"""What finding and scoring a report's like costs, among 100,000 and among a million statements.

    python -m benchmarks.matching [--sizes 100000 1000000] [--rounds 6] [--probes 200]

It makes a PostgreSQL of its own in a temporary folder (about 6 GB for the million) and removes it.
The statements: 500 speakers, five of whom make half of them; ten years, a fifth of them undated;
8 to 20 words, Zipf-distributed: those that news has, in their order, then invented ones. Rounds
alternate between the sizes, each asks other reports, and nothing of a round is remembered.
"""

import argparse
import json
import os
import random
import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from io import StringIO
from itertools import accumulate, islice, pairwise
from pathlib import Path
from typing import Any

SPEAKERS, LOUD = 500, 5
FIRST, DAYS = date(2016, 1, 1), 3650
TERMS, FEWEST, MOST = 50_000, 8, 20
TERM_KEYS, RUN_KEYS = 8, 4
SYLLABLES = ("ka", "lo", "mu", "ra", "to", "vu", "na", "so", "bu", "da", "go", "pu")

STAGED = "n bigint, speaker bigint, day date, dated boolean, words text, keys bigint[]"
# Each report has an article of its own.
ROWS = (
    """INSERT INTO sources_article (id, url, title, language, published, published_day, first_seen_at)
    SELECT n, 'https://outlet.example/' || n, '', 'en', '', day, now() FROM staged""",
    """INSERT INTO sources_revision (id, article_id, number, title, text, digest, fetched_at)
    SELECT n, n, 1, '', '', '', now() FROM staged""",
    """INSERT INTO claims_reading (id, revision_id, version, speakers_version, state, attempts, error,
        created_at) SELECT n, n, '1', '', 'done', 1, '', now() FROM staged""",
    """INSERT INTO claims_statement (id, speaker_id, speaker_name, body, label, kind, said_edtf,
        said_earliest, said_latest, said_basis, text, confidence, status, withdrawn, sort_day, version,
        created_at, updated_at)
    SELECT n, speaker, '', '', '', 'indirect', CASE WHEN dated THEN day::text ELSE '' END,
        CASE WHEN dated THEN day END, CASE WHEN dated THEN day END,
        CASE WHEN dated THEN 'explicit' ELSE 'unknown' END, words, 0.9, 'machine', '',
        CASE WHEN dated THEN day END, 1, now(), now() FROM staged""",
    """INSERT INTO claims_report (id, statement_id, own_statement_id, revision_id, reading_id, place,
        content, source, cue, quote_prefix, quote_suffix, via, medium, evidence, withdrawn, created_at,
        speaker_id, speaker_name, body, label, kind, said_edtf, said_earliest, said_latest,
        said_basis, text, confidence)
    SELECT id, id, id, id, id, '', '{"[0,10)"}', '{}', '{}', '', '', '{}', '', '{}', '', now(),
        speaker_id, speaker_name, body, label, kind, said_edtf, said_earliest, said_latest,
        said_basis, text, confidence FROM claims_statement""",
    """INSERT INTO claims_matchkey (key, day, report_id)
    SELECT key, day, n FROM staged CROSS JOIN unnest(keys) AS key""",
    "DROP TABLE staged",
)
# What slows down writing and is of no use to what is measured; the keys' own comes back below.
TABLES = (
    "('sources_article', 'sources_revision', 'claims_reading', 'claims_statement', 'claims_report')"
)
BARING = (
    f"""SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname)
    FROM pg_constraint WHERE contype = 'u' AND conrelid::regclass::text IN {TABLES}""",
    f"""SELECT format('DROP INDEX %I', indexname) FROM pg_indexes
    WHERE indexname NOT LIKE '%_pkey' AND (tablename IN {TABLES} OR tablename = 'claims_matchkey')""",
    "SELECT 'ALTER TABLE claims_statement DROP COLUMN search'",
    "SELECT 'ALTER TABLE claims_matchkey DROP CONSTRAINT claims_matchkey_pkey'",
)
INDEXES = (
    "ALTER TABLE claims_matchkey ADD PRIMARY KEY (key, day, report_id)",
    "CREATE INDEX ON claims_matchkey (report_id)",
    "VACUUM ANALYZE",
)


def main() -> None:
    """Print the median and the 95th percentile of each size, in milliseconds, and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", nargs="+", type=int, default=[100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--probes", type=int, default=200, help="reports a round")
    options = parser.parse_args()
    with _own_database():
        for size in options.sizes:
            began = time.perf_counter()
            _fill(size)
            _say(f"{size:>9,} statements written in {time.perf_counter() - began:.0f} s")
        times = _measure(options.sizes, options.rounds, options.probes)
    _print(times)


@contextmanager
def _own_database() -> Iterator[None]:
    """A server in a folder that goes away; only then may Django look at its settings."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # stop the server then, too
    folder = Path(tempfile.mkdtemp(prefix="on-record-benchmark-"))
    os.environ |= {"VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "tracker.settings"}
    os.environ.pop("DATABASE_URL", None)
    try:
        import django
        from django.conf import settings

        from tracker.embedded import Needs, running

        settings.PLACE.make_secret_key()
        django.setup()
        with running(settings.PLACE, Needs(broker=False, durable=False)):
            yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fill(size: int) -> None:
    """A database of that many statements, each with one report and its keys."""
    from django.core.management import call_command

    with _connected("postgres") as cursor:
        cursor.execute(f'CREATE DATABASE "{_name(size)}"')
    with _connected(_name(size)) as cursor:
        call_command("migrate", verbosity=0)
        cursor.execute("SET session_replication_role = replica")  # no foreign keys looked up
        cursor.execute("SET maintenance_work_mem = '256MB'")
        _write_speakers()
        for question in BARING:
            cursor.execute(question)
            for (command,) in cursor.fetchall():
                cursor.execute(command)
        cursor.execute(f"CREATE UNLOGGED TABLE staged ({STAGED})")
        chance = random.Random(size)  # noqa: S311 - no secret
        _copy(cursor, "staged", ((n, *_statement(chance)) for n in range(1, size + 1)))
        for command in (*ROWS, *INDEXES):
            cursor.execute(command)


def _write_speakers() -> None:
    from claims.models import Speaker

    Speaker.objects.all().delete()
    Speaker.objects.bulk_create(
        Speaker(pk=n, name=f"Speaker {n}", slug=f"speaker-{n}") for n in range(1, SPEAKERS + 1)
    )


def _statement(chance: random.Random) -> tuple[int, date, bool, str, str]:
    """Speaker, day, whether it is dated, words, keys as an array."""
    loud = chance.random() < 0.5
    speaker = chance.randint(1, LOUD) if loud else chance.randint(LOUD + 1, SPEAKERS)
    day = FIRST + timedelta(days=chance.randrange(DAYS))
    terms, weights = _vocabulary()
    words = chance.choices(terms, cum_weights=weights, k=chance.randint(FEWEST, MOST))
    keys = ",".join(map(str, _keys(chance, speaker, words)))
    return speaker, day, chance.random() < 0.8, " ".join(words), f"{{{keys}}}"


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    """Terms by frequency, and the weights 1, 1 + 1/2, 1 + 1/2 + 1/3, ..."""
    from claims.linking.terms import stems_of

    counts = json.loads(files("claims.linking").joinpath("rarity.json").read_text("utf-8"))
    known = [stem for stem in counts["holding"] if stems_of(stem) == (stem,)]
    known.sort(key=lambda stem: -counts["holding"][stem])
    invented = (_invented(n) for n in range(TERMS - len(known)))
    return [*known, *invented], list(accumulate(1 / n for n in range(1, TERMS + 1)))


def _invented(number: int) -> str:
    word = ""
    for _ in range(5):
        number, place = divmod(number, len(SYLLABLES))
        word += SYLLABLES[place]
    return word


def _keys(chance: random.Random, speaker: int, words: Sequence[str]) -> list[int]:
    """What `keys_of` has, but for runs: in random words they hardly ever come twice."""
    ranked, sources = _known_keys()
    terms = [key for _, key in sorted({ranked[word] for word in words})[:TERM_KEYS]]
    return [*terms, sources[speaker], *(chance.getrandbits(63) for _ in range(RUN_KEYS))]


@cache
def _known_keys() -> tuple[dict[str, tuple[float, int]], list[int]]:
    """The keys of all terms, each behind what sorts the rarest first, and those of all speakers."""
    from claims.linking.rarity import rarity
    from claims.linking.utterances import Source, keys_of

    ranked = {}
    for term in _vocabulary()[0]:
        (key,) = keys_of(term, Source())
        ranked[term] = (-rarity(term), key)
    sources = [keys_of("", Source(f"speaker-{n}"))[0] for n in range(SPEAKERS + 1)]
    return ranked, sources


def _copy(cursor: Any, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Write rows that hold neither tabs nor backslashes, some at a time."""
    lines = ("\t".join(map(str, row)) + "\n" for row in rows)
    while some := "".join(islice(lines, 100_000)):
        cursor.copy_expert(f"COPY {table} FROM STDIN", StringIO(some))


def _measure(sizes: list[int], rounds: int, probes: int) -> dict[int, list[float]]:
    """Milliseconds of each probe by size, without those of a first round."""
    times: dict[int, list[float]] = {size: [] for size in sizes}
    for number in range(rounds + 1):
        for size in sizes:
            with _connected(_name(size)):
                took = _round(size, number, probes)
            times[size] += took if number else []
    return times


def _round(size: int, number: int, probes: int) -> list[float]:
    from claims.linking.likeness import chance_of
    from claims.linking.utterances import keys_of
    from claims.linking.wording import wording_of
    from claims.matching import compare
    from claims.models import Report
    from claims.utterances import utterance_of

    ids = random.Random(number).sample(range(1, size + 1), probes)  # noqa: S311 - no secret
    asked = Report.objects.select_related("revision__article", "speaker").in_bulk(ids)
    wording_of.cache_clear()
    took = []
    for report in asked.values():
        began = time.perf_counter()
        keys = keys_of(report.text, utterance_of(report).source)
        for _, _, values in compare({report: keys}):
            chance_of(values)
        took.append(1000 * (time.perf_counter() - began))
    return took


@contextmanager
def _connected(database: str) -> Iterator[Any]:
    """A cursor there; until the end Django's own connection is that one."""
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = database
    with connection.cursor() as cursor:
        yield cursor
    connection.close()


def _name(size: int) -> str:
    return f"statements_{size}"


def _print(times: dict[int, list[float]]) -> None:
    _say("statements      median     95 %   (ms a statement)")
    for size, took in times.items():
        _say(f"{size:>10,}  {_median(took):>8.2f} {_high(took):>8.2f}")
    for smaller, larger in pairwise(times):
        median = _median(times[larger]) / _median(times[smaller])
        high = _high(times[larger]) / _high(times[smaller])
        _say(f"ratio       {median:>8.2f} {high:>8.2f}")


def _median(took: list[float]) -> float:
    return statistics.median(took)


def _high(took: list[float]) -> float:
    return statistics.quantiles(took, n=20)[-1]


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
