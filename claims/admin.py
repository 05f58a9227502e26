"""Admin of speakers and events; what was read and decided can be looked at, not changed."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import ngettext

from claims.campaigns import (
    Offer,
    offers_for_events,
    offers_for_speakers,
    unlinked,
    unresolved,
)
from claims.curation import decide_as_edited
from claims.edtf import Bounds, EdtfError, bounds
from claims.models import (
    Correction,
    Event,
    Link,
    Office,
    Reading,
    Receipt,
    Report,
    Speaker,
    Statement,
)
from claims.pipeline import queue_again
from sources.admin import LookAtOnly, WorkAdmin


class Lines(forms.Field):
    """A list of names, one a line, since a name may have a comma in it."""

    def __init__(self, label: str) -> None:
        """An empty list is fine."""
        area = forms.Textarea(attrs={"rows": 6, "cols": 60})
        super().__init__(widget=area, required=False, label=label)

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 - Django's signature
        """The row's list as lines; what was typed stays as it is."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # noqa: ANN401
        """Blank lines mean nothing."""
        return [line.strip() for line in (value or "").splitlines() if line.strip()]


def checked_bounds(edtf: str) -> Bounds:
    """The days of a date that somebody typed."""
    try:
        return bounds(edtf)
    except EdtfError as error:
        raise ValidationError(str(error)) from None


class SpeakerForm(forms.ModelForm):
    """Names a line each, and dates that are dates."""

    aliases = Lines("aliases, one a line")

    def clean_born(self) -> str:
        """EDTF."""
        checked_bounds(self.cleaned_data["born"])
        return str(self.cleaned_data["born"])


class EventForm(forms.ModelForm):
    """Names a line each, and a date whose days are known to the row."""

    aliases = Lines("aliases, one a line")
    participants = Lines("participants, one a line")

    def clean_date(self) -> str:
        """EDTF; the row keeps the first and the last day."""
        date = str(self.cleaned_data["date"])
        self.instance.earliest, self.instance.latest = checked_bounds(date)
        return date


class OfficeForm(forms.ModelForm):
    """A role whose period is known to the row."""

    def clean_start(self) -> str:
        """EDTF."""
        start = str(self.cleaned_data["start"])
        self.instance.earliest = checked_bounds(start).earliest
        return start

    def clean_end(self) -> str:
        """EDTF, and not before the start."""
        end = str(self.cleaned_data["end"])
        latest, earliest = checked_bounds(end).latest, self.instance.earliest
        if latest and earliest and latest < earliest:
            message = "It ends before it starts."
            raise ValidationError(message)
        self.instance.latest = latest
        return end


class Curated(admin.ModelAdmin):
    """Rows that come from a file until an editor sets them; each field set so is noted."""

    readonly_fields = ["edited_fields"]
    exclude = ["merged_into"]
    actions = ["follow_file", "go_over"]
    offers: Callable[[Iterable[str]], Iterator[Offer]]
    concerned: Callable[[Any], "QuerySet[Reading]"]
    stage: Receipt.Stage

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:  # noqa: ANN401
        """A slug is an address: it stays."""
        return ["edited_fields", "slug"] if obj else ["edited_fields"]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:  # noqa: ANN401
        """Only a new row's slug follows its name."""
        return {} if obj else dict(self.prepopulated_fields)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: ANN401, FBT001
        """What was changed here wins over the file from now on."""
        note_edited(obj, form.changed_data)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: ANN401, FBT001
        """Say which stored articles name what is new, and how to bring them up to it."""
        super().save_related(request, form, formsets, change)
        if form.has_changed() or any(formset.has_changed() for formset in formsets):
            for offer in type(self).offers([form.instance.slug]):
                messages.info(request, str(offer))

    @admin.action(description="Let the file change all fields again", permissions=["change"])
    def follow_file(self, request: HttpRequest, queryset: "QuerySet[Any]") -> None:
        """Forget which fields an editor set; the next import brings the file's values."""
        count = queryset.update(edited_fields=[])
        told = ngettext(
            "%(count)s follows the file again.", "%(count)s follow the file again.", count
        )
        messages.info(request, told % {"count": count})

    @admin.action(description="Go over the articles that name them", permissions=["change"])
    def go_over(self, request: HttpRequest, queryset: "QuerySet[Any]") -> None:
        """Leave it to the workers; the commands do it as a dry run too."""
        concerned = (type(self).concerned(row).values_list("pk", flat=True) for row in queryset)
        readings = {pk for pks in concerned for pk in pks}
        queue_again(self.stage, readings)
        told = ngettext(
            "%(count)s article is in the queue.",
            "%(count)s articles are in the queue.",
            len(readings),
        )
        messages.info(request, told % {"count": len(readings)})


