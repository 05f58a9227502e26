"""What beliefs rest on, fetched for many statements at once."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from django.db.models import Q, QuerySet

from claims.heirs import successor_of
from claims.models import Correction, Drift, Event, Link, Reference, Report, Statement
from claims.models.decisions import standing_decisions
from claims.related import are_related

_Row = TypeVar("_Row")

Field = Correction.Field


@dataclass(frozen=True, slots=True)
class Events:
    """What has to be known of the events that are referred to."""

    by_slug: dict[str, int]
    """Those that decisions name."""
    heirs: dict[int, int]
    """Of those that were merged, the one into which in the end."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """A statement with all from which it is derived, as it stands in the database."""

    statement: Statement
    reports: list[Report]
    decisions: list[Correction]
    """Those that stand, but on which reports are the same."""
    links: list[Link]
    references: list[Reference]
    """Of all its reports, the surest last."""
    events: Events
    """The same for all statements."""
    drifts: list[Drift]
    are_related: bool
    """Whether anything is told, decided or known of relations."""


def grounds_of(statements: QuerySet[Statement]) -> list[Grounds]:
    """The grounds of each, in queries that do not grow with their number."""
    rows = {row.pk: row for row in statements}
    reports = _reports(rows)
    references = list(Reference.objects.filter(report__in=reports).order_by("confidence", "pk"))
    corrections = _by(lambda row: row.statement_id, Correction.objects.filter(statement__in=rows))
    decisions = {pk: standing_decisions(corrections[pk]) for pk in rows}
    events = _events(references, chain.from_iterable(decisions.values()))
    related = are_related(rows) | {
        pk for pk, told in decisions.items() if any(row.field == Field.RELATION for row in told)
    }
    told = _by(lambda row: row.statement_id, reports.values())
    told_of = _by(lambda row: reports[row.report_id].statement_id, references)
    drifts = _by(lambda row: row.report.statement_id, _drifts(reports))
    links = _by(lambda row: row.statement_id, Link.objects.filter(statement__in=rows))
    return [
        Grounds(
            statement=row,
            reports=told[pk],
            decisions=[each for each in decisions[pk] if each.field != Field.SAME],
            links=links[pk],
            references=told_of[pk],
            events=events,
            drifts=drifts[pk],
            are_related=pk in related,
        )
        for pk, row in rows.items()
    ]


def _reports(statements: dict[int, Statement]) -> dict[int, Report]:
    rows = Report.objects.filter(statement__in=statements).select_related(
        "revision__article", "occasion", "speaker__merged_into"
    )
    found = {row.pk: row for row in rows.defer("revision__text")}
    for row in found.values():
        row.statement = statements[row.statement_id]
    return found


def _drifts(reports: dict[int, Report]) -> list[Drift]:
    rows = Drift.objects.filter(report__in=reports).select_related("after_revision")
    found = list(rows.defer("after_revision__text"))
    for row in found:
        row.report = reports[row.report_id]
    return found


def _events(references: Iterable[Reference], decisions: Iterable[Correction]) -> Events:
    named = {row.value["event"] for row in decisions if row.field == Field.EVENT}
    merged = Q(pk__in={row.event_id for row in references}, merged_into__isnull=False)
    rows = Event.objects.filter(Q(slug__in=named) | merged).select_related("merged_into")
    found = list(rows.defer("text", "merged_into__text"))
    return Events(
        by_slug={row.slug: row.pk for row in found},
        heirs={row.pk: successor_of(row).pk for row in found if row.merged_into_id},
    )


def _by(
    owner: Callable[[_Row], int | None], rows: Iterable[_Row]
) -> defaultdict[int | None, list[_Row]]:
    found: defaultdict[int | None, list[_Row]] = defaultdict(list)
    for row in rows:
        found[owner(row)].append(row)
    return found
