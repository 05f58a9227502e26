"""Databases of statements that were never made, for `benchmarks.matching`, and what asking costs.

Imported once Django is set up.
"""

import json
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from io import StringIO
from itertools import accumulate, islice

from django.core.management import call_command
from django.db import connection
from django.db.backends.utils import CursorWrapper

from claims.linking.likeness import chance_of
from claims.linking.rarity import rarity
from claims.linking.terms import stems_of
from claims.linking.utterances import Source, keys_of
from claims.linking.wording import wording_of
from claims.matching import compare
from claims.models import Report, Speaker
from claims.utterances import utterance_of

SPEAKERS, LOUD = 500, 5
FIRST, DAYS = date(2016, 1, 1), 3650
TERMS, FEWEST, MOST = 50_000, 8, 20
TERM_KEYS, RUN_KEYS = 8, 4
SYLLABLES = ("ka", "lo", "mu", "ra", "to", "vu", "na", "so", "bu", "da", "go", "pu")

STAGED = "n bigint, speaker bigint, day date, dated boolean, words text, keys bigint[]"
# Each report has an article of its own.
ROWS = (
    """INSERT INTO sources_article
        (id, url, title, byline, section, language, published, published_from, modified,
        published_day, first_seen_at)
    SELECT n, 'https://outlet.example/' || n, '', '', '', 'en', '', '', '', day, now()
    FROM staged""",
    """INSERT INTO sources_revision (id, article_id, number, title, text, digest, fetched_at)
    SELECT n, n, 1, '', '', '', now() FROM staged""",
    """INSERT INTO claims_reading (id, revision_id, version, speakers_version, state, attempts,
        error, cause, created_at, keys)
    SELECT n, n, '1', '', 'done', 1, '', '', now(), '{}' FROM staged""",
    """INSERT INTO claims_statement (id, speaker_id, speaker_name, body, label, kind, said_edtf,
        said_earliest, said_latest, said_basis, text, confidence, status, withdrawn, sort_day,
        reported_day, version, created_at, updated_at, drifted, carried_by)
    SELECT n, speaker, '', '', '', 'indirect', CASE WHEN dated THEN day::text ELSE '' END,
        CASE WHEN dated THEN day END, CASE WHEN dated THEN day END,
        CASE WHEN dated THEN 'explicit' ELSE 'unknown' END, words, 0.9, 'machine', '',
        CASE WHEN dated THEN day END, day, 1, now(), now(), false, '{}' FROM staged""",
    """INSERT INTO claims_report (id, statement_id, own_statement_id, revision_id, reading_id,
        place, content, source, cue, quote_prefix, quote_suffix, via, medium, evidence, withdrawn,
        created_at, speaker_id, speaker_name, body, label, kind, said_edtf, said_earliest,
        said_latest, said_basis, text, confidence, occasion_days, occasion_words)
    SELECT id, id, id, id, id, '', '{"[0,10)"}', '{}', '{}', '', '', '{}', '', '{}', '', now(),
        speaker_id, speaker_name, body, label, kind, said_edtf, said_earliest, said_latest,
        said_basis, text, confidence, 0, '' FROM claims_statement""",
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
    FROM pg_constraint WHERE contype = 'u' AND conrelid::regclass::text IN {TABLES}""",  # noqa: S608 - no input
    f"""SELECT format('DROP INDEX %I', indexname) FROM pg_indexes
    WHERE indexname NOT LIKE '%_pkey'
    AND (tablename IN {TABLES} OR tablename = 'claims_matchkey')""",  # noqa: S608
    "SELECT 'ALTER TABLE claims_statement DROP COLUMN search'",
    "SELECT 'ALTER TABLE claims_matchkey DROP CONSTRAINT claims_matchkey_pkey'",
)
INDEXES = (
    "ALTER TABLE claims_matchkey ADD PRIMARY KEY (key, day, report_id)",
    "CREATE INDEX ON claims_matchkey (report_id)",
    "VACUUM ANALYZE",
)


def fill(size: int) -> None:
    """A database of that many statements, each with one report and its keys."""
    with connected("postgres") as cursor:
        cursor.execute(f'CREATE DATABASE "{name_of(size)}"')
    with connected(name_of(size)) as cursor:
        call_command("migrate", verbosity=0)
        cursor.execute("SET session_replication_role = replica")  # no foreign keys looked up
        cursor.execute("SET maintenance_work_mem = '256MB'")
        write_speakers()
        for question in BARING:
            cursor.execute(question)
            for (command,) in cursor.fetchall():
                cursor.execute(command)
        stage(cursor, size)
        for command in (*ROWS, *INDEXES):
            cursor.execute(command)


def stage(cursor: CursorWrapper, size: int) -> None:
    """Write what the rows are made of into a table of its own."""
    cursor.execute(f"CREATE UNLOGGED TABLE staged ({STAGED})")
    chance = random.Random(size)  # noqa: S311 - no secret
    _copy(cursor, "staged", ((n, *_statement(chance)) for n in range(1, size + 1)))


def write_speakers() -> None:
    """The speakers of the statements, and no others."""
    Speaker.objects.all().delete()
    Speaker.objects.bulk_create(
        Speaker(pk=n, name=f"Speaker {n}", slug=f"speaker-{n}") for n in range(1, SPEAKERS + 1)
    )


def _statement(chance: random.Random) -> tuple[int, date, bool, str, str]:
    """Speaker, day, whether it is dated, words, keys as an array."""
    loud = chance.random() < 0.5
    speaker = chance.randint(1, LOUD) if loud else chance.randint(LOUD + 1, SPEAKERS)
    day = FIRST + timedelta(days=chance.randrange(DAYS))
    terms, weights = vocabulary()
    words = chance.choices(terms, cum_weights=weights, k=chance.randint(FEWEST, MOST))
    keys = ",".join(map(str, _keys(chance, speaker, words)))
    return speaker, day, chance.random() < 0.8, " ".join(words), f"{{{keys}}}"


@cache
def vocabulary() -> tuple[list[str], list[float]]:
    """Terms by frequency, and the weights 1, 1 + 1/2, 1 + 1/2 + 1/3, ..."""
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
    ranked = {}
    for term in vocabulary()[0]:
        (key,) = keys_of(term, Source())
        ranked[term] = (-rarity(term), key)
    sources = [keys_of("", Source(f"speaker-{n}"))[0] for n in range(SPEAKERS + 1)]
    return ranked, sources


def _copy(cursor: CursorWrapper, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Write rows that hold neither tabs nor backslashes, some at a time."""
    lines = ("\t".join(map(str, row)) + "\n" for row in rows)
    while some := "".join(islice(lines, 100_000)):
        cursor.copy_expert(f"COPY {table} FROM STDIN", StringIO(some))


def one_round(size: int, number: int, probes: int) -> list[float]:
    """Milliseconds of finding and scoring the like of some statements, others in each round."""
    ids = random.Random(number).sample(range(1, size + 1), probes)  # noqa: S311 - no secret
    took = []
    with connected(name_of(size)):
        asked = Report.objects.select_related("revision__article", "speaker").in_bulk(ids)
        wording_of.cache_clear()
        for report in asked.values():
            began = time.perf_counter()
            keys = keys_of(report.text, utterance_of(report).source)
            for _, _, values in compare({report: keys}):
                chance_of(values)
            took.append(1000 * (time.perf_counter() - began))
    return took


@contextmanager
def connected(database: str) -> Iterator[CursorWrapper]:
    """A cursor there; until the end Django's own connection is that one."""
    connection.close()
    connection.settings_dict["NAME"] = database
    with connection.cursor() as cursor:
        yield cursor
    connection.close()


def name_of(size: int) -> str:
    return f"statements_{size}"
