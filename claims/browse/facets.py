"""The filters beside the timeline: what can be chosen, and how many statements that would leave."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.formats import date_format

from claims.browse.addresses import address_without, address_without_any
from claims.filters import StatementFilterSet
from claims.models import Event, Link, Report
from claims.models.statements import Kind

AT_FIRST = 8  # choices shown before "more"
AT_MOST = 60

Counts = Iterable[tuple[str, str, int]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, and the statements that it and the other filters leave."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter with its choices, the chosen first, then by count."""

    name: str
    legend: str
    choices: Sequence[Choice]

    @property
    def single(self) -> bool:
        """Whether one choice rules out the others."""
        return self.name == "dated"

    @property
    def first(self) -> Sequence[Choice]:
        """Those shown at once: all that are selected, and the commonest."""
        return self.choices[: self._shown]

    @property
    def more(self) -> Sequence[Choice]:
        """Those behind "more"."""
        return self.choices[self._shown :]

    @property
    def _shown(self) -> int:
        return max(AT_FIRST, sum(choice.selected for choice in self.choices))


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and the address without it."""

    name: str
    label: str
    href: str


def facets(filters: StatementFilterSet) -> list[Facet]:
    """Each filter's choices, counted with the other filters applied; one query each."""
    chosen = filters.form.cleaned_data
    named = {
        name: {row.slug: str(row) for row in chosen.get(name) or ()}
        for name in ("speaker", "event", "outlet")
    }
    kinds = {kind: Kind(kind).label for kind in chosen.get("kind") or ()}
    answer = chosen.get("dated")
    return [
        _facet("speaker", "Speaker", _speakers(filters), named["speaker"]),
        _facet("event", "Event", _events(filters), named["event"]),
        _facet("outlet", "Outlet", _outlets(filters), named["outlet"]),
        _facet("kind", "Kind", _kinds(filters), kinds),
        _facet("dated", "Day said", _dated(filters), {answer: answer} if answer else {}),
    ]


def chips(filters: StatementFilterSet, query: QueryDict) -> list[Chip]:
    """The filters that are on, each with the way to take it off."""
    chosen = filters.form.cleaned_data
    several = [
        Chip(name, str(row), address_without(query, name, row.slug))
        for name in ("speaker", "event", "outlet")
        for row in chosen.get(name) or ()
    ]
    kinds = [
        Chip("kind", Kind(kind).label, address_without(query, "kind", kind))
        for kind in chosen.get("kind") or ()
    ]
    answer, words = chosen.get("dated"), chosen.get("q")
    dated = {"yes": "known", "no": "unknown"}.get(answer or "")
    single = [
        Chip(name, label, address_without_any(query, parameter))
        for name, label, parameter in (("day said", dated, "dated"), ("words", words, "q"))
        if label
    ]
    return [*several, *kinds, *_days(chosen, query), *single]


def _days(chosen: dict[str, Any], query: QueryDict) -> Iterator[Chip]:
    """The range of days; a single day counts as one filter."""
    since, until = chosen.get("since"), chosen.get("until")
    if since and since == until:
        yield Chip("said on", _day(since), address_without_any(query, "since", "until"))
        return
    if since:
        yield Chip("said from", _day(since), address_without_any(query, "since"))
    if until:
        yield Chip("said until", _day(until), address_without_any(query, "until"))


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _speakers(filters: StatementFilterSet) -> Counts:
    return _counted(
        filters.without("speaker").exclude(speaker=None), "speaker__slug", "speaker__name"
    )


def _events(filters: StatementFilterSet) -> Counts:
    links = Link.objects.believed().filter(
        statement__in=filters.without("event").order_by(), event__in=Event.objects.published()
    )
    return _counted(links, "event__slug", "event__title", counting="statement")


def _outlets(filters: StatementFilterSet) -> Counts:
    reports = Report.objects.carried().filter(
        statement__in=filters.without("outlet").order_by(),
        revision__article__outlet__isnull=False,
    )
    outlet = "revision__article__outlet__"
    return _counted(reports, f"{outlet}slug", f"{outlet}name", counting="statement")


def _kinds(filters: StatementFilterSet) -> Counts:
    rows = filters.without("kind").order_by().values_list("kind").annotate(Count("pk"))
    counts = dict(rows)
    return [(kind.value, kind.label, counts.get(kind.value, 0)) for kind in Kind]


def _dated(filters: StatementFilterSet) -> Counts:
    counts = filters.without("dated").aggregate(
        yes=Count("sort_day"), no=Count("pk", filter=Q(sort_day=None))
    )
    return [("yes", "known", counts["yes"]), ("no", "unknown", counts["no"])]


def _counted(rows: QuerySet[Any], slug: str, name: str, *, counting: str = "pk") -> Counts:
    """(slug, name, statements) of the commonest."""
    counted = rows.order_by().values_list(slug, name)
    found = counted.annotate(found=Count(counting, distinct=True)).order_by("-found", name)
    return list(found[:AT_MOST])


def _facet(name: str, legend: str, counts: Counts, chosen: dict[str, str]) -> Facet:
    choices = [Choice(value, label, count, value in chosen) for value, label, count in counts]
    listed = {choice.value for choice in choices}
    none_left = [
        Choice(value, label, count=0, selected=True)
        for value, label in chosen.items()
        if value not in listed
    ]
    choices.sort(key=lambda choice: not choice.selected)
    return Facet(name, legend, none_left + choices)
