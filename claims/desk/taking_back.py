"""Undoing from any page of the desk what one decided or skipped last."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from claims.desk.access import DeskRequest, editors_only
from claims.desk.looking import last_skipped
from claims.desk.proposed import page_of
from claims.desk.queue import Queue
from claims.event_merging import undo_last_on_event
from claims.histories import history
from claims.models import Correction, EventDecision, SetAside, Waiting
from claims.undoing import last_decisions, last_event_decisions, undo_last

NOTHING = _(
    "You decided nothing within a day that could be undone. Older decisions are under Decisions."
)


@editors_only
@require_POST
def undo_mine(request: DeskRequest) -> HttpResponse:
    """Take back what this editor did last, a decision or a skip, and say what it was."""
    decided, on_event = last_decisions(request.user), last_event_decisions(request.user)
    moments = [row.made_at for row in decided[:1]] + [row.made_at for row in on_event[:1]]
    last = max(moments, default=None)
    skipped = last_skipped(request.user, last)
    if skipped:
        skipped.delete()
        messages.success(
            request,
            gettext("Not skipped any more: “%(words)s”.") % {"words": skipped.statement.text[:80]},
        )
        return HttpResponseRedirect(_back(request, [skipped]))
    if on_event and on_event[0].made_at == last:
        messages.success(request, _of_an_event(undo_last_on_event(request.user)))
        return HttpResponseRedirect(_back(request, []))
    undone = undo_last(request.user)
    if undone:
        messages.success(request, _announcement(undone))
    else:
        messages.info(request, NOTHING)
    return HttpResponseRedirect(_back(request, undone))


def _of_an_event(undone: Sequence[EventDecision]) -> str:
    """What was decided of it, by its fields, with the way to its page."""
    event = undone[0].event
    fields = dict.fromkeys(str(row.get_field_display()) for row in undone)
    return format_html(
        gettext('Undone: {} of the event “{}”. <a href="{}">Look at it</a>'),
        get_text_list([*fields], gettext("and")),
        event.title,
        page_of(event),
    )


def _announcement(undone: Sequence[Correction]) -> str:
    """One decision in words; several by their fields, or by how many statements they were on."""
    [first, *more] = history(undone)
    statements = {row.statement_id for row in undone}
    what = f"{first.correction.get_field_display()}: {first.was} → {first.became}"
    if len(statements) > 1:
        what = ngettext(
            "decisions on %(number)s statement",
            "decisions on %(number)s statements",
            len(statements),
        ) % {"number": len(statements)}
    elif more:
        fields = dict.fromkeys(str(row.get_field_display()) for row in reversed(undone))
        what = get_text_list([*fields], gettext("and"))
    return format_html(
        gettext('Undone: {}, “{}”. <a href="{}">Decisions</a>'),
        what,
        first.correction.quote[:80],
        reverse("desk-decisions"),
    )


def _back(request: DeskRequest, undone: "Sequence[Correction | SetAside]") -> str:
    """Where the editor was; in the queue, at what waits again."""
    there = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(there, allowed_hosts={request.get_host()}):
        return reverse("desk")
    parts = urlsplit(there)
    if parts.path != reverse("desk"):
        return there
    again = Waiting.objects.filter(statement__in=[row.statement_id for row in undone]).first()
    queue = Queue(QueryDict(parts.query), request.user)
    return queue.url("at", again.place) if again else queue.url()
