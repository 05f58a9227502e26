"""What statements can be filtered by: one set for the pages and the API.

`speaker`, `event`, `outlet` and `kind` may be given several times: any of the values will do.
Different filters all have to hold.
"""

import re
from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters import (
    CharFilter,
    ChoiceFilter,
    DateFilter,
    FilterSet,
    ModelMultipleChoiceFilter,
    MultipleChoiceFilter,
    fields,
)

from claims.heirs import successor_of
from claims.models import Event, Link, Speaker, Statement
from claims.models.days import LIST_DAYS, SAID, ListDay
from claims.models.statements import Kind, StatementQuerySet
from claims.moments import MomentFilter
from sources.models import Outlet

DATED = [("yes", _("said on a known day or range of days")), ("no", _("said on an unknown day"))]
BY = [("said", _("the day said")), ("reported", _("the day first reported"))]
UNKNOWN = {
    "speaker": _("There is no speaker “%(value)s”."),
    "event": _("There is no event “%(value)s”."),
    "outlet": _("There is no outlet “%(value)s”."),
}


# What keyboards make of quotation marks and of a minus before a word.
_QUOTATION_MARK = re.compile("[“”„‟«»]")
_MINUS = re.compile(r"(?<!\S)[\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}](?=\S)")


def websearch(words: str) -> str:
    """A search as PostgreSQL takes it: print's quotation marks and dashes mean plain ones."""
    return _MINUS.sub("-", _QUOTATION_MARK.sub('"', words))


class _SlugsField(fields.ModelMultipleChoiceField):
    """Slugs of rows; what PostgreSQL can't hold is no slug either."""

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - as the form library has it
        for slug in value or ():
            if "\x00" in slug:
                message = self.error_messages["invalid_choice"]
                raise forms.ValidationError(message, params={"value": slug.replace("\x00", "")})
        return super().clean(value)


class SlugsFilter(ModelMultipleChoiceFilter):
    """Any of several rows, named by their slugs; `noun` names them where one is unknown."""

    field_class = _SlugsField

    def __init__(self, noun: str, **options: Any) -> None:  # noqa: ANN401
        """Take `options` as `ModelMultipleChoiceFilter` does."""
        unknown = {"invalid_choice": UNKNOWN[noun]}
        super().__init__(
            to_field_name="slug", distinct=False, error_messages=unknown, label=noun, **options
        )


class RangeForm(forms.Form):
    """Checks that the range of days is one."""

    def clean(self) -> dict[str, Any]:
        """Name a range that ends before it starts."""
        values = super().clean() or {}
        since, until = values.get("since"), values.get("until")
        if since and until and since > until:
            self.add_error("until", gettext("The range of days ends before it starts."))
            values.pop("since")  # half of such a range would be another one
        return values


class StatementFilterSet(FilterSet):
    """Statements by speaker, event, outlet, kind, day said and words.

    What is invalid is left out and named in `errors`; the rest holds all the same.
    """

    # What was merged into another is asked for by saved searches and addresses of before.
    speaker = SlugsFilter(
        "speaker", queryset=Speaker.objects.select_related("merged_into"), method="said_by"
    )
    event = SlugsFilter(
        "event", queryset=Event.objects.curated().select_related("merged_into"), method="refer_to"
    )
    outlet = SlugsFilter("outlet", queryset=Outlet.objects.all(), method="reported_by")
    kind = MultipleChoiceFilter(
        choices=Kind.choices,
        distinct=False,
        error_messages={"invalid_choice": _("There is no kind “%(value)s”.")},
    )
    by = ChoiceFilter(
        choices=BY,
        method="listed_by",
        label="the day that since and until mean: said (unless told otherwise) or reported first",
        error_messages={"invalid_choice": _("“%(value)s” is neither said nor reported.")},
    )
    since = DateFilter(
        method="on_or_after",
        label="said (or, with by, first reported) on this day or later",
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("The first day is not a day: write a day as 2025-04-21.")},
    )
    until = DateFilter(
        method="on_or_before",
        label="said (or, with by, first reported) on this day or earlier",
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("The last day is not a day: write a day as 2025-04-21.")},
    )
    dated = ChoiceFilter(
        choices=DATED,
        method="on_a_known_day",
        error_messages={
            "invalid_choice": _("“%(value)s” is neither yes (dated) nor no (undated).")
        },
    )
    new_since = MomentFilter(
        field_name="created_at", lookup_expr="gt", label="came in after this day or time"
    )
    q = CharFilter(
        method="with_words",
        label='words: all of them, "a phrase", either or other, -without',
        max_length=300,
    )

    class Meta:
        model = Statement
        fields = ()
        form = RangeForm

    @property
    def day(self) -> ListDay:
        """The day that is asked for: the one said where nothing else is."""
        self.form.is_valid()
        return LIST_DAYS.get(self.form.cleaned_data.get("by") or "", SAID)

    @property
    def valid(self) -> list[str]:
        """The names of those filters that could be understood."""
        self.form.is_valid()
        return list(self.form.cleaned_data)

    def without(self, *names: str) -> StatementQuerySet:
        """The statements with every valid filter applied but these."""
        queryset = cast(QuerySet[Statement], self.queryset).all()
        self.form.is_valid()
        for name, value in self.form.cleaned_data.items():
            if name not in names:
                queryset = self.filters[name].filter(queryset, value)
        return cast(StatementQuerySet, queryset)

    def said_by(
        self, queryset: StatementQuerySet, _name: str, speakers: Iterable[Speaker]
    ) -> StatementQuerySet:
        """Those of any of the speakers; of a single one they lie in order in the index."""
        chosen = [successor_of(speaker) for speaker in speakers]
        return queryset.said_by(chosen) if chosen else queryset

    def refer_to(
        self, queryset: StatementQuerySet, _name: str, events: Iterable[Event]
    ) -> StatementQuerySet:
        """Those that refer to any of the events, as far as is believed."""
        if not events:
            return queryset
        chosen = [successor_of(event) for event in events]
        links = Link.objects.believed().filter(statement=OuterRef("pk"), event__in=chosen)
        return queryset.filter(Exists(links))

    def reported_by(
        self, queryset: StatementQuerySet, _name: str, outlets: Iterable[Outlet]
    ) -> StatementQuerySet:
        """Those that any of the outlets carries, or carried until it removed them."""
        return queryset.carried_by_any(outlets) if outlets else queryset

    def listed_by(self, queryset: StatementQuerySet, _name: str, _by: str) -> StatementQuerySet:
        """All of them: it says which day the range and the order mean."""
        return queryset

    def on_or_after(
        self, queryset: StatementQuerySet, _name: str, day: object
    ) -> StatementQuerySet:
        """Those known to be said, or first reported, on that day or later."""
        by = self.day
        return queryset.filter(**{f"{by.sort}__gte": day, f"{by.earliest}__gte": day})

    def on_or_before(
        self, queryset: StatementQuerySet, _name: str, day: object
    ) -> StatementQuerySet:
        """Those known to be said, or first reported, on that day or earlier."""
        by = self.day
        return queryset.filter(**{f"{by.sort}__lte": day, f"{by.latest}__lte": day})

    def on_a_known_day(
        self, queryset: StatementQuerySet, _name: str, answer: str
    ) -> StatementQuerySet:
        """The dated, or the undated."""
        return queryset.filter(sort_day__isnull=answer == "no")

    def with_words(self, queryset: StatementQuerySet, _name: str, words: str) -> StatementQuerySet:
        """Those whose words match a query as one writes it for a web search."""
        query = SearchQuery(websearch(words), search_type="websearch", config="english")
        return queryset.with_words(query)
