"""What linking a statement costs as the catalogue grows, on a PostgreSQL of its own.

    python -m benchmarks.linking [--events 100000 1000000] [--statements 400] [--rounds 3]

Catalogues of synthetic events over the same ten years, their terms Zipf-distributed, are loaded
into one embedded server in a folder that is thrown away. Each statement is then linked to one after
the other, round after round, after a round that does not count: candidates and scoring.
"""

import argparse
import io
import random
import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from django.core.management import call_command
from django.db import connection

from benchmarks.place import own_place
from claims.linking.catalogue import CatalogueEvent
from claims.linking.lookup import keys_of
from claims.linking.profiles import profile_of_event
from claims.linking.statements import StatementWords, judge
from claims.linking.terms import stem_of
from tracker.embedded import Needs

VOCABULARY = 200_000
TERMS_OF_EVENT, TERMS_OF_STATEMENT, SHARED_TERMS = 8, 12, 5
FIRST_DAY, DAYS = date(2021, 1, 1), 3652
LETTERS = "bdfgklmnprtv"
BATCH = 50_000
TABLES = ("claims_event", "claims_eventkey", "claims_keycount")
COLUMNS = (
    "claims_event (id, slug, title, aliases, text, date, earliest, latest, place, participants,"
    " kind, state, edited_fields)",
    "claims_eventkey (id, key, day, event_id)",
)
INDEXING = (
    "ALTER TABLE claims_event ADD PRIMARY KEY (id)",
    "CREATE INDEX ON claims_event (merged_into_id)",
    "CREATE INDEX ON claims_eventkey (key, day, event_id)",
    "INSERT INTO claims_keycount SELECT key, count(*) FROM claims_eventkey GROUP BY key",
    "ALTER TABLE claims_keycount ADD PRIMARY KEY (key)",
    *(f"VACUUM ANALYZE {table}" for table in TABLES),
)


def word(number: int) -> str:
    """A pronounceable word for a rank; different ranks have different stems."""
    letters: list[str] = []
    for _ in range(5):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place] + "aiouo"[len(letters)])
    return "".join(letters) + "k"


