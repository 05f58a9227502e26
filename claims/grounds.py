"""What beliefs rest on, fetched for many statements at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from django.db.models import Model, QuerySet

from claims.models import Correction, Drift, Link, Reference, Report, Statement
from claims.models.decisions import standing_decisions
from claims.related import are_related

_Row = TypeVar("_Row", bound=Model)


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
    drifts: list[Drift]
    are_related: bool
    """Whether anything is told, decided or known of relations."""


def grounds_of(statements: QuerySet[Statement]) -> list[Grounds]:
    """The grounds of each, in queries that do not grow with their number."""
    rows = {row.pk: row for row in statements}
    reports = (
        Report.objects.filter(statement__in=rows)
        .select_related("revision__article", "occasion", "speaker")
        .defer("revision__text")
    )
    told = _by("statement_id", reports)
    owners = [report.pk for found in told.values() for report in found]
    told_of = Reference.objects.filter(report__in=owners).select_related("event")
    references = _by("report_id", told_of.defer("event__text"))
    drifts = (
        Drift.objects.filter(report__in=owners)
        .select_related("after_revision")
        .defer("after_revision__text")
    )
    changes = _by("report_id", drifts)
    corrections = _by("statement_id", Correction.objects.filter(statement__in=rows))
    links = _by("statement_id", Link.objects.filter(statement__in=rows))
    related = are_related(rows)
    found = []
    for pk, row in rows.items():
        for report in told[pk]:
            report.statement = row
            for change in changes[report.pk]:
                change.report = report
        standing = standing_decisions(corrections[pk])
        fields = {decision.field for decision in standing}
        found.append(
            Grounds(
                statement=row,
                reports=told[pk],
                decisions=[each for each in standing if each.field != Correction.Field.SAME],
                links=links[pk],
                references=sorted(
                    chain.from_iterable(references[report.pk] for report in told[pk]),
                    key=lambda reference: reference.confidence,
                ),
                drifts=[*chain.from_iterable(changes[report.pk] for report in told[pk])],
                are_related=pk in related or Correction.Field.RELATION in fields,
            )
        )
    return found


def _by(name: str, rows: Iterable[_Row]) -> defaultdict[int, list[_Row]]:
    found: defaultdict[int, list[_Row]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found
