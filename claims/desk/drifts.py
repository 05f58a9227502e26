"""Pages on which editors look at quotations that outlets changed: seen, or dismissed."""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from claims.corrections import Decision, Field, InvalidDecision, StaleStatement, decide
from claims.desk.access import DeskRequest, editors_only
from claims.desk.numbers import number_in
from claims.desk.overview import render_desk
from claims.models import Drift, Statement

PAGE = 20

QUICKER = _("Somebody was quicker: this statement changed since the page was made. Look again.")
DONE = {
    "seen": _("Seen: “%(words)s”."),
    "dismissed": _("Dismissed: “%(words)s”."),
    "open": _("Open again: “%(words)s”."),
}


class LookForm(forms.Form):
    """What an editor makes of one drift."""

    version = forms.IntegerField(min_value=1)
    report = forms.IntegerField(min_value=1)
    to = forms.IntegerField(min_value=1)
    state = forms.ChoiceField(choices=Drift.State.choices)
    reason = forms.CharField(required=False, max_length=2000)

    def decision(self) -> Decision:
        """What the input decides."""
        data = self.cleaned_data
        value = {name: data[name] for name in ("report", "to", "state")}
        return Decision(Field.DRIFT, value, reason=data["reason"])


@editors_only
@require_safe
def drifts(request: DeskRequest) -> HttpResponse:
    """Quotations that outlets changed and nobody has looked at, the newest change first."""
    rows = Drift.objects.waiting().with_parts()
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render_desk(request, "desk/drifts.html", {"page": page})


@editors_only
@require_POST
def look(request: DeskRequest, pk: int) -> HttpResponse:
    """Say what a change of that statement's words is; `page` is the list on which it was done."""
    statement = get_object_or_404(Statement, pk=pk)
    form = LookForm(request.POST)
    if form.is_valid():
        _decide(request, statement, form)
    else:
        messages.error(request, gettext("That does not say what was made of which change."))
    return redirect(_back(request, pk))


def _back(request: DeskRequest, pk: int) -> str:
    page = request.POST.get("page", "")
    if number_in(page):
        return f"{reverse('desk-drifts')}?{urlencode({'page': page})}"
    return reverse("desk-statement", args=[pk])


def _decide(request: DeskRequest, statement: Statement, form: LookForm) -> None:
    decision, version = form.decision(), form.cleaned_data["version"]
    try:
        decide(statement.pk, [decision], editor=request.user, version=version)
    except StaleStatement:
        messages.error(request, QUICKER)
    except InvalidDecision as error:
        messages.error(request, str(error).capitalize())
    else:
        told = DONE[decision.value["state"]] % {"words": statement.text[:80]}
        messages.success(request, told)
