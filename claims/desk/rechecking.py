"""The page of blind re-checks: words alone, and what an editor makes of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from claims import rechecking
from claims.desk.access import DeskRequest, editors_only
from claims.desk.crediting import ASKED_FOR, SpeakerChoice
from claims.desk.dates import edtf_date, meaning
from claims.desk.numbers import number_in
from claims.desk.overview import render_desk
from claims.models import Report, Sample
from claims.models.attributed import Kind
from claims.passages import Paragraph, paragraphs_around, whole_text
from claims.rechecking import Answer, OwnDecision

SHOWN = 5  # reports of one statement, the earliest

UNCLEAR = "unclear"
CREDITED = [
    ("slug", _("a known speaker")),
    ("name", _("somebody by name")),
    ("body", _("a body")),
    ("nobody", _("nobody: no article tells")),
    (UNCLEAR, _("can't tell")),
]
DATED = [
    ("day", _("a day, month, year or interval")),
    ("unknown", _("no article tells")),
    (UNCLEAR, _("can't tell")),
]
CHOOSE = {"required": _("Choose one; “can't tell” is an answer too.")}


@dataclass(frozen=True, slots=True)
class Told:
    """What an outlet wrote, with nothing marked but the words that are asked about."""

    report: Report
    paragraphs: Sequence[Paragraph]
    whole: Sequence[Paragraph]

    @classmethod
    def of(cls, report: Report) -> "Told":
        """A report with its revision's text."""
        text, marks = report.revision.text, {"content": report.content_spans}
        return cls(report, paragraphs_around(text, marks), whole_text(text, marks))


class RecheckForm(forms.Form):
    """What an editor says of a statement; nothing is filled in."""

    credited = forms.ChoiceField(
        choices=CREDITED, widget=forms.RadioSelect, error_messages=CHOOSE, label=_("Speaker")
    )
    speaker = SpeakerChoice()
    name = forms.CharField(max_length=300, required=False)
    body = forms.CharField(max_length=300, required=False)
    kind = forms.ChoiceField(
        choices=[*Kind.choices, (UNCLEAR, _("can't tell"))],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
        label=_("Kind"),
    )
    dated = forms.ChoiceField(
        choices=DATED, widget=forms.RadioSelect, error_messages=CHOOSE, label=_("Said")
    )
    said = forms.CharField(max_length=80, required=False, validators=[edtf_date])

    def clean(self) -> None:
        """What was announced has to be given."""
        super().clean()
        data = self.cleaned_data
        credited = data.get("credited", "")
        if credited in ASKED_FOR and not self.errors and not data[_field_of(credited)]:
            self.add_error(_field_of(credited), ASKED_FOR[credited])
        if data.get("dated") == "day" and not self.errors and not data["said"]:
            self.add_error("said", gettext("Write the day, or choose that no article tells it."))

    def answer(self) -> Answer:
        """What the input says."""
        data = self.cleaned_data
        days = {"day": data["said"], "unknown": "", UNCLEAR: None}
        kind = "" if data["kind"] == UNCLEAR else data["kind"]
        return Answer(speaker=self._speaker(), kind=kind, said=days[data["dated"]])

    def _speaker(self) -> dict[str, str] | None:
        credited = self.cleaned_data["credited"]
        if credited in ASKED_FOR:
            given = self.cleaned_data[_field_of(credited)]
            return {credited: getattr(given, "slug", given)}
        return None if credited == UNCLEAR else {}


def _field_of(credited: str) -> str:
    return "speaker" if credited == "slug" else credited


@editors_only
@require_safe
def recheck(request: DeskRequest) -> HttpResponse:
    """The next sample for this editor, or the one after another."""
    rows = Sample.objects.for_editor(request.user)
    after = number_in(request.GET.get("after", ""))
    if after:
        later = rows.filter(pk__gt=after)
        rows = later if later.exists() else rows
    return _page(request, rows.select_related("statement").first(), RecheckForm())


@editors_only
@require_POST
def answer(request: DeskRequest, pk: int) -> HttpResponse:
    """Keep what an editor says of a sample, and go on to the next."""
    sample = get_object_or_404(Sample.objects.select_related("statement"), pk=pk)
    form = RecheckForm(request.POST)
    is_statement = request.POST.get("answer") != "none"
    if is_statement and not form.is_valid():
        return _page(request, sample, form, status=422)
    given = form.answer() if is_statement else Answer(is_statement=False)
    try:
        row = rechecking.answer(pk, given, editor=request.user)
    except OwnDecision:
        messages.error(
            request, gettext("You decided on that statement yourself: another has to check it.")
        )
    else:
        kept = gettext("Your answer is kept.")
        waits = gettext(
            "Your answer is kept. "
            "It differs from what is believed, so the statement waits in the queue."
        )
        messages.success(request, waits if row.differs else kept)
    return redirect("desk-recheck")


def _page(
    request: DeskRequest, sample: Sample | None, form: RecheckForm, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"sample": sample, "form": form}
    if sample:
        reports = sample.statement.reports.for_display().defer(None)
        context["told"] = [Told.of(report) for report in reports[:SHOWN]]
        context["left_out"] = max(reports.count() - SHOWN, 0)
        context["meaning"] = meaning(form["said"].value() or "")
    return render_desk(request, "desk/recheck.html", context, status=status)
