"""What the API's lists can be filtered by, beyond what the pages offer.

A name with `not_` in front takes the same values and leaves out what any of them holds for. All
filters given have to hold.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django_filters import (
    CharFilter,
    ChoiceFilter,
    DateFilter,
    FilterSet,
    NumberFilter,
)

from claims.api.fields import OfficeFilter, any_of, share
from claims.filters import RangeForm, SlugsFilter, StatementFilterSet
from claims.heirs import successor_of
from claims.models import Event, Link, Speaker
from claims.models.attributed import Basis, Kind, Status
from claims.models.speakers import OfficeQuerySet
from claims.models.statements import StatementQuerySet
from claims.moments import MomentFilter
from sources.models import Article, Outlet
from sources.models.articles import ArticleQuerySet

VOICES = [("own", "an article quotes the speaker's own words"), ("reported", "none does")]
YES_NO = [("yes", "yes"), ("no", "no")]
_STATUSES = [choice for choice in Status.choices if choice[0] != Status.REJECTED]
_NO_DAY = {"invalid": "This is not a day: write a day as 2025-04-21."}


def _day(told: str, **options: Any) -> DateFilter:  # noqa: ANN401
    return DateFilter(label=told, input_formats=["%Y-%m-%d"], error_messages=_NO_DAY, **options)


class ApiStatementFilterSet(StatementFilterSet):
    """The timeline's filters, exclusion, and what only programs ask for."""

    not_speaker = SlugsFilter(
        "speaker", queryset=Speaker.objects.select_related("merged_into"), method="not_said_by"
    )
    not_event = SlugsFilter(
        "event",
        queryset=Event.objects.curated().select_related("merged_into"),
        method="refer_to_none",
    )
    not_outlet = SlugsFilter("outlet", queryset=Outlet.objects.all(), method="not_reported_by")
    not_kind = any_of(Kind.choices, "kind", field_name="kind", exclude=True)
    status = any_of(_STATUSES, "status")
    not_status = any_of(_STATUSES, "status", field_name="status", exclude=True)
    basis = any_of(Basis.choices, "basis", field_name="said_basis")
    not_basis = any_of(Basis.choices, "basis", field_name="said_basis", exclude=True)
    office = OfficeFilter(
        method="said_in_office", label="an office that the speaker held when it was said"
    )
    voice = ChoiceFilter(
        choices=VOICES,
        method="in_voice",
        label="own: an article quotes the speaker's own words; reported: none does",
        error_messages={"invalid_choice": "“%(value)s” is neither own nor reported."},
    )
    min_confidence = share("confidence", "gte", "at least as sure as this, from 0 to 1")
    max_confidence = share("confidence", "lte", "at most as sure as this, from 0 to 1")
    updated_after = MomentFilter(
        field_name="updated_at", lookup_expr="gt", label="changed after this day or time"
    )
    updated_before = MomentFilter(
        field_name="updated_at", lookup_expr="lt", label="last changed before this day or time"
    )

    def not_said_by(
        self, queryset: StatementQuerySet, _name: str, speakers: Iterable[Speaker]
    ) -> StatementQuerySet:
        """Those of others, or of nobody who is known."""
        chosen = [successor_of(speaker) for speaker in speakers]
        return queryset.not_said_by(chosen) if chosen else queryset

    def refer_to_none(
        self, queryset: StatementQuerySet, _name: str, events: Iterable[Event]
    ) -> StatementQuerySet:
        """Those that refer to none of the events, as far as is believed."""
        chosen = [successor_of(event) for event in events]
        links = Link.objects.believed().filter(statement=OuterRef("pk"), event__in=chosen)
        return queryset.exclude(Exists(links)) if events else queryset

    def not_reported_by(
        self, queryset: StatementQuerySet, _name: str, outlets: Iterable[Outlet]
    ) -> StatementQuerySet:
        """Those that none of the outlets carries or carried."""
        return queryset.not_carried_by_any(outlets) if outlets else queryset

    def said_in_office(
        self, queryset: StatementQuerySet, _name: str, offices: OfficeQuerySet
    ) -> StatementQuerySet:
        """Those said while the speaker held one of these offices; never those of no known day."""
        day = Coalesce(OuterRef("said_latest"), OuterRef("said_earliest"))
        held = offices.held_on(day).filter(speaker=OuterRef("speaker"))
        known = Q(said_latest__isnull=False) | Q(said_earliest__isnull=False)
        return queryset.filter(known, Exists(held))

    def in_voice(self, queryset: StatementQuerySet, _name: str, voice: str) -> StatementQuerySet:
        """Those that some article quotes, or that all put into words of their own."""
        return queryset.quoted() if voice == "own" else queryset.unquoted()


