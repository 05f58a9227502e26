"""The filters beside the timeline: what can be chosen, and how many statements that would leave."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.browse.addresses import address_without, address_without_any
from claims.browse.counting import Newest, Total
from claims.filters import StatementFilterSet
from claims.heirs import successor_of
from claims.models import Event, Link, Speaker
from claims.models.days import REPORTED
from claims.models.statements import Kind
from sources.models import Outlet

AT_FIRST = 8  # choices shown before "more"
AT_MOST = 60

_SAID = _("said on"), _("said from"), _("said until")
_REPORTED = _("reported on"), _("reported from"), _("reported until")

Counts = Iterable[tuple[str, str, Total]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, and the statements that it and the other filters leave."""

    value: str
    label: str
    count: Total
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


def facets(filters: StatementFilterSet, found: Newest) -> list[Facet]:
    """Each filter's choices, counted among `found` or what the other filters alone would leave."""
    chosen = filters.form.cleaned_data
    left = {
        name: Newest.of(filters.without(name), filters.day) if chosen.get(name) else found
        for name in ("speaker", "event", "outlet", "kind", "dated")
    }
    named = {
        name: {row.slug: str(row) for row in chosen.get(name) or ()}
        for name in ("speaker", "event", "outlet")
    }
    kinds = {kind: str(Kind(kind).label) for kind in chosen.get("kind") or ()}
    answer = chosen.get("dated")
    return [
        _facet(
            "speaker",
            gettext("Speaker"),
            _with_bodies(filters, _speakers(left["speaker"])),
            named["speaker"],
        ),
        _facet(
            "event",
            gettext("Event"),
            _with_merged(filters, _events(left["event"])),
            named["event"],
        ),
        _facet("outlet", gettext("Outlet"), _outlets(left["outlet"]), named["outlet"]),
        _facet("kind", gettext("Kind"), _kinds(left["kind"]), kinds),
        _facet(
            "dated",
            gettext("Day said"),
            _dated(left["dated"]),
            {answer: _known(answer)} if answer else {},
        ),
    ]


def chips(filters: StatementFilterSet, query: QueryDict) -> list[Chip]:
    """The filters that are on, each with the way to take it off."""
    chosen = filters.form.cleaned_data
    several = [
        Chip(told, str(row), address_without(query, name, row.slug))
        for name, told in (
            ("speaker", gettext("speaker")),
            ("event", gettext("event")),
            ("outlet", gettext("outlet")),
        )
        for row in chosen.get(name) or ()
    ]
    kinds = [
        Chip(gettext("kind"), str(Kind(kind).label), address_without(query, "kind", kind))
        for kind in chosen.get("kind") or ()
    ]
    answer, words = chosen.get("dated"), chosen.get("q")
    dated = _known(answer) if answer else ""
    single = [
        Chip(name, label, address_without_any(query, parameter))
        for name, label, parameter in (
            (gettext("day said"), dated, "dated"),
            (gettext("words"), words, "q"),
        )
        if label
    ]
    since = chosen.get("new_since")
    if since:
        told = date_format(since, gettext("j F Y, H:i"))
        single.append(Chip(gettext("came in after"), told, address_without_any(query, "new_since")))
    return [*several, *kinds, *_days(chosen, query, filters.day.name), *single]


def _known(answer: str) -> str:
    return gettext("known") if answer == "yes" else gettext("unknown")


def _days(chosen: dict[str, Any], query: QueryDict, day: str) -> Iterator[Chip]:
    """The range of days; a single day counts as one filter."""
    since, until = chosen.get("since"), chosen.get("until")
    on, first, last = _REPORTED if day == REPORTED.name else _SAID
    if since and since == until:
        yield Chip(str(on), _day(since), address_without_any(query, "since", "until"))
        return
    if since:
        yield Chip(str(first), _day(since), address_without_any(query, "since"))
    if until:
        yield Chip(str(last), _day(until), address_without_any(query, "until"))


def _day(day: date) -> str:
    return date_format(day, gettext("j F Y"))


def _speakers(found: Newest) -> Counts:
    counts = Counter(row.speaker for row in found.rows if row.speaker is not None)
    return _named(found, counts, Speaker.objects.all())


def _events(found: Newest) -> Counts:
    links = Link.objects.believed().filter(found.theirs)
    counted = links.order_by().values_list("event").annotate(Count("statement"))
    return _named(found, Counter(dict(counted)), Event.objects.published())


def _outlets(found: Newest) -> Counts:
    counts = Counter(outlet for row in found.rows for outlet in row.carried_by)
    return _named(found, counts, Outlet.objects.all())


def _with_bodies(filters: StatementFilterSet, speakers: Counts) -> Counts:
    """With each chosen whose row no statement names: a body has names, who was merged an heir."""
    left, chosen = filters.without("speaker"), filters.form.cleaned_data.get("speaker") or ()
    bodies = {
        row.slug: (row.slug, str(row), Total.of(left.said_by([successor_of(row)])))
        for row in chosen
        if row.kind == Speaker.Kind.BODY or row.merged_into_id
    }
    return [*bodies.values(), *(row for row in speakers if row[0] not in bodies)]


def _with_merged(filters: StatementFilterSet, events: Counts) -> Counts:
    """With each chosen event that was merged into another, which no statement names."""
    left, chosen = filters.without("event"), filters.form.cleaned_data.get("event") or ()
    merged = {
        row.slug: (row.slug, str(row), Total.of(filters.refer_to(left, "event", [row])))
        for row in chosen
        if row.merged_into_id
    }
    return [*merged.values(), *(row for row in events if row[0] not in merged)]


def _named(found: Newest, counts: Counter[int], known: QuerySet[Any]) -> Counts:
    """(slug, name, statements) of the commonest, by their ids."""
    rows = known.in_bulk([pk for pk, _number in counts.most_common(AT_MOST)]).values()
    commonest = sorted(rows, key=lambda row: (-counts[row.pk], str(row)))
    return [(row.slug, str(row), found.counted(counts[row.pk])) for row in commonest]


def _kinds(found: Newest) -> Counts:
    counts = Counter(row.kind for row in found.rows)
    return [(kind.value, str(kind.label), found.counted(counts[kind])) for kind in Kind]


def _dated(found: Newest) -> Counts:
    known = sum(row.said is not None for row in found.rows)
    unknown = len(found.rows) - known
    counts = (("yes", known), ("no", unknown))
    return [(answer, _known(answer), found.counted(number)) for answer, number in counts]


def _facet(name: str, legend: str, counts: Counts, chosen: dict[str, str]) -> Facet:
    choices = [Choice(value, label, count, value in chosen) for value, label, count in counts]
    listed = {choice.value for choice in choices}
    none_left = [
        Choice(value, label, Total(0), selected=True)
        for value, label in chosen.items()
        if value not in listed
    ]
    choices.sort(key=lambda choice: not choice.selected)
    return Facet(name, legend, none_left + choices)
