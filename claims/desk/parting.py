"""The page on which editors split one event off another: which statements refer to which."""

from typing import Any, Self

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from claims.batches import NothingAlikeError, StaleStatementsError
from claims.corrections import InvalidDecision
from claims.curation import InvalidDecision as InvalidEvent
from claims.desk.access import DeskRequest, editors_only
from claims.desk.alike import AlikeForm
from claims.desk.dates import edtf_date, meaning
from claims.desk.overview import render_desk
from claims.filters import StatementFilterSet
from claims.interchange.slugs import slug_of
from claims.models import Event, Link, Statement
from claims.splitting import MENTIONED, split_event

SHOWN = 200  # statements, the newest said


class PartingForm(AlikeForm):
    """What was ticked, and what it refers to: a known event, or a new one."""

    other = forms.ModelChoiceField(
        Event.objects.linkable().in_time(),
        to_field_name="slug",
        required=False,
        empty_label=_("choose …"),
    )
    title = forms.CharField(max_length=300, required=False)
    date = forms.CharField(max_length=80, required=False, validators=[edtf_date])
    place = forms.CharField(max_length=200, required=False)
    if_stale = None  # type: ignore[assignment]  # all or none

    def for_event(self, event: Event) -> Self:
        """The same, without the event itself among those to choose."""
        other = self.fields["other"]
        other.queryset = other.queryset.exclude(pk=event.pk)  # type: ignore[attr-defined]
        return self

    def clean(self) -> None:
        """One of both."""
        super().clean()
        other, title = self.cleaned_data.get("other"), self.cleaned_data.get("title")
        if bool(other) == bool(title) and not self.errors:
            self.add_error(
                "other", gettext("Choose a known event, or write the title of a new one.")
            )
        elif title and Event.objects.linkable().filter(slug=slug_of(title)).exists():
            self.add_error(
                "title",
                ValidationError(
                    gettext("There is an event “%(title)s” already.") % {"title": title}
                ),
            )

    def target(self) -> Event | dict[str, str]:
        """The other event, or what a new one is called, when and where."""
        known: Event | None = self.cleaned_data["other"]
        return known or {name: self.cleaned_data[name] for name in ("title", "date", "place")}


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: DeskRequest, slug: str) -> HttpResponse:
    """An event's statements to pick from, by words and day; POST moves those ticked."""
    event = get_object_or_404(Event.objects.linkable(), slug=slug)
    if request.method == "POST":
        return _part(request, event, PartingForm.filled(request.POST).for_event(event))
    return _page(request, event, PartingForm().for_event(event))


def _part(request: DeskRequest, event: Event, form: PartingForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, event, form, status=422)
    reason = form.cleaned_data["reason"]
    try:
        batch = split_event(
            event, form.target(), form.picked(), editor=request.user, reason=reason
        ).batch
    except StaleStatementsError as error:
        return _page(request, event, form, status=409, stale=error.statements)
    except (NothingAlikeError, InvalidDecision, InvalidEvent) as error:
        form.add_error(None, str(error))
        return _page(request, event, form, status=422)
    messages.success(request, gettext("Split off %(title)s.") % {"title": event.title})
    return redirect("desk-batch", batch.pk)


def _page(
    request: DeskRequest,
    event: Event,
    form: PartingForm,
    *,
    status: int = 200,
    stale: list[Statement] | None = None,
) -> HttpResponse:
    narrowed = StatementFilterSet(request.GET, queryset=Statement.objects.believed())
    links = Link.objects.filter(
        event=event, state__in=MENTIONED, statement__in=narrowed.without("event")
    )
    links = links.select_related("statement__speaker").defer("statement__search")
    newest = F("statement__sort_day").desc(nulls_last=True)
    rows = list(links.order_by(newest, "-statement")[: SHOWN + 1])
    context: dict[str, Any] = {
        "event": event,
        "form": form,
        "narrowed": narrowed,
        "meaning": meaning(form["date"].value() or ""),
        "rows": rows[:SHOWN],
        "more": len(rows) > SHOWN,
        "stale": stale or [],
        "picked": form.picked() if form.is_bound and "pick" in form.cleaned_data else {},
    }
    return render_desk(request, "desk/parting.html", context, status=status)
