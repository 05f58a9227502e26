"""The page on which an editor decides on a report's own words, who relays it, and its nesting."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from claims.corrections import Decision, Field, InvalidDecision, StaleStatement, decide
from claims.desk.access import DeskRequest, editors_only
from claims.desk.overview import render_desk
from claims.desk.seen import noun_of
from claims.desk.texts import selectable
from claims.models import Report

UNCHANGED = _("Nothing was changed, so nothing was decided.")


class ParentChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """The other reports of the article's text, told by whose they are and how they begin."""

    def label_from_instance(self, obj: Report) -> str:
        """Source and first words."""
        return f"{obj.named}: {Truncator(obj.words).chars(60)}"


class WordsForm(forms.Form):
    """What a report says, prefilled with what it is taken to say; only changes count."""

    seen = forms.CharField(widget=forms.HiddenInput)
    content = forms.CharField(
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Give the words of the statement, as the article has them.")},
    )
    at = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    via = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    parent = ParentChoice(Report.objects.none(), required=False, empty_label=_("none"))
    reason = forms.CharField(
        required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, report: Report, data: QueryDict | None = None) -> None:
        """For that report."""
        shown = _shown(report)
        super().__init__(data, initial=shown | {"seen": _signed(report, shown)})
        self.report = report
        rows = Report.objects.carried().filter(revision=report.revision_id).exclude(pk=report.pk)
        parents: Any = self.fields["parent"]
        parents.queryset = rows.select_related("speaker").order_by("pk")

    def clean_seen(self) -> dict[str, Any]:
        """What the page showed, with the statement's version."""
        try:
            seen: dict[str, Any] = signing.loads(self.cleaned_data["seen"], salt=_salt(self.report))
        except signing.BadSignature:
            message = gettext("This form was made for something else. Open the report again.")
            raise ValidationError(message) from None
        return seen

    def given(self) -> dict[str, Any]:
        """What the input says, as `_shown` does."""
        data = self.cleaned_data
        lines = {name: "\n".join(_lines(data[name])) for name in ("content", "via")}
        return lines | {"parent": data["parent"].pk if data["parent"] else None}

    def decisions(self) -> list[Decision]:
        """One for each part that the editor changed."""
        seen, given, at = self.cleaned_data["seen"], self.given(), self.cleaned_data["at"]
        changed = [name for name in given if given[name] != seen[name]]
        if at is not None and at != self.report.content_spans[0].start:
            changed = ["content", *(name for name in changed if name != "content")]
        values = {
            "content": {"content": _lines(given["content"])} | ({} if at is None else {"at": at}),
            "via": {"via": _lines(given["via"])},
            "parent": {"parent": given["parent"]},
        }
        about, reason = {"report": self.report.pk}, self.cleaned_data["reason"]
        return [Decision(Field(name), about | values[name], reason=reason) for name in changed]


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: DeskRequest, pk: int) -> HttpResponse:
    """The text in which a report stands, and beside it what it is taken to say."""
    rows = Report.objects.select_related("revision__article__outlet", "statement", "parent")
    found = get_object_or_404(rows, pk=pk)
    if request.method != "POST":
        return _page(request, WordsForm(found))
    form = WordsForm(found, request.POST)
    return _decide(request, form) if form.is_valid() else _page(request, form, status=422)


def _decide(request: DeskRequest, form: WordsForm) -> HttpResponse:
    """Write what was changed, or say what stands against it."""
    statement, version = form.report.statement_id, form.cleaned_data["seen"]["version"]
    decisions = form.decisions()
    if not decisions:
        messages.info(request, UNCHANGED)
        return redirect("desk-statement", statement)
    try:
        decide(statement, decisions, editor=request.user, version=version)
    except InvalidDecision as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return _page(request, form, status=422)
    except StaleStatement:
        return _stale(request, form)
    fields = ", ".join(noun_of(decision.field) for decision in decisions)
    parts = {"fields": fields, "words": Truncator(form.report.words).chars(60)}
    messages.success(request, gettext("Corrected (%(fields)s): “%(words)s”.") % parts)
    return redirect("desk-statement", statement)


def _stale(request: DeskRequest, form: WordsForm) -> HttpResponse:
    """409: what others made of it meanwhile, and a form with the editor's changes on top of it."""
    rows = Report.objects.select_related("revision__article__outlet", "statement")
    now = rows.get(pk=form.report.pk)
    shown, seen, given = _shown(now), form.cleaned_data["seen"], form.given()
    data = request.POST.copy()
    for name in given:
        if given[name] == seen[name]:
            data[name] = str(shown[name] or "")
    if given["content"] == seen["content"]:
        data["at"] = ""
    data["seen"] = _signed(now, shown)
    return _page(request, WordsForm(now, data), status=409, now=shown)


def _page(request: DeskRequest, form: WordsForm, status: int = 200, **more: Any) -> HttpResponse:  # noqa: ANN401
    found = form.report
    context = {
        "report": found,
        "statement": found.statement,
        "article": found.revision.article,
        "form": form,
        "near": found.content_spans[0].start,
        "paragraphs": selectable(found.revision.text, {"content": found.content_spans}),
    }
    return render_desk(request, "desk/wording.html", context | more, status=status)


def _shown(report: Report) -> dict[str, Any]:
    text = report.revision.text
    stretches = [" ".join(span.of(text).split()) for span in report.content_spans]
    return {
        "version": report.statement.version,
        "content": "\n".join(stretches),
        "via": "\n".join(report.relayed_by),
        "parent": report.enclosing_id,
    }


def _signed(report: Report, shown: dict[str, Any]) -> str:
    return signing.dumps(shown, salt=_salt(report), compress=True)


def _salt(report: Report) -> str:
    return f"claims.desk.wording.{report.pk}"


def _lines(told: str) -> list[str]:
    return [line.strip() for line in told.splitlines() if line.strip()]
