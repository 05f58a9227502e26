"""The page on which an editor adds to an article what the reader missed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from claims.adding import Addition, AlreadyReported, NotRead, add
from claims.corrections import InvalidDecision
from claims.desk.access import DeskRequest, editors_only
from claims.desk.crediting import SourceForm
from claims.desk.dates import edtf_date, meaning
from claims.desk.overview import render_desk
from claims.desk.texts import selectable
from claims.models import Correction, Report
from claims.models.statements import Kind
from sources.models import Article, Revision

KINDS = [("", _("as the quotation marks tell")), *Kind.choices]


class AdditionForm(SourceForm):
    """What was missed: its words, whose they are, and what else is known."""

    content = forms.CharField(
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Give the words of the statement, as the article has them.")},
    )
    at = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    cue = forms.CharField(max_length=300, required=False)
    said = forms.CharField(max_length=80, required=False, validators=[edtf_date])
    kind = forms.ChoiceField(choices=KINDS, required=False)
    reason = forms.CharField(
        required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def addition(self) -> Addition:
        """What the editor found."""
        data = self.cleaned_data
        return Addition(
            content=data["content"].splitlines(),
            speaker=self.source(),
            kind=data["kind"],
            said=data["said"],
            cue=data["cue"],
            reason=data["reason"],
            at=data["at"],
        )


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def article(request: DeskRequest, pk: int) -> HttpResponse:
    """The article's newest text with what was read in it, and the form beside it."""
    found = get_object_or_404(Article.objects.select_related("outlet"), pk=pk)
    if request.method != "POST":
        return _page(request, found, AdditionForm(initial={"credited": "slug"}))
    form = AdditionForm(request.POST)
    if "check" in request.POST:
        return _page(request, found, form)
    row = _add(request, found, form) if form.is_valid() else None
    if row is None:
        return _page(request, found, form, status=422)
    return _onward(request, row)


def _add(request: DeskRequest, found: Article, form: AdditionForm) -> Correction | None:
    """The decision; None where something stands against it, which the form then says."""
    try:
        return add(found, form.addition(), editor=request.user)
    except InvalidDecision as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
    except AlreadyReported as error:
        there = reverse("desk-statement", args=[error.report.statement_id])
        message = format_html(
            gettext('These words are <a href="{}">a statement</a> already.'), there
        )
        form.add_error("content", message)
    except NotRead as error:
        form.add_error(None, str(error))
    return None


def _onward(request: DeskRequest, row: Correction) -> HttpResponse:
    """To the statement that was made; to what waits, where a stage failed on the way."""
    if row.statement_id is None:
        messages.warning(
            request, gettext("It is kept, and waits until the article can be recorded again.")
        )
        return redirect("desk-unplaced")
    messages.success(
        request, gettext("Added: “%(words)s”.") % {"words": Truncator(row.quote).chars(80)}
    )
    return redirect("desk-statement", row.statement_id)


def _page(
    request: DeskRequest, found: Article, form: AdditionForm, status: int = 200
) -> HttpResponse:
    revision = found.revisions.order_by("-number").first()
    context: dict[str, Any] = {
        "article": found,
        "form": form,
        "meaning": meaning(form["said"].value() or ""),
        "paragraphs": list(_paragraphs(revision)) if revision else [],
    }
    return render_desk(request, "desk/adding.html", context, status=status)


def _paragraphs(revision: Revision) -> Iterable[tuple[int, str]]:
    """The text, with what was read in it marked."""
    rows = Report.objects.carried().filter(revision=revision).order_by("pk")
    return selectable(revision.text, {f"content {row.pk}": row.content_spans for row in rows})