class ReportFilterSet(ApiStatementFilterSet):
    """The filters of statements, for the reports of those; `article` is of the report itself."""

    article = NumberFilter(
        method="of_the_report",
        label="the id of the article that reports it",
        decimal_places=0,
        min_value=1,
        max_value=2**63 - 1,
    )

    def of_the_report(self, queryset: Any, _name: str, _value: object) -> Any:  # noqa: ANN401
        """Nothing of the statement: `claims.api.parameters` asks the reports."""
        return queryset


class _Named(FilterSet):
    """Rows that `q` finds in their names."""

    q = CharFilter(method="called", label="words of its names", max_length=300)
    names: tuple[str, ...] = ()

    def called(self, queryset: QuerySet[Any], _name: str, words: str) -> QuerySet[Any]:
        """Those of whose names one holds these words."""
        found = Q()
        for name in self.names:
            found |= Q(**{f"{name}__icontains": words})
        return queryset.filter(found)


class SpeakerFilterSet(_Named):
    """Speakers by name, kind, side and office."""

    names = ("name", "aliases")
    kind = any_of(Speaker.Kind.choices, "kind", field_name="kind")
    tracked = ChoiceFilter(choices=YES_NO, method="followed", label="yes or no")
    side = CharFilter(field_name="side", lookup_expr="iexact", label="side", max_length=100)
    office = OfficeFilter(method="in_office", label="an office that they hold or held")
    on = _day("with `office`: the day on which it was held", method="noted")

    def followed(self, queryset: QuerySet[Speaker], _name: str, answer: str) -> QuerySet[Speaker]:
        """Those who are tracked, or those who are not."""
        return queryset.filter(tracked=answer == "yes")

    def in_office(
        self, queryset: QuerySet[Speaker], _name: str, offices: OfficeQuerySet
    ) -> QuerySet[Speaker]:
        """Those who held it, on the day `on` where one is given."""
        day = self.form.cleaned_data.get("on")
        held = offices.held_on(day) if day else offices
        return queryset.filter(Exists(held.filter(speaker=OuterRef("pk"))))

    def noted(self, queryset: QuerySet[Speaker], _name: str, _day: date) -> QuerySet[Speaker]:
        """Read together with `office`."""
        return queryset

    class Meta:
        model = Speaker
        fields = ()


class EventFilterSet(_Named):
    """Events by name, day, kind, place and who took part."""

    names = ("title", "aliases")
    since = _day("on this day or later", field_name="earliest", lookup_expr="gte")
    until = _day("on this day or earlier", field_name="latest", lookup_expr="lte")
    kind = CharFilter(field_name="kind", lookup_expr="iexact", label="kind", max_length=40)
    place = CharFilter(field_name="place", lookup_expr="iexact", label="place", max_length=200)
    participant = CharFilter(
        field_name="participants", method="taking_part", label="who took part", max_length=200
    )

    def taking_part(self, queryset: QuerySet[Event], _name: str, who: str) -> QuerySet[Event]:
        """Those in which somebody of that name took part."""
        return queryset.filter(participants__contains=[who])

    class Meta:
        model = Event
        fields = ()
        form = RangeForm


class OutletFilterSet(_Named):
    """Outlets by name."""

    names = ("name", "homepage")

    class Meta:
        model = Outlet
        fields = ()


class ArticleFilterSet(FilterSet):
    """Articles by outlet, day of publication, language and address."""

    outlet = SlugsFilter("outlet", field_name="outlet__slug", queryset=Outlet.objects.all())
    not_outlet = SlugsFilter(
        "outlet", field_name="outlet__slug", queryset=Outlet.objects.all(), exclude=True
    )
    since = _day("published on this day or later", field_name="published_day", lookup_expr="gte")
    until = _day("published on this day or earlier", field_name="published_day", lookup_expr="lte")
    language = CharFilter(label="BCP 47", max_length=35, lookup_expr="iexact")
    url = CharFilter(method="under", label="an address of it, also one that led to it")
    seen_after = MomentFilter(
        field_name="first_seen_at", lookup_expr="gt", label="came in after this day or time"
    )

    def under(self, queryset: ArticleQuerySet, _name: str, url: str) -> ArticleQuerySet:
        """The article of that address."""
        return queryset.at(url)

    class Meta:
        model = Article
        fields = ()
        form = RangeForm