class Zipf:
    """Draws terms: that of rank r comes up in proportion to 1/r."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._sums = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
        self._ranks = range(VOCABULARY)

    def draw(self, count: int) -> list[str]:
        """That many terms."""
        return [word(r) for r in self._chance.choices(self._ranks, cum_weights=self._sums, k=count)]


def events(count: int, seed: int) -> Iterator[tuple[int, str, date]]:
    """Synthetic events: id, title, day; a smaller catalogue is the beginning of a larger one."""
    chance = random.Random(seed)  # noqa: S311 - chance for examples
    zipf = Zipf(chance)
    for number in range(1, count + 1):
        day = FIRST_DAY + timedelta(chance.randrange(DAYS))
        yield number, " ".join(zipf.draw(TERMS_OF_EVENT)), day


def statements(count: int, of: int, seed: int) -> list[tuple[str, date]]:
    """Statements that share words with one of the first events each: text, day."""
    chance = random.Random(seed + 1)  # noqa: S311
    zipf = Zipf(chance)
    wanted = set(chance.sample(range(1, of + 1), count))
    made = []
    for number, title, day in events(of, seed):
        if number in wanted:
            shared = chance.sample(title.split(), SHARED_TERMS)
            words = shared + zipf.draw(TERMS_OF_STATEMENT - SHARED_TERMS)
            chance.shuffle(words)
            made.append((" ".join(words), day + timedelta(chance.randrange(8))))
    return made


def load(schema: str, count: int, seed: int) -> float:
    """Fill a schema with a catalogue and its keys; returns the seconds it took."""
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {schema}")
        for table in TABLES:
            like = f"(LIKE public.{table} INCLUDING DEFAULTS)"
            cursor.execute(f"CREATE UNLOGGED TABLE {schema}.{table} {like}")
        cursor.execute(f"SET search_path = {schema}")
        _copy(cursor, count, seed)
        for step in INDEXING:
            cursor.execute(step)
    return time.perf_counter() - began


def _stems() -> dict[str, str]:
    """The key of each word: titles of so many words are no keys as a whole."""
    found = {term: stem_of(term) for term in map(word, range(VOCABULARY))}
    _, title, _ = next(events(1, seed=0))
    if keys_of(CatalogueEvent("1", title)) != {found[term] for term in title.split()}:
        message = "an event's keys are no longer its terms alone: load them with keys_of"
        raise RuntimeError(message)
    return found


def _copy(cursor: Any, count: int, seed: int) -> None:  # noqa: ANN401 - Django's cursor
    rows, keys, number, stems = io.StringIO(), io.StringIO(), 0, _stems()
    for pk, title, day in events(count, seed):
        rows.write(f"{pk}\te{pk}\t{title}\t{{}}\t\t{day}\t{day}\t{day}\t\t{{}}\t\tcurated\t{{}}\n")
        for key in sorted({stems[term] for term in title.split()}):
            number += 1
            keys.write(f"{number}\t{key}\t{day}\t{pk}\n")
        if pk % BATCH == 0 or pk == count:
            for into, file in zip(COLUMNS, (rows, keys), strict=True):
                file.seek(0)
                cursor.copy_expert(f"COPY {into} FROM STDIN", file)
                file.seek(0)
                file.truncate()


def measure(schemas: Sequence[str], asked: Sequence[tuple[str, date]]) -> dict[str, list[float]]:
    """Milliseconds of each statement by catalogue, candidates and scoring.

    Each statement is linked to one catalogue after the other, so that what else the machine does
    weighs on all of them; nothing of events is in this process's memory.
    """
    from claims.lookup import DatabaseLookup  # noqa: PLC0415 - its models need the settings

    lookups = {}
    taken: dict[str, list[float]] = {name: [] for name in schemas}
    for name in schemas:
        _turn_to(name)
        lookups[name] = DatabaseLookup()
    for text, day in asked:
        for name in schemas:
            _turn_to(name)
            profile_of_event.cache_clear()
            began = time.perf_counter()
            judge(StatementWords(text, day=day), lookups[name])
            taken[name].append(1000 * (time.perf_counter() - began))
    return taken


def _turn_to(schema: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET search_path = {schema}")


def main() -> None:
    """Print a table: events, seconds to load, median and 95th percentile, and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--events", nargs="+", type=int, default=[100_000, 1_000_000])
    parser.add_argument("--statements", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with own_place(Needs(broker=False)):
        call_command("migrate", verbosity=0)
        _run(options)
        connection.close()


def _run(options: argparse.Namespace) -> None:
    schemas = {f"catalogue_{count}": count for count in options.events}
    seconds = {name: load(name, count, options.seed) for name, count in schemas.items()}
    asked = statements(options.statements, min(options.events), options.seed)
    rounds = [measure(list(schemas), asked) for _ in range(options.rounds + 1)][1:]
    _print(schemas, seconds, rounds)


def _print(
    schemas: Mapping[str, int],
    seconds: Mapping[str, float],
    rounds: Sequence[Mapping[str, list[float]]],
) -> None:
    """Of each figure the median over the rounds, so that a busy moment weighs little."""
    lines = ["| events | loaded in s | median ms | 95th percentile ms |", "| --- " * 4 + "|"]
    figures = []
    for name, count in schemas.items():
        median = statistics.median(statistics.median(taken[name]) for taken in rounds)
        slow = statistics.median(statistics.quantiles(taken[name], n=20)[-1] for taken in rounds)
        figures.append((median, slow))
        lines.append(f"| {count:,} | {seconds[name]:.0f} | {median:.1f} | {slow:.1f} |")
    (first, slow_first), (last, slow_last) = figures[0], figures[-1]
    lines.append(f"| ratio | | {last / first:.2f} | {slow_last / slow_first:.2f} |")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
