"""Use case: decisions find the words again that they were made on.

A decision whose report is gone, or that came from another database, waits under the address of
its article. Whenever that article is read, it is placed at the report of the same words, with
what stood around them; at no look-alike, and at none of two that are equally like.
"""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Q, QuerySet

from claims.beliefs import believe, touch
from claims.fates import Quoted
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
    known = list(
        Report.objects.filter(revision__article=article)
        .defer("revision__text")
        .order_by("withdrawn", "pk")
    )
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


def report_meant(told: Mapping[str, str], known: Iterable[Report]) -> Report | None:
    """The report of these words and surroundings; None where none or several are it.

    Of several of one statement it is the first: `known` has those that stand before the rest.
    """
    theirs = Quoted.told(told["quote"], told["quote_prefix"], told["quote_suffix"])
    alike = []
    for row in known:
        ours = Quoted.told(row.text, row.quote_prefix, row.quote_suffix)
        if ours.keys == theirs.keys:
            alike.append(((theirs.agreement(ours), _is_exact(told, row)), row))
    best = max((likeness for likeness, _ in alike), default=(0, False))
    found = [row for likeness, row in alike if likeness == best]
    sure = best[0] >= theirs.needed or (theirs.is_long and len(alike) == 1)
    return found[0] if sure and len({row.statement_id for row in found}) == 1 else None


def _is_exact(told: Mapping[str, str], row: Report) -> bool:
    """To the letter: it tells two apart that agree in as many words."""
    return all(
        (
            told["quote"] == row.text,
            told["quote_prefix"] == row.quote_prefix,
            told["quote_suffix"] == row.quote_suffix,
        )
    )


def _place_target(row: Correction, known: Iterable[Report]) -> bool:
    """Whether the report that a decision is about was found just now."""
    if row.report_id is not None:
        return False
    told = {name: getattr(row, name) for name in ("quote", "quote_prefix", "quote_suffix")}
    row.report = report_meant(told, known)
    if row.report is None:
        return False
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
