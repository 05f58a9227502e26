"""Use case: articles taken out again, with all that rests on them alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet

from claims.beliefs import DERIVED, believe_all
from claims.deciding import FIELDS
from claims.heirs import successor_of
from claims.joins import anchor, first_report
from claims.models import Correction, ReadRelation, Report, Sample, Statement
from claims.relating import look_elsewhere, looking_for
from claims.utterances import lock_utterances, regroup
from sources.models import Article, Fetch, Outlet
from sources.syndication import forget


@dataclass(frozen=True, slots=True)
class Removed:
    """The rows that went: how many, of statements and reports the ids."""

    articles: int
    statements: int
    corrections: int
    outlets: int
    statement_ids: tuple[int, ...]  # those of what had been merged away too
    report_ids: tuple[int, ...]


@transaction.atomic
def remove_articles(articles: "QuerySet[Article]") -> Removed:
    """Delete articles and what has no other source; what others report too is believed anew.

    Nothing of the articles' words stays with what others report: decisions are anchored at one of
    these, and what was merged away says what its successor says.
    """
    lock_utterances()
    ids = list(articles.values_list("pk", flat=True))
    urls = list(articles.values_list("url", flat=True))
    outlets = set(articles.exclude(outlet=None).values_list("outlet_id", flat=True))
    reports = Report.objects.filter(revision__article__in=ids)
    report_ids = tuple(reports.values_list("pk", flat=True))
    touched = with_merged(reports.values_list("statement_id", flat=True)) | _told_once(reports)
    corrections = delete_in_turn(corrections_resting_on(articles), undone_by=None)
    looking = _may_mean(touched, reports)
    Sample.objects.filter(statement__in=touched).delete()
    reports.delete()
    forget(ids)
    bare = Statement.objects.filter(pk__in=touched, merged_into=None, reports=None)
    statements = bare.count()
    gone = with_merged(bare.values_list("pk", flat=True))
    delete_in_turn(Statement.objects.filter(pk__in=gone), merged=None)
    _hand_over(Statement.objects.filter(pk__in=touched, merged_into=None))
    _anchor_anew(urls)
    say_as_successors(touched)
    look_elsewhere(
        ReadRelation.objects.filter(pk__in=looking).select_related("report__revision__article")
    )
    Fetch.objects.filter(revision__article__in=ids).delete()
    Article.objects.filter(pk__in=ids).delete()
    empty = Outlet.objects.filter(pk__in=outlets, articles=None, feeds=None)
    left = _delete(empty)
    return Removed(len(ids), statements, corrections, left, tuple(sorted(gone)), report_ids)


def _told_once(reports: "QuerySet[Report]") -> set[int]:
    """Statements that were merged away and may still say what one of these reports says."""
    words = list(reports.values_list("text", flat=True))
    merged = Statement.objects.filter(text__in=words).exclude(merged_into=None)
    return set(merged.values_list("pk", flat=True))


def _hand_over(statements: "QuerySet[Statement]") -> None:
    """Give what others report too to the oldest of them, and group anew what held by the rest."""
    for statement in statements.filter(own_report=None):
        heir = statement.reports.order_by("pk")[0]
        statement.corrections.filter(report=None).update(report=heir)
        heir.own_statement = statement
        heir.save(update_fields=["own_statement"])
    regroup(Report.objects.filter(statement__in=statements).values_list("pk", flat=True))
    believe_all(statements)


def _anchor_anew(urls: Sequence[str]) -> None:
    """Lay decisions that were anchored in the articles' words on the words of another report."""
    rows = Correction.objects.filter(article_url__in=urls)
    for statement in Statement.objects.filter(corrections__in=rows).distinct():
        heir = first_report(successor_of(statement))
        rows.filter(statement=statement).update(report=heir, **anchor(heir))


def say_as_successors(touched: set[int]) -> None:
    """What was merged away shows nothing of its own: let it hold what its successor says."""
    for statement in Statement.objects.filter(pk__in=touched).exclude(merged_into=None):
        told = {name: getattr(successor_of(statement), name) for name in DERIVED}
        Statement.objects.filter(pk=statement.pk).update(**told)


def _may_mean(statements: set[int], reports: "QuerySet[Report]") -> list[int]:
    """The rows of other articles that may mean one of these statements, freed from the reports."""
    gone = set(reports.values_list("pk", flat=True))
    ids = [row.pk for row in looking_for(statements) if row.report_id not in gone]
    ReadRelation.objects.filter(pk__in=ids, other__in=gone).update(other=None)
    return ids


def corrections_resting_on(articles: "QuerySet[Article]") -> "QuerySet[Correction]":
    """The decisions on statements that no other article reports, merged ones included.

    And those on the articles' own words, which no other article's can take over.
    """
    ids = list(articles.values_list("pk", flat=True))
    here = Report.objects.filter(revision__article__in=ids)
    reported = set(here.values_list("statement_id", flat=True))
    # In two steps: as one query, the planner joins every report with every other on fresh tables.
    elsewhere = Report.objects.filter(statement__in=reported).exclude(revision__article__in=ids)
    alone = reported - set(elsewhere.values_list("statement_id", flat=True))
    fields = [name for name, field in FIELDS.items() if field.own_words]
    own = Q(field__in=fields, article_url__in=list(articles.values_list("url", flat=True)))
    return Correction.objects.filter(own | Q(statement__in=with_merged(alone)))


def with_merged(statements: Iterable[int | None]) -> set[int]:
    """These statements and all that were merged into them."""
    found = {pk for pk in statements if pk is not None}
    further = found
    while further:
        merged = Statement.objects.filter(merged_into__in=further).values_list("pk", flat=True)
        further = set(merged) - found
        found |= further
    return found


def delete_in_turn(rows: "QuerySet[Correction] | QuerySet[Statement]", **leaf: None) -> int:
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