def note_edited(row: Speaker | Event, fields: Iterable[str]) -> None:
    """Add fields to those that a file no longer changes."""
    row.edited_fields = sorted({*row.edited_fields, *fields} - {"slug", "state"})


class OfficeInline(admin.TabularInline):
    """The roles that a speaker held."""

    model = Office
    form = OfficeForm
    fields = ["title", "of", "start", "end"]
    extra = 0


@admin.register(Speaker)
class SpeakerAdmin(Curated):
    """Who speaks, under which names, in which office."""

    form = SpeakerForm
    list_display = ["name", "tracked", "kind", "side", "wikidata", "edited_fields"]
    list_filter = ["tracked", "kind", "side"]
    search_fields = ["name", "aliases", "wikidata", "offices__title", "offices__of"]
    prepopulated_fields = {"slug": ["name"]}
    offers = staticmethod(offers_for_speakers)
    concerned = staticmethod(unresolved)
    stage = Receipt.Stage.RESOLVING
    inlines = [OfficeInline]

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: ANN401, FBT001
        """Offices are one field of the file."""
        super().save_formset(request, form, formset, change)
        if formset.has_changed():
            note_edited(form.instance, ["offices"])
            form.instance.save(update_fields=["edited_fields"])


@admin.register(Event)
class EventAdmin(Curated):
    """What statements refer to."""

    form = EventForm
    list_display = ["title", "date", "place", "kind", "state", "edited_fields"]
    list_filter = ["state", "kind"]
    search_fields = ["title", "aliases", "place", "participants"]
    prepopulated_fields = {"slug": ["title"]}
    offers = staticmethod(offers_for_events)
    concerned = staticmethod(unlinked)
    stage = Receipt.Stage.LINKING

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: ANN401, FBT001
        """Decide what is changed of a found event, or the next look at the articles undoes it."""
        if change:
            editor = cast(User, request.user)
            decide_as_edited(obj, form.changed_data, editor=editor, reason="In the admin.")
        super().save_model(request, obj, form, change)


@admin.register(Statement)
class StatementAdmin(LookAtOnly):
    """What is believed; it is corrected at the desk."""

    list_display = ["id", "credited", "said_edtf", "kind", "status", "confidence", "short_text"]
    list_filter = ["status", "kind", "said_basis", "withdrawn"]
    list_select_related = ["speaker"]
    search_fields = ["text", "speaker__name", "speaker_name", "body"]
    exclude = ["search"]

    @admin.display(description="text")
    def short_text(self, row: Statement) -> str:
        """The first words."""
        return row.text[:100]


@admin.register(Report)
class ReportAdmin(LookAtOnly):
    """What one article says."""

    list_display = ["id", "label", "credited", "said_edtf", "kind", "article", "withdrawn"]
    list_filter = ["kind", "said_basis", "withdrawn"]
    search_fields = ["text", "label", "revision__article__title"]

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Report]":
        """With what a row shows, without the article's text."""
        queryset: QuerySet[Report] = super().get_queryset(request)
        return queryset.select_related("speaker", "revision__article").defer("revision__text")

    @admin.display
    def article(self, row: Report) -> str:
        """Where it stands."""
        return str(row.revision.article)


@admin.register(Link)
class LinkAdmin(LookAtOnly):
    """Which statements refer to which events."""

    list_display = ["statement", "event", "state", "confidence"]
    list_filter = ["state"]
    list_select_related = ["statement__speaker", "event"]
    search_fields = ["event__title", "statement__text"]


@admin.register(Correction)
class CorrectionAdmin(LookAtOnly):
    """What editors decided; it is undone at the desk."""

    list_display = [
        "id",
        "field",
        "value",
        "cause",
        "fault",
        "editor",
        "made_at",
        "statement_id",
        "undoes_id",
    ]
    list_filter = ["field", "cause", "fault", "editor"]
    list_select_related = ["editor"]
    search_fields = ["quote", "reason", "article_url", "editor__username"]
    date_hierarchy = "made_at"


@admin.register(Reading)
class ReadingAdmin(WorkAdmin):
    """Runs of the reader."""

    list_display = ["id", "article", "version", "state", "attempts", "created_at", "short_error"]
    list_filter = ["state", "version"]
    search_fields = ["revision__article__url", "revision__article__title", "error"]

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Reading]":
        """With what a row shows, without text and outcome."""
        queryset: QuerySet[Reading] = super().get_queryset(request)
        return queryset.select_related("revision__article").defer("revision__text")

    @admin.display
    def article(self, row: Reading) -> str:
        """What was read."""
        return str(row.revision.article)


@admin.register(Receipt)
class ReceiptAdmin(WorkAdmin):
    """What follows a reading, stage by stage."""

    list_display = ["id", "stage", "reading", "state", "attempts", "created_at", "short_error"]
    list_filter = ["state", "stage"]
    list_select_related = ["reading"]
    search_fields = ["reading__revision__article__url", "error"]
