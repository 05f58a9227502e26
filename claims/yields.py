"""Use case: how many articles outlets bring, and how many statements these report.

An outlet whose articles suddenly report little has changed its pages, or we read them wrongly:
that shows here before readers notice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Aggregate, Count, Exists, F, FloatField, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, TruncDate
from django.utils import timezone

from claims.models import OutletDay, Reading, Report
from sources.models import Article

DAYS = 30  # with which an outlet's last day is compared
LEAST_DAYS = 5  # of them on which something was read, for a median that says something
LATE = timedelta(days=2)  # how long after its arrival an article's reading is waited for
FEWEST_EXPECTED = 5  # statements; fewer may well be chance
BROKEN = 0.5  # of the usual yield

_DAY = TruncDate("first_seen_at", tzinfo=UTC)
_DAY_OF_REPORT = TruncDate("revision__article__first_seen_at", tzinfo=UTC)


class Median(Aggregate):
    """PostgreSQL's median of an expression."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


@dataclass(frozen=True, slots=True)
class Counts:
    """Articles that came in, those of them that were read, and the statements that they report."""

    articles: int = 0
    read: int = 0
    statements: int = 0

    @property
    def rate(self) -> float | None:
        """Statements an article read; None where none was."""
        return self.statements / self.read if self.read else None


@dataclass(frozen=True, slots=True)
class Usual:
    """What an outlet's days were like: medians of statements an article, and of articles."""

    rate: float
    articles: float
    days: int

    def is_broken(self, counts: Counts) -> bool:
        """Whether what was read yields less than half of what is usual, and not by chance."""
        if self.days < LEAST_DAYS or counts.rate is None:
            return False
        expected = self.rate * counts.read
        return expected >= FEWEST_EXPECTED and counts.rate < BROKEN * self.rate

    def is_silent(self, counts: Counts) -> bool:
        """Whether nothing came of an outlet that brings something every day."""
        often = self.days >= DAYS - LEAST_DAYS
        return often and self.articles >= 1 and not counts.articles


def counts_since(moment: datetime) -> dict[int, Counts]:
    """By outlet, what came in since then; in two queries."""
    articles = Article.objects.filter(first_seen_at__gte=moment).exclude(outlet=None)
    reports = Report.objects.filter(revision__article__in=articles.values("pk"))
    counted = _counted(articles, "outlet")
    statements = dict(
        reports.carried()
        .order_by()
        .values_list("revision__article__outlet")
        .annotate(n=Count("statement", distinct=True))
    )
    return {outlet: Counts(came, read, statements.get(outlet, 0)) for outlet, came, read in counted}


def usual(before: date) -> dict[int, Usual]:
    """By outlet, what the days before that one were like, today left out."""
    days = OutletDay.objects.filter(
        day__lt=before, day__gte=before - timedelta(days=DAYS), read__gt=0
    )
    rate = Cast("statements", FloatField()) / F("read")
    rows = (
        days.order_by()
        .values_list("outlet")
        .annotate(rate=Median(rate), n=Median(Cast("articles", FloatField())), days=Count("pk"))
    )
    return {outlet: Usual(rate, n, days) for outlet, rate, n, days in rows}


@transaction.atomic
def count_days() -> int:
    """Bring the counts of days up to now; a first call counts the days before too.

    Returns how many outlets' days were counted.
    """
    today = timezone.now().astimezone(UTC).date()
    known = OutletDay.objects.filter(day__lt=today - LATE).exists()
    first = today - (LATE if known else timedelta(days=DAYS))
    rows = [OutletDay(outlet_id=outlet, day=day, **counts) for outlet, day, counts in _days(first)]
    OutletDay.objects.bulk_create(
        rows,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["outlet", "day"],
        update_fields=["articles", "read", "statements"],
    )
    return len(rows)


def _days(first: date) -> Iterable[tuple[int, date, dict[str, int]]]:
    start = datetime.combine(first, time(), UTC)
    articles = Article.objects.filter(first_seen_at__gte=start).exclude(outlet=None)
    reports = Report.objects.filter(revision__article__in=articles.values("pk")).carried()
    told = reports.order_by().annotate(day=_DAY_OF_REPORT)
    by_day = told.values_list("revision__article__outlet", "day")
    statements = {
        (outlet, day): n for outlet, day, n in by_day.annotate(n=Count("statement", distinct=True))
    }
    for outlet, day, came, read in _counted(articles.annotate(day=_DAY), "outlet", "day"):
        found = statements.get((outlet, day), 0)
        yield outlet, day, {"articles": came, "read": read, "statements": found}


def _counted(articles: "QuerySet[Article]", *columns: str) -> "QuerySet[Any, Any]":
    """How many there are by those columns, and how many of them were read."""
    done = Reading.objects.filter(revision__article=OuterRef("pk"), state=Reading.State.DONE)
    rows = articles.annotate(was_read=Exists(done)).order_by().values_list(*columns)
    return rows.annotate(came=Count("pk"), read=Count("pk", filter=Q(was_read=True)))
