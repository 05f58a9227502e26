"""The page on which chiefs let two events be one, after seeing what moves."""

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from claims.curation import InvalidDecision
from claims.desk.access import DeskRequest, chiefs_only
from claims.desk.event_choices import EventChoice, EventForm
from claims.desk.overview import render_desk
from claims.desk.proposed import history_of
from claims.event_merging import merge_event, move_of, moving
from claims.models import Event, EventDecision

SHOWN = 5  # statements of those that move


class EventMergeForm(EventForm):
    """Which event it is."""

    into = EventChoice(Event.objects.published(), required=True)
    reason = forms.CharField(required=False, max_length=2000)


@chiefs_only
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: DeskRequest, slug: str) -> HttpResponse:
    """Choose which event it is, see what would move, and only then merge them."""
    rows = Event.objects.exclude(state=Event.State.REJECTED).select_related("merged_into")
    event = get_object_or_404(rows, slug=slug)
    if request.method == "POST":
        return _merge(request, event, EventMergeForm(event, request.POST))
    chosen = "into" in request.GET
    return _page(request, event, EventMergeForm(event, request.GET if chosen else None))


def _merge(request: DeskRequest, event: Event, form: EventMergeForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, event, form, status=422)
    into, reason = form.cleaned_data["into"], form.cleaned_data["reason"]
    try:
        merge_event(event.pk, into.slug, editor=request.user, reason=reason)
    except InvalidDecision as error:
        form.add_error(None, str(error))
        return _page(request, event, form, status=422)
    done = gettext("“%(event)s” is “%(into)s” from now on. Articles that name it are linked again.")
    messages.success(request, done % {"event": event, "into": into})
    return redirect("desk-event-merge", event.slug)


def _page(
    request: DeskRequest, event: Event, form: EventMergeForm, *, status: int = 200
) -> HttpResponse:
    move = None
    if form.is_bound and form.is_valid() and event.merged_into is None:
        move = move_of(event, form.cleaned_data["into"])
    merges = EventDecision.objects.for_history().filter(field=EventDecision.Field.MERGED)
    context = {
        "event": event,
        "form": form,
        "move": move,
        "moving": moving(event).defer("search")[:SHOWN] if move else [],
        "history": history_of(merges.filter(Q(event=event) | Q(value=event.slug))),
    }
    return render_desk(request, "desk/event_merge.html", context, status=status)
