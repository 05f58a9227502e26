"""Use case: the windows of days in which events are looked for together, and their articles."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, IntegerField, Max, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce, TruncDate

from claims.extraction import Document, Span
from claims.linking.discovery import Article
from claims.linking.discovery import Report as FoundReport
from claims.models import Event, Link, Reference, Report, Window
from claims.models.proposals import RULE

STEP = 90  # days from one window to the next; each reaches over twice as many
MOST_REPORTS = 4000  # of a window that are looked at: its own first, the newest of these first

# The day by which a report belongs to a window: when it was published, else first seen.
_DAY = Coalesce("revision__article__published_day", TruncDate("revision__article__first_seen_at"))


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a window: all of them, and those in its middle, which are its own."""

    number: int

    @property
    def all(self) -> tuple[date, date]:
        """First and last day."""
        start = self.number * STEP
        return _day(start), _day(start + 2 * STEP - 1)

    @property
    def middle(self) -> tuple[date, date]:
        """First and last day of the middle half."""
        first = self.number * STEP + STEP // 2
        return _day(first), _day(first + STEP - 1)

    def owns(self, day: date) -> bool:
        """Whether a day lies in the middle half."""
        return own_window(day) == self.number


def _day(ordinal: int) -> date:
    """That day, or the nearest that the calendar has."""
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


def own_window(day: date) -> int:
    """The window in whose middle a day lies."""
    return (day.toordinal() - STEP // 2) // STEP


def windows_of(day: date) -> tuple[int, int]:
    """The two windows that reach over a day."""
    last = day.toordinal() // STEP
    return last - 1, last


def checksums() -> dict[int, str]:
    """What each window's reports and references are, in short."""
    told: dict[int, list[Any]] = defaultdict(list)
    for day, *sums in _sums(_standing_reports(), "pk", "reading_id", "statement_id"):
        for number in windows_of(day):
            told[number].append((str(day), sums))
    made = Q(evidence__0__rule__startswith=RULE)
    for day, *sums in _sums_of_references(~made):
        for number in windows_of(day):
            told[number].append((str(day), "named", sums))
    for day, *sums in _sums_of_references(made):
        told[own_window(day)].append((str(day), "proposed", sums))
    return {
        number: hashlib.sha256(repr(sorted(map(repr, parts))).encode()).hexdigest()
        for number, parts in told.items()
    }


def look_again_at(reports: Iterable[Report]) -> None:
    """Let the windows of these reports' days be looked at anew, though nothing in them changed."""
    rows = Report.objects.filter(pk__in=[report.pk for report in reports]).annotate(day=_DAY)
    days = rows.values_list("day", flat=True)
    numbers = {number for day in days for number in windows_of(day)}
    Window.objects.filter(number__in=numbers).update(seen="")


def _standing_reports() -> "QuerySet[Any]":
    return Report.objects.standing().annotate(day=_DAY)


def _sums(rows: "QuerySet[Any]", *columns: str) -> Iterable[Sequence[Any]]:
    sums = {f"sum_{name}": Sum(name) for name in columns}
    counted = rows.order_by().values("day").annotate(n=Count("pk"), **sums)
    told: Iterable[Sequence[Any]] = counted.values_list("day", "n", *sums)
    return told


def _sums_of_references(wanted: Q) -> Iterable[Sequence[Any]]:
    doubtful = Case(When(doubtful=True, then=1), default=0, output_field=IntegerField())
    day = Coalesce(
        "report__revision__article__published_day",
        TruncDate("report__revision__article__first_seen_at"),
    )
    rows = Reference.objects.filter(wanted, report__withdrawn="").annotate(day=day)
    sums = {"doubts": Sum(doubtful), "events": Sum("event_id"), "last": Max("report_id")}
    counted = rows.order_by().values("day").annotate(n=Count("pk"), **sums)
    return counted.values_list("day", "n", *sums)


def reports_in(days: Days) -> list[Any]:
    """The reports of the window, with articles, texts and references; no more than it can take."""
    rows = _standing_reports().filter(day__range=days.all)
    own = rows.annotate(own=Q(day__range=days.middle))
    taken = own.order_by("-own", "-day", "-revision__article__url", "pk")[:MOST_REPORTS]
    return list(
        _standing_reports()
        .filter(pk__in=taken.values("pk"))
        .select_related("revision__article__outlet", "speaker")
        .prefetch_related("references__event")
        .order_by("revision__article__url", "content", "cue")
    )


def articles_of(rows: Sequence[Any]) -> list[Article]:
    """The articles with at least one report that no event of the catalogue explains."""
    explained = _explained(rows)
    by_revision: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_revision[row.revision_id].append(row)
    return [
        _article(reports, explained)
        for reports in by_revision.values()
        if any(row.pk not in explained for row in reports)
    ]


def _explained(rows: Sequence[Any]) -> set[int]:
    """The reports that refer to a published event by its name, or by an editor's word."""
    confirmed = set(
        Link.objects.believed()
        .filter(state=Link.State.CONFIRMED, statement__in={row.statement_id for row in rows})
        .values_list("statement_id", flat=True)
    )
    return {
        row.pk
        for row in rows
        if row.statement_id in confirmed or any(not reference.doubtful for reference in _named(row))
    }


def _named(row: Report) -> list[Reference]:
    """A report's references to published events that the linking by the catalogue made."""
    return [
        reference
        for reference in row.references.all()
        if reference.event.state == Event.State.CURATED
        and not any(entry["rule"].startswith(RULE) for entry in reference.evidence)
    ]


def _article(reports: Sequence[Any], explained: set[int]) -> Article:
    revision = reports[0].revision
    article = revision.article
    outlet = article.outlet.name if article.outlet else ""
    document = Document(
        revision.text, revision.title or article.title, article.published_day, outlet
    )
    named = {
        Span(*entry["span"])
        for report in reports
        for reference in _named(report)
        for entry in reference.evidence
        if entry.get("span")
    }
    return Article(
        url=article.url,
        outlet=reports[0].published_by,
        document=document,
        reports=tuple(
            FoundReport(
                key=row.pk,
                utterance=row.statement_id,
                content=row.content_spans,
                cue=row.cue_spans,
                speaker=row.credited,
                explained=row.pk in explained,
            )
            for row in reports
        ),
        named=tuple(sorted(named)),
    )
