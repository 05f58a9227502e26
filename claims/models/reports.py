"""What single articles say: a statement's occurrences."""

from datetime import date
from typing import Self

from django.db import models
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.db.models import F, Prefetch, Q
from django.db.models.functions import MD5, Collate, Lower

from claims.models.attributed import Attributed, Kind, Withdrawn, said_in_order
from claims.models.drifts import Drift
from claims.models.events import Event, Link, Reference
from claims.models.fetching import ahead
from claims.models.readings import Reading
from claims.models.texts import InText
from sources.models import Revision

_EVENT_TEXTS = ("occasion__text", "occasion__merged_into__text")


class ReportQuerySet(models.QuerySet["Report"]):
    """Reads of reports."""

    def standing(self) -> Self:
        """Those that their article still carries and the reader still finds."""
        return self.filter(withdrawn=Withdrawn.NO)

    def carried(self) -> Self:
        """Those that their article carries, or carried until the outlet removed them."""
        return self.exclude(withdrawn=Withdrawn.BY_READER)

    def quoting(self) -> Self:
        """Those carried that have words in quotation marks."""
        return self.carried().filter(kind__in=Kind.QUOTED)

    def for_display(self) -> Self:
        """With article and outlet, without the revision's text, in the order of publication."""
        return (
            self.select_related("revision__article__outlet", "speaker")
            .defer("revision__text")
            .order_by("revision__article__published_day", "pk")
        )

    def with_evidence(self) -> Self:
        """For display, with the revision's text, the references and the enclosing report."""
        return (
            self.for_display()
            .defer(None)
            .defer("reading__extracted")
            .select_related("parent__speaker", "edited_parent__speaker", "reading")
            .select_related("occasion__merged_into")
            .prefetch_related(Prefetch("references", Reference.objects.select_related("event")))
        )

    def with_sources(self) -> Self:
        """With what tells whose story each article is (`sources.models.source_of`)."""
        return self.select_related("revision__article__signature__original__outlet")

    def with_parts(self) -> Self:
        """What articles carry or carried, with article, outlet, speaker and events."""
        return (
            self.carried()
            .select_related("revision__article__outlet", "speaker", "occasion__merged_into")
            .prefetch_related(ahead("references", Reference.objects.in_order()))
            .defer("revision__text", *_EVENT_TEXTS)
        )

    def in_lines(self) -> Self:
        """With all that the line of their statement shows of them."""
        drifts = ahead("drifts", Drift.objects.shown().with_revisions())
        return self.with_parts().with_sources().prefetch_related(drifts).in_line_order()

    def for_lines(self) -> Self:
        """With all that a line of the contract shows, in constant queries."""
        return (
            self.with_parts()
            .select_related("statement__speaker")
            .prefetch_related(ahead("statement__links", Link.objects.in_order()))
            .defer("revision__text", "statement__search", *_EVENT_TEXTS)
        )

    def in_line_order(self) -> Self:
        """By article and place: an order that two databases with the same articles share."""
        address = Collate("revision__article__url", "C")
        return self.order_by(address, "revision__number", "content", "cue")


class Report(InText, Attributed):
    """A statement's occurrence in one article. Machine values are never edited."""

    statement = models.ForeignKey("Statement", on_delete=models.PROTECT, related_name="reports")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="reports")
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="reports")
    parent = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="children"
    )
    edited_parent = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    occasion = models.ForeignKey(
        "Event",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="words",
        help_text="the event on which it was said, not one that it refers to",
    )
    occasion_days = models.SmallIntegerField(
        default=0, help_text="how many days after that event, before it if below 0"
    )
    occasion_words = models.CharField(
        max_length=200,
        default="",
        blank=True,
        help_text='on which occasion, in the article\'s words: "at a press conference in Lorn"',
    )
    evidence = models.JSONField(default=dict)
    withdrawn = models.CharField(max_length=6, choices=Withdrawn, default="", blank=True)
    own_statement = models.OneToOneField(
        "Statement",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="own_report",
        help_text="the one that it made: its statement wherever it stands alone",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["speaker", "said_latest"], name="report_speaker_day"),
            models.Index(MD5(Lower("label")), F("id").desc(), name="report_label"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["revision", "place"], name="report_once_per_place"),
            models.CheckConstraint(condition=~Q(content=[]), name="report_has_content"),
            models.CheckConstraint(
                condition=~Q(content__contains=[NumericRange(empty=True)]),
                name="report_spans_not_empty",
            ),
            said_in_order("report_said_in_order"),
        ]

    def __str__(self) -> str:
        """Whom the article credits, and the first words."""
        return f"{self.label or 'unknown'}: {self.text[:60]}"

    @property
    def occasion_event(self) -> Event | None:
        """The event on which it was said, if readers may see it."""
        event = self.occasion and (self.occasion.merged_into or self.occasion)
        return event if event and event.is_published and not self.occasion_days else None

    @property
    def enclosing(self) -> "Report | None":
        """The report in whose content it stands."""
        return self.edited_parent if "parent" in (self.edited or {}) else self.parent

    @property
    def enclosing_id(self) -> int | None:
        """The id of that one."""
        edited = "parent" in (self.edited or {})
        return self.edited_parent_id if edited else self.parent_id

    @property
    def is_carried(self) -> bool:
        """Whether its article carries it, or carried it until the outlet removed it."""
        return self.withdrawn != Withdrawn.BY_READER

    @property
    def published_by(self) -> str:
        """The outlet's name, or the article's host where no outlet is known."""
        return self.revision.article.publisher

    @property
    def published_day(self) -> date | None:
        """The day on which its article was published."""
        return self.revision.article.published_day
