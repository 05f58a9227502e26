"""Pages of the rules: names and titles that editors had remembered; chiefs let them hold."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.desk.access import LEAD, DeskRequest, chiefs_only, editors_only
from claims.desk.crediting import SpeakerChoice
from claims.desk.dates import edtf_date
from claims.desk.numbers import number_in
from claims.desk.overview import render_desk
from claims.models import Correction, Rule
from claims.rules import (
    accept_rule,
    make_rule,
    reach_of,
    rehearse_rule,
    withdraw_rule,
)
from claims.wording import InvalidRule, Wording, suggested_by

PAGE = 50
SHOWN = {
    "speaker": _("speaker"),
    "body": _("body"),
    "said": _("day"),
    "via": _("outlets credited"),
}
STATES = {
    "standing": _("Standing"),
    "proposed": _("Proposed"),
    "withdrawn": _("Withdrawn or refused"),
}


class RuleForm(forms.Form):
    """Which words mean whom, and when."""

    kind = forms.ChoiceField(choices=Rule.Kind.choices, widget=forms.RadioSelect)
    words = forms.CharField(max_length=200)
    of = forms.CharField(max_length=200, required=False)
    speaker = SpeakerChoice()
    start = forms.CharField(max_length=40, required=False, validators=[edtf_date])
    end = forms.CharField(max_length=40, required=False, validators=[edtf_date])
    reason = forms.CharField(max_length=2000, required=False)

    def clean_speaker(self) -> str:
        """Its slug; a rule needs one."""
        speaker = self.cleaned_data["speaker"]
        if speaker is None:
            message = gettext("Choose whom the words mean.")
            raise forms.ValidationError(message)
        return str(speaker.slug)

    def wording(self) -> Wording:
        """What the rule says; only a title is of something."""
        data = {name: self.cleaned_data[name] for name in Wording.__slots__}
        data["words"] = " ".join(data["words"].split())
        of = data["of"] if data["kind"] == Rule.Kind.TITLE else ""
        return Wording(**data | {"of": of})

    @classmethod
    def showing(cls, wording: Wording) -> "RuleForm":
        """Filled in."""
        return cls(initial={name: getattr(wording, name) for name in Wording.__slots__})


@editors_only
@require_safe
def rules(request: DeskRequest) -> HttpResponse:
    """The rules in one state, the newest first."""
    state = request.GET.get("state", "")
    state = state if state in STATES else "standing"
    found = getattr(Rule.objects, state)()
    context = {
        "page": Paginator(found.for_history(), PAGE).get_page(request.GET.get("page")),
        "states": [
            (key, name, getattr(Rule.objects, key)().count()) for key, name in STATES.items()
        ],
        "state": state,
    }
    return render_desk(request, "desk/rules.html", context)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_rule(request: DeskRequest) -> HttpResponse:
    """Have something remembered; filled in with what a correction suggests."""
    correction = _correction(request.GET.get("correction", ""))
    if request.method == "POST":
        form = RuleForm(request.POST)
        made = _make(request, form, {"sample": correction})
        return made or _form_page(request, form, correction, status=422)
    wording = suggested_by(correction) if correction else None
    form = RuleForm.showing(wording) if wording else RuleForm(initial={"kind": "alias"})
    return _form_page(request, form, correction)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: DeskRequest, pk: int) -> HttpResponse:
    """One rule: what it touches, who decided, and its editing; POST puts another in its place."""
    row = get_object_or_404(Rule.objects.for_history(), pk=pk)
    if request.method == "POST":
        form = RuleForm(request.POST)
        made = _make(request, form, {"replaces": row})
        return made or _rule_page(request, row, form, status=422)
    return _rule_page(request, row, RuleForm.showing(Wording.of_rule(row)))


@editors_only
@require_POST
def rehearse(request: DeskRequest, pk: int) -> HttpResponse:
    """What would change if the rule held, or ceased to; all of it is rolled back."""
    row = get_object_or_404(Rule.objects.for_history(), pk=pk)
    form = RuleForm.showing(Wording.of_rule(row))
    return _rule_page(request, row, form, rehearsal=_in_words(row))


@chiefs_only
@require_POST
def decide(request: DeskRequest, pk: int) -> HttpResponse:
    """Let it hold, or withdraw it."""
    get_object_or_404(Rule, pk=pk)
    try:
        if request.POST.get("action") == "accept":
            row = accept_rule(pk, chief=request.user)
        else:
            why = request.POST.get("why", "").replace("\x00", "")[:2000]
            row = withdraw_rule(pk, chief=request.user, why=why)
    except InvalidRule as error:
        messages.error(request, str(error))
    else:
        told = gettext("It is %(state)s. The articles with its words are gone over.")
        messages.success(request, told % {"state": row.state_in_words})
    return redirect("desk-rule", pk)


def _make(request: DeskRequest, form: RuleForm, origin: Mapping[str, Any]) -> HttpResponse | None:
    """Make what a valid form says, and let it hold where a chief made it."""
    if not form.is_valid():
        return None
    try:
        reason = form.cleaned_data["reason"]
        made = make_rule(form.wording(), editor=request.user, reason=reason, **origin)
        if request.user.has_perm(LEAD):
            accept_rule(made.pk, chief=request.user)
    except InvalidRule as error:
        form.add_error(error.field or None, str(error))
        return None
    stands, proposed = gettext("It stands."), gettext("It is proposed: a chief decides on it.")
    done = stands if request.user.has_perm(LEAD) else proposed
    messages.success(request, format_html("{} {}", f"{made}.", done))
    return redirect("desk-rule", made.pk)


def _correction(written: str) -> Correction | None:
    """The decision after which something is to be remembered."""
    return Correction.objects.select_related("statement").filter(pk=number_in(written)).first()


def _form_page(
    request: DeskRequest, form: RuleForm, correction: Correction | None, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "correction": correction, "leads": request.user.has_perm(LEAD)}
    return render_desk(request, "desk/rule_new.html", context, status=status)


def _rule_page(
    request: DeskRequest,
    row: Rule,
    form: RuleForm,
    *,
    status: int = 200,
    **more: Any,  # noqa: ANN401
) -> HttpResponse:
    context = {
        "rule": row,
        "reach": reach_of(row),
        "form": form,
        "replaced_by": row.replaced_by.select_related("speaker").order_by("pk"),
        "leads": request.user.has_perm(LEAD),
    }
    return render_desk(request, "desk/rule.html", context | more, status=status)


def _in_words(row: Rule) -> dict[str, Any]:
    """A rehearsal as the page shows it: a line a report, without what rests on other words only."""
    found = rehearse_rule(row)
    changes = [
        (change.article, change.text, _told(change.values))
        for outcome in found.outcomes
        for change in outcome.changes
    ]
    return {
        "changes": [change for change in changes if change[2]],
        "looked": len(found.outcomes),
        "articles": found.articles,
        "errors": [(each.article, each.error) for each in found.outcomes if each.error],
    }


def _told(values: Mapping[str, tuple[Any, Any]]) -> list[tuple[str, Any, Any]]:
    return [(str(SHOWN[name]), *pair) for name, pair in values.items() if name in SHOWN]
