"""The page on which editors split one event off another: which statements refer to which."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from claims.desk.access import DeskRequest, editors_only
from claims.desk.dates import edtf_date, meaning
from claims.desk.event_choices import EventChoice, EventForm
from claims.desk.overview import render_desk
from claims.desk.ticking import TicksForm
from claims.filters import StatementFilterSet
from claims.interchange.slugs import slug_of
from claims.models import Event, Link, Statement
from claims.splitting import MENTIONED, split_event

SHOWN = 200  # statements, the newest said


class EventSplitForm(EventForm, TicksForm):
    """What was ticked, and what it refers to: a known event, or a new one."""

    other = EventChoice(Event.objects.linkable())
    title = forms.CharField(max_length=300, required=False)
    date = forms.CharField(max_length=80, required=False, validators=[edtf_date])
    place = forms.CharField(max_length=200, required=False)

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
def split(request: DeskRequest, slug: str) -> HttpResponse:
    """An event's statements to pick from, by words and day; POST moves those ticked."""
    event = get_object_or_404(Event.objects.linkable(), slug=slug)
    if request.method != "POST":
        return _page(request, event, EventSplitForm(event))
    form = EventSplitForm(event, request.POST)
    applied = form.apply(
        lambda picked, reason: split_event(
            event, form.target(), picked, editor=request.user, reason=reason
        )
    )
    if applied is None:
        return _page(request, event, form)
    messages.success(request, gettext("Split off %(title)s.") % {"title": event.title})
    return redirect("desk-batch", applied.batch.pk)


def _page(request: DeskRequest, event: Event, form: EventSplitForm) -> HttpResponse:
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
    }
    return render_desk(request, "desk/event_split.html", context, status=form.status)
