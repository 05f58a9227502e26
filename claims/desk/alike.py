"""Pages on which a decision is made on other statements that were misread alike, and taken back."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.alike import Alike, alike_to
from claims.batches import (
    Applied,
    apply_to_alike,
    undo_batch,
)
from claims.corrections import Field
from claims.desk.access import DeskRequest, editors_only
from claims.desk.forms import UndoForm
from claims.desk.overview import render_desk
from claims.desk.ticking import TicksForm
from claims.histories import history, phrases
from claims.models import Batch, Correction, Report
from claims.wording import suggested_by

CHOICES = [
    ("all", _("decide on none if one of them has changed meanwhile")),
    ("rest", _("decide on the others then")),
]
NOUNS: dict[str, str | Promise] = {
    Field.SPEAKER: _("speaker"),
    Field.SAID: _("day"),
    Field.KIND: _("kind"),
    Field.EVENT: _("event"),
}


class AlikeForm(TicksForm):
    """Which of them were ticked, and what to do where one changed meanwhile."""

    if_stale = forms.ChoiceField(choices=CHOICES, initial="all", widget=forms.RadioSelect)


@dataclass(frozen=True, slots=True)
class Row:
    """A statement that is offered: what is believed, what it becomes, whether it is ticked."""

    report: Report
    was: str
    becomes: str
    ticked: bool

    @property
    def pick(self) -> str:
        """Its id, and the version that is shown."""
        return f"{self.report.statement_id}:{self.report.statement.version}"


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def alike(request: DeskRequest, pk: int) -> HttpResponse:
    """The statements alike, each with what it becomes, to tick; nothing is decided by looking."""
    rows = Correction.objects.select_related("statement", "editor", "undone_by")
    correction = get_object_or_404(rows, pk=pk)
    if request.method == "POST":
        return _apply(request, correction)
    return _page(request, correction, AlikeForm())


@editors_only
@require_safe
def batch(request: DeskRequest, pk: int) -> HttpResponse:
    """What was decided at one press, what stands of it, and its undo."""
    found = get_object_or_404(Batch.objects.for_history(), pk=pk)
    entries = history(found.rows.for_history().order_by("pk").select_related("statement"))
    context = {"batch": found, "entries": entries, "undoing": found.undone_by.order_by("pk")}
    return render_desk(request, "desk/batch.html", context)


@editors_only
@require_POST
def undo(request: DeskRequest, pk: int) -> HttpResponse:
    """Take all of it back that stands, or bring back what was taken back together."""
    found = get_object_or_404(Batch, pk=pk)
    form = UndoForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.errors["reason"].as_text())
        return redirect("desk-batch", pk)
    back = undo_batch(pk, editor=request.user, reason=form.cleaned_data["reason"])
    if back == found:
        messages.info(request, gettext("Nothing of it stands, so nothing was undone."))
    else:
        messages.success(
            request, gettext("Undone: %(what)s.") % {"what": _statements(back.rows.count())}
        )
    return redirect("desk-batch", back.pk)


def offers(made: Iterable[Correction]) -> list[SafeString]:
    """Of decisions just made, links to what is alike, or to a rule that it may become."""
    rows = list(made)
    found = [alike_to(row) for row in rows]
    offered = [_link(each) for each in found if each and each.reports]
    return [*offered, *(_remember(row) for row in rows if suggested_by(row))]


def _remember(row: Correction) -> SafeString:
    url = f"{reverse('desk-rule-new')}?correction={row.pk}"
    return format_html(gettext('<a href="{}">Remember this name or title …</a>'), url)


def _link(alike: Alike) -> SafeString:
    count = len(alike.reports)
    return format_html(
        gettext('The {} of {} was misread alike. <a href="{}">Look at them, and apply it</a>'),
        NOUNS[alike.correction.field],
        ngettext("%(count)s other statement", "%(count)s other statements", count)
        % {"count": count},
        reverse("desk-alike", args=[alike.correction.pk]),
    )


def _statements(count: int) -> str:
    return ngettext("%(count)s statement", "%(count)s statements", count) % {"count": count}


def _apply(request: DeskRequest, correction: Correction) -> HttpResponse:
    """Decide on what was ticked, or show what changed meanwhile."""
    form = AlikeForm(request.POST)
    applied = form.apply(
        lambda picked, reason: apply_to_alike(
            correction.pk,
            picked,
            editor=request.user,
            reason=reason,
            all_or_none=form.cleaned_data["if_stale"] == "all",
        )
    )
    if applied is None:
        return _page(request, correction, form)
    _announce(request, applied)
    return redirect("desk-batch", applied.batch.pk)


def _announce(request: DeskRequest, applied: Applied) -> None:
    told = gettext("Decided on %(statements)s alike.")
    messages.success(request, told % {"statements": _statements(len(applied.rows))})
    for statement in applied.stale:
        left = format_html(
            gettext('Not on <a href="{}">“{}”</a>: it changed meanwhile.'),
            reverse("desk-statement", args=[statement.pk]),
            statement.text[:80],
        )
        messages.warning(request, left)


def _page(request: DeskRequest, correction: Correction, form: AlikeForm) -> HttpResponse:
    found = alike_to(correction)
    ticked = request.GET.get("tick") != "none"
    picked = set(form.data.getlist("pick")) if form.is_bound else None  # type: ignore[attr-defined]
    context = {
        "entry": history([correction])[0],
        "alike": found,
        "rows": _rows(found, picked, ticked=ticked) if found else [],
        "form": form,
        "remembered": suggested_by(correction),
        "batches": correction.batches.for_history().order_by("pk"),
    }
    return render_desk(request, "desk/alike.html", context, status=form.status)


def _rows(alike: Alike, picked: set[str] | None, *, ticked: bool) -> list[Row]:
    """What is believed of each and what it becomes; ticked as it was where that was sent."""
    correction = alike.correction
    was, becomes = phrases([(correction.field, v) for v in (correction.replaced, correction.value)])
    rows = [Row(report, was, becomes, ticked=ticked) for report in alike.reports]
    if picked is None:
        return rows
    return [Row(row.report, was, becomes, ticked=row.pick in picked) for row in rows]
