"""Pages on which editors decide how statements relate: confirm, reject, add."""

import re
from dataclasses import dataclass
from typing import Self

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from claims.corrections import (
    Decision,
    Field,
    InvalidDecision,
    StaleStatement,
    decide,
)
from claims.deciding import in_a_word
from claims.desk.access import DeskRequest, editors_only
from claims.desk.numbers import number_in
from claims.desk.overview import PAGE, render_desk
from claims.models import Relation, RelationKind, Statement

SUGGESTED = 50  # statements of the same articles
STALE = _(
    "Somebody changed this statement since you opened the page. Look at it again, then decide."
)

_NUMBER = re.compile(r"(?:^|/)(\d{1,18})/?$")


class RelationForm(forms.Form):
    """What an editor says of one statement's relation to another one."""

    kind = forms.ChoiceField(choices=RelationKind.choices, label=_("This statement"))
    other = forms.CharField(max_length=300, label=_("the statement"))
    state = forms.ChoiceField(choices=[("confirmed", _("confirmed")), ("rejected", _("rejected"))])
    reason = forms.CharField(required=False, max_length=2000)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_other(self) -> int:
        """The id that a number or an address of a page names."""
        number = _NUMBER.search(self.cleaned_data["other"].strip())
        if number is None:
            message = gettext("Write the other statement's number, or the address of its page.")
            raise ValidationError(message)
        return int(number[1])

    def decision(self) -> Decision:
        """What the input decides."""
        data = self.cleaned_data
        value = {"kind": data["kind"], "statement": data["other"], "state": data["state"]}
        return Decision(Field.RELATION, value, reason=data["reason"])


@dataclass(frozen=True, slots=True)
class Around:
    """A statement's relations as the desk shows them, rejected ones too, and what to add."""

    relations: list[Relation]
    relations_to_it: list[Relation]
    form: RelationForm
    suggested: list[Statement]

    @classmethod
    def of(cls, statement: Statement) -> Self:
        """Gather them, in a constant number of queries."""
        articles = statement.reports.values("revision__article")
        beside = Statement.objects.believed().filter(reports__revision__article__in=articles)
        suggested = beside.exclude(pk=statement.pk).select_related("speaker").distinct()
        return cls(
            list(statement.relations.with_parts()),
            list(statement.relations_to_it.with_parts()),
            RelationForm(initial={"version": statement.version}),
            list(suggested.defer("search").order_by("pk")[:SUGGESTED]),
        )


@editors_only
@require_safe
def proposed(request: DeskRequest) -> HttpResponse:
    """What articles tell of relations and nobody has decided on, the surest first."""
    rows = list(Relation.objects.proposed().with_parts()[: PAGE + 1])
    context = {"relations": rows[:PAGE], "more": len(rows) > PAGE}
    return render_desk(request, "desk/relations.html", context)


@editors_only
@require_POST
def decide_on(request: DeskRequest, pk: int) -> HttpResponse:
    """Confirm, reject or add a relation of that statement; `back` is the page it was done on."""
    statement = get_object_or_404(Statement, pk=pk)
    form = RelationForm(request.POST)
    if form.is_valid():
        _decide(request, statement, form)
    for errors in form.errors.values():
        messages.error(request, " ".join(map(str, errors)))
    back = request.POST.get("back", "")
    if back == "list":
        return redirect("desk-relations")
    return redirect("desk-statement", number_in(back) or statement.pk)


def _decide(request: DeskRequest, statement: Statement, form: RelationForm) -> None:
    decision = form.decision()
    try:
        decide(statement.pk, [decision], editor=request.user, version=form.cleaned_data["version"])
    except InvalidDecision as error:
        messages.error(request, str(error).capitalize())
    except StaleStatement:
        messages.error(request, STALE)
    else:
        kind = RelationKind(decision.value["kind"]).label
        parts = {
            "state": in_a_word(decision.value["state"]),
            "relation": kind,
            "statement": decision.value["statement"],
        }
        done = gettext("%(state)s: it %(relation)s statement %(statement)s.") % parts
        messages.success(request, done.capitalize())
