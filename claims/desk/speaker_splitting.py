"""The page on which chiefs split one speaker off another: which statements are whose."""

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from claims.desk.access import DeskRequest, chiefs_only
from claims.desk.crediting import SpeakerChoice
from claims.desk.overview import render_desk
from claims.desk.ticking import TicksForm
from claims.interchange.slugs import slug_of
from claims.models import Report, Speaker, Statement
from claims.models.reports import ReportQuerySet
from claims.splitting import split_speaker

SHOWN = 100  # reports, the newest
COUNTED = 1000  # reports among which the words for the source are counted
LABELS = 12


class SpeakerSplitForm(TicksForm):
    """What was ticked, and whose it is: a known speaker's, or a new one's."""

    other = SpeakerChoice()
    name = forms.CharField(max_length=200, required=False)

    def clean(self) -> None:
        """One of both."""
        super().clean()
        other, name = self.cleaned_data.get("other"), self.cleaned_data.get("name")
        if bool(other) == bool(name):
            self.add_error(
                "other", gettext("Choose a known speaker, or write the name of a new one.")
            )
        elif name and Speaker.objects.filter(slug=slug_of(name)).exists():
            self.add_error(
                "name",
                gettext("There is a speaker “%(name)s” already: choose them.") % {"name": name},
            )

    def target(self) -> Speaker:
        """The other speaker, made where they are new: not tracked until somebody says so."""
        name = self.cleaned_data["name"]
        if not name:
            known: Speaker = self.cleaned_data["other"]
            return known
        return Speaker(name=name, slug=slug_of(name), tracked=False)


@chiefs_only
@require_http_methods(["GET", "HEAD", "POST"])
def split(request: DeskRequest, slug: str) -> HttpResponse:
    """A speaker's statements to pick from, by the words for the source; POST moves those ticked."""
    speaker = get_object_or_404(Speaker.objects.current(), slug=slug)
    if request.method != "POST":
        return _page(request, speaker, SpeakerSplitForm())
    form = SpeakerSplitForm(request.POST)
    applied = form.apply(
        lambda picked, reason: split_speaker(
            speaker, form.target(), picked, editor=request.user, reason=reason
        )
    )
    if applied is None:
        return _page(request, speaker, form)
    messages.success(
        request,
        gettext("Split off %(name)s; rules keep what the other is called.")
        % {"name": speaker.name},
    )
    return redirect("desk-batch", applied.batch.pk)


def _page(request: DeskRequest, speaker: Speaker, form: SpeakerSplitForm) -> HttpResponse:
    label = request.GET.get("label")
    if label is not None:
        label = label.replace("\x00", "")  # no row holds one, and PostgreSQL refuses to look for it
    told = Report.objects.standing().filter(
        statement__speaker=speaker, statement__in=Statement.objects.believed()
    )
    newest = told.order_by("-pk").values("pk")[:COUNTED]
    labels = Report.objects.filter(pk__in=newest).values("label").annotate(count=Count("pk"))
    context = {
        "speaker": speaker,
        "form": form,
        "label": label,
        "labels": list(labels.order_by("-count", "label")[:LABELS]),
        "rows": _rows(told if label is None else told.filter(label=label)),
    }
    return render_desk(request, "desk/speaker_split.html", context, status=form.status)


def _rows(reports: ReportQuerySet) -> list[Report]:
    """The newest, one of each statement."""
    rows = reports.select_related("revision__article__outlet", "statement")
    rows = rows.defer("revision__text", "statement__search").order_by("-pk")
    found: dict[int, Report] = {}
    for report in rows[:SHOWN]:
        found.setdefault(report.statement_id, report)
    return list(found.values())
