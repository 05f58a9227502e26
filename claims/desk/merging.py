"""Pages on which chiefs let two speakers be one, and take that back."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.html import format_html
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from claims.desk.access import DeskRequest, chiefs_only
from claims.desk.crediting import SpeakerChoice
from claims.desk.forms import UndoForm
from claims.desk.overview import render_desk
from claims.merging import InvalidMerge, Move, merge_speakers, move_of, undo_merge
from claims.models import SpeakerMerge, Statement

LATELY = 50
SHOWN = 5  # statements of those that move


class MergeForm(forms.Form):
    """Who is whom."""

    speaker = SpeakerChoice()
    into = SpeakerChoice()
    reason = forms.CharField(max_length=2000, required=False)

    def clean(self) -> None:
        """Both are needed."""
        super().clean()
        for name in ("speaker", "into"):
            if name not in self.errors and self.cleaned_data.get(name) is None:
                self.add_error(name, gettext("Choose one."))

    def move(self) -> Move:
        """What would go over. Raises `InvalidMerge`."""
        return move_of(self.cleaned_data["speaker"], self.cleaned_data["into"])


@chiefs_only
@require_http_methods(["GET", "HEAD", "POST"])
def merges(request: DeskRequest) -> HttpResponse:
    """Choose two, see what would move, and only then merge them."""
    if request.method == "POST":
        return _merge(request, MergeForm(request.POST))
    chosen = "speaker" in request.GET or "into" in request.GET
    return _page(request, MergeForm(request.GET) if chosen else MergeForm())


@chiefs_only
@require_POST
def undo(request: DeskRequest, pk: int) -> HttpResponse:
    """Let both be two again."""
    merge = get_object_or_404(SpeakerMerge.objects.for_history(), pk=pk)
    form = UndoForm(request.POST)
    try:
        why = form.cleaned_data["reason"] if form.is_valid() else ""
        undo_merge(pk, chief=request.user, why=why)
    except InvalidMerge as error:
        messages.error(request, str(error))
    else:
        messages.success(request, gettext("Undone: %(what)s.") % {"what": merge})
    return redirect("desk-merges")


def _merge(request: DeskRequest, form: MergeForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, form, status=422)
    data = form.cleaned_data
    try:
        merge = merge_speakers(
            data["speaker"].pk, data["into"].pk, chief=request.user, reason=data["reason"]
        )
    except InvalidMerge as error:
        form.add_error(None, str(error))
        return _page(request, form, status=422)
    done = gettext("{}. Articles that name {} are gone over by the workers.")
    messages.success(request, format_html(done, str(merge), merge.speaker.name))
    return redirect("desk-merges")


def _page(request: DeskRequest, form: MergeForm, *, status: int = 200) -> HttpResponse:
    move = None
    if form.is_bound and form.is_valid():
        try:
            move = form.move()
        except InvalidMerge as error:
            form.add_error(None, str(error))
    elif request.method != "POST" and "into" not in request.GET:
        form.errors.pop("into", None)  # whoever comes from a speaker's page has not chosen yet
    context = {
        "form": form,
        "move": move,
        "moving": _some(move) if move else [],
        "merges": SpeakerMerge.objects.for_history()[:LATELY],
    }
    return render_desk(request, "desk/merges.html", context, status=status)


def _some(move: Move) -> list[Statement]:
    """The newest of the statements that would move."""
    rows = Statement.objects.believed().filter(speaker=move.speaker).newest_said_first()
    return list(rows.defer("search")[:SHOWN])
