"""Pages on which editors decide on proposed events: publish, reject, merge, split off, undo."""

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.corrections import Decision, StaleStatement, decide
from claims.corrections import Field as StatementField
from claims.curation import InvalidDecision, decide_event
from claims.desk.access import DeskRequest, editors_only
from claims.desk.dates import edtf_date, meaning
from claims.desk.event_choices import EventChoice, EventForm
from claims.desk.forms import UndoForm
from claims.desk.numbers import number_in
from claims.desk.overview import render_desk
from claims.desk.proposed import (
    history_of,
    in_full,
    in_the_order_of_the_desk,
    page_of,
    waiting_list,
)
from claims.event_merging import merge_event, undo_event_decision
from claims.models import Event, EventDecision, Proposal, Statement

PAGE = 20
LATELY = 10
DONE = {
    "publish": _("Published"),
    "reject": _("Rejected"),
    "merge": _("Merged"),
    "save": _("Saved"),
}


class ProposalForm(EventForm):
    """What an editor makes of a proposed event; the button that was pressed says which."""

    title = forms.CharField(max_length=300)
    date = forms.CharField(max_length=80, required=False, validators=[edtf_date])
    place = forms.CharField(max_length=200, required=False)
    into = EventChoice(Event.objects.linkable())
    reason = forms.CharField(
        required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    action = forms.ChoiceField(choices=[(name, name) for name in DONE])

    @classmethod
    def showing(cls, event: Event) -> "ProposalForm":
        """Filled in with what is believed."""
        return cls(event, initial={"title": event.title, "date": event.date, "place": event.place})

    def clean(self) -> None:
        """Merging takes an event to merge into."""
        super().clean()
        if self.cleaned_data.get("action") == "merge" and not self.cleaned_data.get("into"):
            self.add_error("into", ValidationError(gettext("Choose the event that this one is.")))

    def values(self) -> dict[str, str]:
        """The decisions that any other button than that for merging stands for."""
        data = self.cleaned_data
        named = {name: data[name] for name in ("title", "date", "place")}
        if data["action"] == "publish":
            return named | {"verdict": "published"}
        return {"verdict": "rejected"} if data["action"] == "reject" else named


@editors_only
@require_safe
def proposals(request: DeskRequest) -> HttpResponse:
    """The events that wait for an editor, those with most statements first."""
    rows = in_the_order_of_the_desk(Proposal.objects.waiting())
    first = number_in(request.GET.get("from", ""))
    page = list(rows[first : first + PAGE + 1])
    lately = EventDecision.objects.for_history().filter(undoes=None)[:LATELY]
    context = {
        "proposed": waiting_list(page[:PAGE]),
        "next": first + PAGE if len(page) > PAGE else None,
        "lately": history_of(lately),
    }
    return render_desk(request, "desk/proposals.html", context)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: DeskRequest, pk: int) -> HttpResponse:
    """One proposed event: its statements, what an editor may do with it, its history."""
    row = get_object_or_404(Proposal.objects.select_related("event__merged_into"), event=pk)
    if request.method == "POST":
        return _decide(request, row, ProposalForm(row.event, request.POST))
    return _page(request, row, ProposalForm.showing(row.event))


@editors_only
@require_POST
def split_off(request: DeskRequest, pk: int, statement: int) -> HttpResponse:
    """A statement does not refer to the event, whatever the machine reads."""
    row = get_object_or_404(Proposal.objects.select_related("event"), event=pk)
    told = get_object_or_404(Statement, pk=statement)
    no = Decision(StatementField.EVENT, {"event": row.event.slug, "refers": False})
    version = number_in(request.POST.get("version", ""))
    try:
        decide(told.pk, [no], editor=request.user, version=version)
    except StaleStatement:
        messages.error(
            request, gettext("Somebody else changed that statement meanwhile. Look at it again.")
        )
    else:
        messages.success(
            request,
            format_html(
                gettext('Split off: “{}”. <a href="{}#history">History and undo</a>'),
                told.text[:80],
                reverse("desk-statement", args=[told.pk]),
            ),
        )
    return redirect("desk-proposal", pk)


@editors_only
@require_POST
def undo_event(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a decision on an event back, or bring back one that was taken back."""
    decision = get_object_or_404(EventDecision.objects.select_related("event__proposal"), pk=pk)
    form = UndoForm(request.POST)
    if form.is_valid():
        undo_event_decision(pk, editor=request.user, reason=form.cleaned_data["reason"])
        messages.success(
            request,
            gettext("Undone: the decision on %(field)s.") % {"field": decision.get_field_display()},
        )
    else:
        messages.error(request, form.errors["reason"].as_text())
    return redirect(page_of(decision.event))


def _decide(request: DeskRequest, row: Proposal, form: ProposalForm) -> HttpResponse:
    if form.is_valid():
        try:
            _make(row, form, request.user)
        except InvalidDecision as error:  # an event went away since the form was checked
            form.add_error(None, str(error))
        else:
            _announce(request, row, form.cleaned_data["action"])
            return redirect("desk-proposals")
    return _page(request, row, form, status=422)


def _make(row: Proposal, form: ProposalForm, editor: User) -> None:
    data = form.cleaned_data
    if data["action"] == "merge":
        merge_event(row.event_id, data["into"].slug, editor=editor, reason=data["reason"])
    else:
        decide_event(row.event_id, form.values(), editor=editor, reason=data["reason"])


def _announce(request: DeskRequest, row: Proposal, action: str) -> None:
    done = format_html(
        gettext('{}: “{}”. <a href="{}#history">History and undo</a>'),
        DONE[action],
        row.event.title,
        reverse("desk-proposal", args=[row.event_id]),
    )
    messages.success(request, done)


def _page(
    request: DeskRequest, row: Proposal, form: ProposalForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "proposed": in_full(row),
        "event": row.event,
        "form": form,
        "meaning": meaning(form["date"].value() or ""),
        "history": history_of(row.event.decisions.for_history()),
    }
    return render_desk(request, "desk/proposal.html", context, status=status)
