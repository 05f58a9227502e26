"""Use case: decisions find the words again that they were made on.

A decision whose report is gone, or that came from another database, waits under the address of
its article. Whenever that article is read, it is placed at the report of the same words, with
what stood around them; at no look-alike, and at none of two that are equally like.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, QuerySet

from claims.anchoring import known_reports, report_meant
from claims.beliefs import believe, touch
from claims.editing import edits_on, holds
from claims.models import Correction, Report, Statement
from claims.utterances import lock_utterances, regroup
from sources.models import Article

Field = Correction.Field


def waiting_for(url: str) -> "QuerySet[Correction]":
    """The decisions that may find words in the article of that address."""
    joins = Q(field=Field.SAME, value__contains={"with": [{"article_url": url}]})
    return Correction.objects.filter(Q(report=None, article_url=url) | joins)


@transaction.atomic
def place(article: Article) -> list[Correction]:
    """Give the decisions that wait for this article's words their reports; returns those placed.

    What is believed follows. Safe to repeat.
    """
    lock_utterances()
    known = list(known_reports(article))
    placed, joined = [], set()
    for row in waiting_for(article.url).prefetch_related("others").order_by("pk"):
        found = _place_target(row, known) if row.article_url == article.url else False
        found |= _place_others(row, article.url, known)
        if found:
            placed.append(row)
        if found and row.field == Field.SAME and row.report_id:
            joined |= {row.report_id, *(other.pk for other in row.others.all())}
    if joined:
        regroup(joined)
    _believe_anew({row.report_id for row in placed})
    return placed


def let_go(article: Article) -> list[Correction]:
    """Let those decisions wait whose report the article still has, but not the words they name.

    A content that an outlet wrote anew at its edges is read as ever, and not what was decided.
    """
    rows = edits_on(Report.objects.filter(revision__article=article))
    reports = Report.objects.select_related("revision")
    known = reports.in_bulk({row.report_id for row in rows if row.report_id})
    gone = [row for row in rows if row.report_id and not holds(row, known[row.report_id])]
    Correction.objects.filter(pk__in=[row.pk for row in gone]).update(report=None, statement=None)
    _believe_anew(row.report_id for row in gone)
    return gone


def _place_target(row: Correction, known: Iterable[Report]) -> bool:
    """Whether the report that a decision is about was found just now."""
    if row.report_id is not None:
        return False
    told = {name: getattr(row, name) for name in ("quote", "quote_prefix", "quote_suffix")}
    found = report_meant(told, known)
    if found is None or not (row.undoes_id or holds(row, found)):
        return False
    row.report = found
    row.statement_id = row.report.statement_id
    row.save(update_fields=["report", "statement"])
    return True


def _place_others(row: Correction, url: str, known: Iterable[Report]) -> bool:
    """Whether reports with which it is joined, or from which it is parted, were found just now."""
    if row.field != Field.SAME or not row.value:
        return False
    here = [told for told in row.value["with"] if told["article_url"] == url]
    meant = {found for told in here if (found := report_meant(told, known))}
    new = meant - set(row.others.all())
    row.others.add(*new)
    return bool(new)


def _believe_anew(reports: Iterable[int | None]) -> None:
    """Derive the statements of these reports; their versions grow even where no value changed."""
    rows = Statement.objects.filter(reports__in=[pk for pk in reports if pk]).distinct()
    for statement in rows.order_by("pk"):
        version = statement.version
        believed = believe(statement)
        if believed.version == version:
            touch(believed)
