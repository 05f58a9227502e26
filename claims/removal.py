"""Use case: articles taken out again, with all that rests on them alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from claims.beliefs import believe
from claims.models import Correction, ReadRelation, Report, Statement
from claims.relating import look_elsewhere, looking_for
from claims.utterances import lock_utterances, regroup
from sources.models import Article, Fetch, Outlet
from sources.syndication import forget


@dataclass(frozen=True, slots=True)
class Removed:
    """How many rows of each kind went."""

    articles: int
    statements: int
    corrections: int
    outlets: int


@transaction.atomic
def remove_articles(articles: "QuerySet[Article]") -> Removed:
    """Delete articles and what has no other source; what others report too is believed anew."""
    lock_utterances()
    ids = list(articles.values_list("pk", flat=True))
    outlets = set(articles.exclude(outlet=None).values_list("outlet_id", flat=True))
    reports = Report.objects.filter(revision__article__in=ids)
    touched = _with_merged(reports.values_list("statement_id", flat=True))
    corrections = _delete_in_turn(corrections_resting_on(articles), undone_by=None)
    looking = _may_mean(touched, reports)
    reports.delete()
    forget(ids)
    bare = Statement.objects.filter(pk__in=touched, merged_into=None, reports=None)
    statements = bare.count()
    _delete_in_turn(
        Statement.objects.filter(pk__in=_with_merged(bare.values_list("pk", flat=True))),
        merged=None,
    )
    _hand_over(Statement.objects.filter(pk__in=touched, merged_into=None))
    look_elsewhere(
        ReadRelation.objects.filter(pk__in=looking).select_related("report__revision__article")
    )
    Fetch.objects.filter(revision__article__in=ids).delete()
    Article.objects.filter(pk__in=ids).delete()
    empty = Outlet.objects.filter(pk__in=outlets, articles=None, feeds=None)
    return Removed(len(ids), statements, corrections, _delete(empty))


def _hand_over(statements: "QuerySet[Statement]") -> None:
    """Give what others report too to the oldest of them, and group anew what held by the rest."""
    for statement in statements.filter(own_report=None):
        heir = statement.reports.order_by("pk")[0]
        statement.corrections.filter(report=None).update(report=heir)
        heir.own_statement = statement
        heir.save(update_fields=["own_statement"])
    regroup(Report.objects.filter(statement__in=statements).values_list("pk", flat=True))
    for statement in statements:
        believe(statement)


def _may_mean(statements: set[int], reports: "QuerySet[Report]") -> list[int]:
    """The rows of other articles that may mean one of these statements, freed from the reports."""
    gone = set(reports.values_list("pk", flat=True))
    ids = [row.pk for row in looking_for(statements) if row.report_id not in gone]
    ReadRelation.objects.filter(pk__in=ids, other__in=gone).update(other=None)
    return ids


def corrections_resting_on(articles: "QuerySet[Article]") -> "QuerySet[Correction]":
    """The decisions on statements that no other article reports, merged ones included."""
    ids = list(articles.values_list("pk", flat=True))
    here = Report.objects.filter(revision__article__in=ids)
    reported = set(here.values_list("statement_id", flat=True))
    # In two steps: as one query, the planner joins every report with every other on fresh tables.
    elsewhere = Report.objects.filter(statement__in=reported).exclude(revision__article__in=ids)
    alone = reported - set(elsewhere.values_list("statement_id", flat=True))
    return Correction.objects.filter(statement__in=_with_merged(alone))


def _with_merged(statements: Iterable[int]) -> set[int]:
    """These statements and all that were merged into them."""
    found = set(statements)
    further = found
    while further:
        merged = Statement.objects.filter(merged_into__in=further).values_list("pk", flat=True)
        further = set(merged) - found
        found |= further
    return found


def _delete_in_turn(rows: "QuerySet[Correction] | QuerySet[Statement]", **leaf: None) -> int:
    """Delete rows that refer to each other, those first to which none refers."""
    ids = list(rows.values_list("pk", flat=True))
    left, deleted = rows.model._default_manager.filter(pk__in=ids), 0
    while count := _delete(left.filter(**leaf)):
        deleted += count
    return deleted


def _delete(rows: "QuerySet[Correction] | QuerySet[Statement] | QuerySet[Outlet]") -> int:
    """How many rows of that model itself went."""
    _, by_model = rows.delete()
    return by_model.get(rows.model._meta.label, 0)
