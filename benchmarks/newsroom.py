"""A database of a newsroom that never was, of any size, the same for the same size and seed.

Articles come out day by day over ten years, four statements each; each repeats two of the one
before it. Five of 500 speakers make half of the statements, a fifth is undated, most refer to an
event of their days, and a few events draw most. Imported once Django is set up.
"""

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from itertools import islice
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.management import call_command
from django.db.backends.utils import CursorWrapper
from django.db.models import Field, GeneratedField, JSONField, Model
from django.utils import timezone

from benchmarks.statements import connected, vocabulary
from claims.models import Event, Link, Office, Reading, Reference, Report, Speaker, Statement
from sources.models import Article, Outlet, Revision

SPEAKERS, LOUD, OUTLETS = 500, 5, 200
FIRST, DAYS = date(2016, 1, 1), 3650
A_ARTICLE, REPEATED = 4, 2  # statements
DATED, REFERRING, CALLED_OUT = 0.8, 0.7, 0.3  # parts of the statements
PER_EVENT = 100  # statements to an event, on average
BATCH = 20_000
SIDES = ("Ruritania", "Karsovia", "")
_NULL = r"\N"


@dataclass(frozen=True, slots=True)
class Said:
    """One statement as all tables need it; `day` none where undated."""

    pk: int
    speaker: int
    day: date | None
    words: str
    event: int  # 0 where it refers to none


def name_of(size: int) -> str:
    """The database of that many statements."""
    return f"newsroom_{size}"


def reports_of(size: int) -> int:
    """How many reports that database has."""
    with connected(name_of(size)):
        return Report.objects.count()


def fill(size: int, seed: int = 7) -> None:
    """Make and fill the database of that size; nothing of its indexes is left out."""
    with connected("postgres") as cursor:
        cursor.execute(f'CREATE DATABASE "{name_of(size)}"')
    with connected(name_of(size)) as cursor:
        call_command("migrate", verbosity=0)
        cursor.execute("SET session_replication_role = replica")  # neither keys nor triggers
        cursor.execute("SET maintenance_work_mem = '256MB'")
        later = _without_indexes(cursor)
        _people_and_events(cursor, size)
        statements = _statements(size, random.Random(seed))  # noqa: S311 - no secret
        while some := list(islice(statements, BATCH)):
            _articles(cursor, some, size)
        for command in (*later, "VACUUM ANALYZE"):
            cursor.execute(command)


def _without_indexes(cursor: CursorWrapper) -> list[str]:
    """Drop what only slows down the writing; what makes it again."""
    tables = [m._meta.db_table for m in (Article, Revision, Reading, Statement, Report, Link)]
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND indexname NOT IN"
        " (SELECT conname FROM pg_constraint)",
        [tables],
    )
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(f'DROP INDEX "{name}"')
    return [definition for _, definition in found]


