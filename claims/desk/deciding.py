"""Pages on which editors decide: confirm, reject, correct, undo."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator, get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims import corrections
from claims.corrections import InvalidDecision, StaleStatement
from claims.desk.access import DeskRequest, editors_only
from claims.desk.alike import offers
from claims.desk.conflict import Conflict
from claims.desk.dates import meaning
from claims.desk.dossier import Dossier
from claims.desk.forms import CorrectionForm, QueueForm, UndoForm, VerdictForm
from claims.desk.looking import looked_at_by
from claims.desk.overview import render_desk
from claims.desk.picking import PickForm
from claims.desk.queue import Queue
from claims.desk.relations import Around
from claims.desk.seen import Seen, noun_of, replayed
from claims.histories import history
from claims.models import Correction, Statement

NOTHING_CHANGED = _("Nothing was changed, so nothing was decided.")
JOINED = _("It was joined with this statement meanwhile; nothing of yours was saved.")


@editors_only
@require_safe
def date(request: DeskRequest) -> HttpResponse:
    """What a date means, in words, while it is typed."""
    said = (request.GET.get("said") or request.GET.get("date", "")).strip()
    return render(request, "desk/meaning.html", {"meaning": meaning(said)})


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def statement(request: DeskRequest, pk: int) -> HttpResponse:
    """The correction form of one statement; `check` fills it in anew and decides nothing."""
    row = get_object_or_404(Statement.objects.with_evidence(), pk=pk)
    if row.merged_into_id is not None:
        return redirect("desk-statement", row.merged_into_id)
    if request.method == "POST":
        return _correct(request, CorrectionForm(row, request.POST))
    return _form_page(request, CorrectionForm.showing(row))


@editors_only
@require_POST
def verdict(request: DeskRequest, pk: int) -> HttpResponse:
    """Confirm, reject or name the speaker from the queue, and go on to its next statement."""
    row = get_object_or_404(Statement.objects.with_evidence(), pk=pk)
    form = QueueForm(row, request.POST)
    if form.is_valid():
        return _decide(request, form)
    for errors in form.errors.values():
        messages.error(request, errors.as_text())
    return redirect(Queue(request.GET, request.user).url())


@editors_only
@require_POST
def pick(request: DeskRequest, pk: int) -> HttpResponse:
    """Decide on what an editor picked of two versions."""
    row = get_object_or_404(Statement.objects.with_evidence(), pk=pk)
    if row.merged_into_id is not None:
        messages.warning(request, JOINED)
        return redirect("desk-statement", row.merged_into_id)
    form = PickForm(row, request.POST)
    if form.is_valid():
        try:
            return _decide(request, form)
        except InvalidDecision as error:  # a speaker or event went away meanwhile
            messages.error(request, str(error))
            again = CorrectionForm.showing(row, form.values(), **_kept(form))
            return _apart(_form_page(request, again, status=422), row)
    for errors in form.errors.values():
        messages.error(request, errors.as_text())
    return redirect("desk-statement", pk)


@editors_only
@require_POST
def undo(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a decision back, or bring back one that was taken back."""
    correction = get_object_or_404(Correction, pk=pk)
    form = UndoForm(request.POST)
    if form.is_valid():
        corrections.undo(pk, editor=request.user, reason=form.cleaned_data["reason"])
        messages.success(
            request,
            gettext("Undone: the decision on %(field)s.") % {"field": noun_of(correction.field)},
        )
    else:
        messages.error(request, form.errors["reason"].as_text())
    if correction.statement_id is None:
        return redirect("desk-unplaced")
    return redirect("desk-statement", correction.statement_id)


def _correct(request: DeskRequest, form: CorrectionForm) -> HttpResponse:
    """Decide as the form says, or show it again with what it means or what is wrong with it."""
    if "check" in request.POST:
        return _form_page(request, form)
    if form.is_valid():
        try:
            return _decide(request, form)
        except InvalidDecision as error:  # a speaker or event went away since it was checked
            form.add_error(None, str(error))
    return _form_page(request, form, status=422)


def _decide(request: DeskRequest, form: VerdictForm) -> HttpResponse:
    """Write what a valid form changes, or answer what stands against it."""
    pk, version, decisions = form.statement.pk, form.basis.version, form.decisions()
    if not decisions:
        messages.info(request, NOTHING_CHANGED)
        return _onward(request, form.statement)
    try:
        made = corrections.decide(pk, decisions, editor=request.user, version=version)
    except StaleStatement:
        return _conflict_page(request, form)
    messages.success(request, _announcement(form.statement, made))
    for offer in offers(made):
        messages.info(request, offer)
    return _onward(request, form.statement)


def _onward(request: DeskRequest, row: Statement) -> HttpResponse:
    """To the queue's next statement where the editor came from the queue; else the form again."""
    if "queue" not in request.GET:
        return redirect("desk-statement", row.pk)
    return redirect(Queue(request.GET, request.user).url())


def _announcement(row: Statement, made: Sequence[Correction]) -> str:
    if all(correction.field == Correction.Field.VERDICT for correction in made):
        done = history(made)[0].became
    else:
        fields = get_text_list([*dict.fromkeys(noun_of(row.field) for row in made)], gettext("and"))
        done = gettext("corrected (%(fields)s)") % {"fields": fields}
    return format_html(
        gettext('{}: {} <a href="{}#history">History and undo</a>'),
        str(done).capitalize(),
        Truncator(row.text).chars(80),
        reverse("desk-statement", args=[row.pk]),
    )


def _form_page(
    request: DeskRequest, form: CorrectionForm, status: int = 200, **more: Conflict | PickForm
) -> HttpResponse:
    context = {
        "form": form,
        "dossier": Dossier.of(form.statement),
        "meaning": meaning(form["said"].value() or ""),
        "queue": Queue(request.GET, request.user) if "queue" in request.GET else None,
        "looked_at_by": looked_at_by(form.statement, request.user),
        "around": Around.of(form.statement),
    }
    return render_desk(request, "desk/statement.html", context | more, status=status)


def _conflict_page(request: DeskRequest, form: VerdictForm) -> HttpResponse:
    """409: what others did meanwhile, and a form with the editor's changes on top of it."""
    seen, mine = form.basis, form.values()
    kept = _kept(form)
    now = Statement.objects.with_evidence().get(pk=form.statement.pk)
    values = replayed(seen.values, mine, Seen.of(now).values)
    again = CorrectionForm.showing(now, values, **kept)
    offered = PickForm.offering(now, values, kept)
    conflict = Conflict.of(now, seen, mine)
    return _apart(_form_page(request, again, status=409, conflict=conflict, pick=offered), now)


def _kept(form: VerdictForm) -> dict[str, str]:
    """What goes with an editor's values: whose mistakes they were, and why."""
    data = form.cleaned_data
    causes = {name: data[name] for name in data if name.endswith("_cause")}
    return causes | {"fault": data["fault"], "reason": data["reason"]}


def _apart(page: HttpResponse, row: Statement) -> HttpResponse:
    """The page with an address that a reload can open: its own takes only what is posted."""
    page["HX-Push-Url"] = reverse("desk-statement", args=[row.pk])
    return page
