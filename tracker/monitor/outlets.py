"""How each outlet does: when it was last heard of, what it brings, what that yields."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.db.models import Sum
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.yields import Counts, Usual, counts_since, usual
from sources.models import Answer, Feed, Outlet

DAY, WEEK = timedelta(days=1), timedelta(days=7)
OVERDUE_AFTER = timedelta(minutes=5)  # a feed that is due is asked within seconds

BROKEN, SILENT = _("yields little"), _("silent")
FAILING, OVERDUE = _("feed fails"), _("feed overdue")


@dataclass(frozen=True, slots=True)
class OutletRow:
    """One outlet's state; `marks` say what is wrong with it, the worst first."""

    outlet: Outlet
    feeds: Sequence[Feed]
    answers: Sequence[tuple[int, int]]
    day: Counts
    week: Counts
    usual: Usual | None
    now: datetime
    marks: list[str | Promise] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Look at what is wrong."""
        found = {
            BROKEN: self.usual is not None and self.usual.is_broken(self.day),
            SILENT: self.usual is not None and self.usual.is_silent(self.day),
            FAILING: any(feed.failures for feed in self.feeds),
            OVERDUE: bool(self.overdue),
        }
        self.marks.extend(mark for mark, holds in found.items() if holds)

    @property
    def breaks_down(self) -> bool:
        """Whether its articles yield far less than usual, or stay away."""
        return BROKEN in self.marks or SILENT in self.marks

    @property
    def last_success(self) -> datetime | None:
        """When one of its feeds was last got."""
        times = [feed.last_success_at for feed in self.feeds if feed.last_success_at]
        return max(times, default=None)

    @property
    def next_due(self) -> datetime | None:
        """When one of its feeds is asked next; an inactive one never is."""
        return min((feed.due_at for feed in self.feeds if feed.active), default=None)

    @property
    def overdue(self) -> int:
        """How many of its feeds should have been asked by now."""
        late = self.now - OVERDUE_AFTER
        return sum(feed.active and feed.due_at < late for feed in self.feeds)

    @property
    def failing(self) -> list[Feed]:
        """Its feeds that failed the last time."""
        return [feed for feed in self.feeds if feed.failures]


def outlet_rows() -> list[OutletRow]:
    """Every outlet, those first with which something is wrong; in a constant number of queries."""
    now = timezone.now()
    feeds: dict[int, list[Feed]] = defaultdict(list)
    for feed in Feed.objects.order_by("url"):
        feeds[feed.outlet_id].append(feed)
    answers = answers_by_outlet()
    day, week = counts_since(now - DAY), counts_since(now - WEEK)
    were = usual(now.astimezone(UTC).date())
    rows = [
        OutletRow(
            outlet=outlet,
            feeds=feeds[outlet.pk],
            answers=answers.get(outlet.pk, []),
            day=day.get(outlet.pk, Counts()),
            week=week.get(outlet.pk, Counts()),
            usual=were.get(outlet.pk),
            now=now,
        )
        for outlet in Outlet.objects.order_by("name")
    ]
    return sorted(rows, key=lambda row: not row.marks)


def answers_by_outlet() -> dict[int | None, list[tuple[int, int]]]:
    """By outlet, how often its servers answered with which status in the last day."""
    rows = Answer.objects.since(timezone.now() - DAY).order_by("status")
    found: dict[int | None, list[tuple[int, int]]] = defaultdict(list)
    for outlet, status, count in rows.values_list("outlet", "status").annotate(n=Sum("count")):
        found[outlet].append((status, count))
    return found