def _people_and_events(cursor: CursorWrapper, size: int) -> None:
    for model in (Office, Speaker, Event):
        model.objects.all().delete()
    copy(
        cursor,
        Speaker,
        ("id", "name", "slug", "kind", "side"),
        ((n, f"Speaker {n}", f"speaker-{n}", "person", SIDES[n % 3]) for n in _ids(SPEAKERS)),
    )
    offices = ((n, n, f"Office {n}", "Brod", "2015", FIRST) for n in _ids(SPEAKERS))
    copy(cursor, Office, ("id", "speaker_id", "title", "of", "start", "earliest"), offices)
    outlets = ((n, f"Outlet {n}", f"outlet-{n}") for n in _ids(OUTLETS))
    copy(cursor, Outlet, ("id", "name", "slug"), outlets)
    events = size // PER_EVENT
    days = ((n, FIRST + timedelta(days=DAYS * n // (events + 1))) for n in _ids(events))
    copy(
        cursor,
        Event,
        ("id", "slug", "title", "date", "earliest", "latest", "state"),
        ((n, f"event-{n}", f"Event {n}", day, day, day, "curated") for n, day in days),
    )


def _statements(size: int, chance: random.Random) -> Iterator[Said]:
    terms, weights = vocabulary()
    events = size // PER_EVENT
    for pk in _ids(size):
        out = _published(pk, size)
        loud = chance.random() < 0.5
        speaker = chance.randint(1, LOUD) if loud else chance.randint(LOUD + 1, SPEAKERS)
        words = chance.choices(terms, cum_weights=weights, k=chance.randint(8, 20))
        day = out - timedelta(days=chance.randrange(3)) if chance.random() < DATED else None
        here = events * pk // size
        # Nine in ten of what is said refers to one of every ten events.
        drawn = here - int(chance.expovariate(1 / 5))
        drawn -= drawn % 10 if chance.random() < 0.9 else 0
        event = max(1, drawn) if events and chance.random() < REFERRING else 0
        yield Said(pk, speaker, day, " ".join(words), event)


def _articles(cursor: CursorWrapper, statements: Sequence[Said], size: int) -> None:
    """The statements, the articles that carry them, and all rows in between."""
    now = datetime.now(UTC)
    told = [statements[n : n + A_ARTICLE] for n in range(0, len(statements), A_ARTICLE)]
    numbers = [some[0].pk for some in told]
    again = [[], *(some[-REPEATED:] for some in told[:-1])]
    texts: list[str] = []
    carriers: dict[int, set[int]] = defaultdict(set)
    reports: list[tuple[int, int, Said, str, bool]] = []
    for number, new, old in zip(numbers, told, again, strict=True):
        text = ""
        for said in (*new, *old):
            start = len(text)
            text += f"“{said.words},” said Speaker {said.speaker}.\n\n"
            span = f"[{start},{start + len(said.words) + 3})"
            reports.append((len(reports), number, said, span, said in old))
            carriers[said.pk].add(_outlet(number))
        texts.append(text)
    days = [_published(number, size) for number in numbers]
    outlet = list(map(_outlet, numbers))
    copy(
        cursor,
        Article,
        ("id", "url", "title", "language", "published_day", "published", "outlet_id"),
        (
            (
                number,
                f"https://outlet{own}.example/{number}",
                f"Story {number}",
                "en",
                day,
                day,
                own,
            )
            for number, day, own in zip(numbers, days, outlet, strict=True)
        ),
    )
    copy(
        cursor,
        Revision,
        ("id", "article_id", "number", "text"),
        ((n, n, 1, text.replace("\n", r"\n")) for n, text in zip(numbers, texts, strict=True)),
    )
    readings = ((n, n, "1", "done", now) for n in numbers)
    copy(cursor, Reading, ("id", "revision_id", "version", "state", "created_at"), readings)
    _copy_statements(cursor, told, days, carriers)
    _copy_reports(cursor, reports, first=statements[0].pk * 2)


def _copy_statements(
    cursor: CursorWrapper,
    told: Sequence[Sequence[Said]],
    days: Sequence[date],
    carriers: Mapping[int, set[int]],
) -> None:
    columns = ("id", *_ATTRIBUTED, "sort_day", "reported_day", "status", "carried_by")
    statements = [said for some in told for said in some]
    rows = (
        (said.pk, *_attributed(said), said.day or _NULL, day, "machine", _array(carriers[said.pk]))
        for some, day in zip(told, days, strict=True)
        for said in some
    )
    copy(cursor, Statement, columns, rows)
    copy(
        cursor,
        Link,
        ("id", "statement_id", "event_id", "state", "confidence"),
        ((said.pk, said.pk, said.event, "linked", 0.9) for said in statements if said.event),
    )


def _copy_reports(
    cursor: CursorWrapper, reports: Sequence[tuple[int, int, Said, str, bool]], first: int
) -> None:
    columns = (
        *("id", "statement_id", "own_statement_id", "revision_id", "reading_id", "place"),
        *("content", *_ATTRIBUTED),
    )
    rows = (
        (
            *(first + n, said.pk, _NULL if old else said.pk, number, number, n),
            *(f'{{"{span}"}}', *_attributed(said)),
        )
        for n, number, said, span, old in reports
    )
    copy(cursor, Report, columns, rows)
    references = ((first + n, first + n, s.event, 0.9) for n, _, s, _, _ in reports if s.event)
    copy(cursor, Reference, ("id", "report_id", "event_id", "confidence"), references)


_ATTRIBUTED = (
    *("speaker_id", "label", "kind", "text", "confidence"),
    *("said_edtf", "said_earliest", "said_latest", "said_basis"),
)


def _attributed(said: Said) -> tuple[object, ...]:
    day = said.day or _NULL
    when = (said.day or "", day, day, "explicit" if said.day else "unknown")
    doubt = said.pk * 7919 % 1000 / 1000
    return (said.speaker, f"Speaker {said.speaker}", "direct", f"“{said.words},”", doubt, *when)


def _array(ids: Iterable[int]) -> str:
    return f"{{{','.join(map(str, sorted(ids)))}}}"


def _outlet(article: int) -> int:
    return 1 + article // A_ARTICLE % OUTLETS


def _published(pk: int, size: int) -> date:
    return FIRST + timedelta(days=DAYS * (pk - 1) // size)


def _ids(count: int) -> range:
    return range(1, count + 1)


def copy(
    cursor: CursorWrapper,
    model: type[Model],
    columns: Sequence[str],
    rows: Iterable[tuple[object, ...]],
) -> None:
    """Write rows whose values hold no tab; columns that are not named have their default."""
    others = [
        field
        for field in model._meta.concrete_fields
        if field.column not in columns and not isinstance(field, GeneratedField)
    ]
    same = "".join(f"\t{_default(field)}" for field in others)
    names = ", ".join(f'"{name}"' for name in (*columns, *(f.column for f in others)))
    lines = ("\t".join(map(str, row)) + same + "\n" for row in rows)
    copying = f'COPY "{model._meta.db_table}" ({names}) FROM STDIN'
    cursor.copy_expert(copying, StringIO("".join(lines)))


def _default(field: "Field[Any, Any]") -> str:
    """What a column has that is not named, as COPY reads it."""
    moment = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    value = timezone.now() if moment else field.get_default() if field.has_default() else None
    if value is None:
        return _NULL if field.null else ""
    if isinstance(field, ArrayField):
        return "{}"
    return json.dumps(value) if isinstance(field, JSONField) else str(value)
