"""Pages on which editors decide what is one utterance."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from claims.corrections import Decision, Field, InvalidDecision, StaleStatement, decide
from claims.desk.access import DeskRequest, editors_only
from claims.desk.forms import PairingForm
from claims.desk.joining import preview
from claims.desk.overview import render_desk
from claims.models import Likeness, Statement

PAGE = 20

QUICKER = _("Somebody was quicker: this statement changed since the page was made. Look again.")


@editors_only
@require_safe
def pairs(request: DeskRequest) -> HttpResponse:
    """The pairs of reports that may be one utterance, the likeliest first."""
    page = Paginator(Likeness.objects.undecided().for_desk(), PAGE).get_page(
        request.GET.get("page")
    )
    return render_desk(request, "desk/pairs.html", {"page": page})


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def pairing(request: DeskRequest, pk: int) -> HttpResponse:
    """Join a statement or a report of it with another, or part them; GET shows what that moves."""
    statement = get_object_or_404(Statement, pk=pk)
    if request.method != "POST":
        return preview(request, statement)
    form = PairingForm(request.POST)
    onward = redirect("desk-pairs" if "pairs" in request.GET else statement_page(pk))
    if not form.is_valid():
        messages.error(request, gettext("That says neither what nor whether: nothing was decided."))
        return onward
    decision = Decision(Field.SAME, form.value(), reason=form.cleaned_data["reason"])
    try:
        decide(pk, [decision], editor=request.user, version=form.cleaned_data["version"])
    except StaleStatement:
        messages.error(request, QUICKER)
    except InvalidDecision as error:
        messages.error(request, str(error))
    else:
        joined, apart = gettext("Joined: “%(words)s”."), gettext("Kept apart: “%(words)s”.")
        told = joined if form.cleaned_data["same"] else apart
        messages.success(request, told % {"words": statement.text[:80]})
    return onward


def statement_page(pk: int) -> str:
    """Where the statement is corrected; a merged one leads on from there."""
    return reverse("desk-statement", args=[pk])
