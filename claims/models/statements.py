"""What an article says (reports) and what is believed (statements)."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.db.models.functions import MD5, Collate, Left, Lower
from django.db.models.lookups import In

from claims.models.attributed import (
    Attributed,
    Basis,
    Kind,
    Status,
    Withdrawn,
    said_in_order,
)
from claims.models.carriers import Carried
from claims.models.corrections import Correction
from claims.models.days import SAID, ListDay
from claims.models.drifts import Drift
from claims.models.events import Link, Reference
from claims.models.fetching import ahead
from claims.models.readings import Reading
from claims.models.relations import Relation
from claims.models.spans import ranges_of, spans_of
from claims.models.speakers import Office, Speaker
from claims.models.texts import InText
from sources.models import Revision

__all__ = [
    "Attributed",
    "Basis",
    "Kind",
    "Report",
    "ReportQuerySet",
    "Statement",
    "StatementQuerySet",
    "Status",
    "Withdrawn",
    "ranges_of",
    "spans_of",
]

DOUBTFUL_BELOW = 0.5  # confidence of a statement that is more likely wrong than right
INDEXED_CHARACTERS = 100_000


def _credited_to(bodies: Iterable[Speaker]) -> Q:
    """What is credited to a name of these bodies, and to no person."""
    names = sorted({name for body in bodies for name in body.spellings})
    return Q(In(Lower("body"), names)) & ~Q(body="") & Q(speaker=None, speaker_name="")


class StatementQuerySet(models.QuerySet["Statement"]):
    """Reads of statements."""

    def believed(self) -> Self:
        """What readers may see: neither rejected, retracted by the reader nor merged away."""
        return self.filter(
            merged_into=None, withdrawn__in=[Withdrawn.NO, Withdrawn.BY_OUTLET]
        ).exclude(status=Status.REJECTED)

    def said_by(self, speakers: Collection[Speaker]) -> Self:
        """Those of any of these; a body's are credited to one of its names, and to nobody else."""
        ids = [speaker.pk for speaker in speakers]
        bodies = [speaker for speaker in speakers if speaker.kind == Speaker.Kind.BODY]
        found = Q(speaker=ids[0]) if len(ids) == 1 else Q(speaker__in=ids)
        if bodies:
            found |= _credited_to(bodies)
        return self.filter(found)

    def not_said_by(self, speakers: Collection[Speaker]) -> Self:
        """Those of others, or of nobody who is known."""
        bodies = [speaker for speaker in speakers if speaker.kind == Speaker.Kind.BODY]
        left = self.exclude(speaker__in=speakers)
        return left.exclude(_credited_to(bodies)) if bodies else left

    def quoted(self) -> Self:
        """Those in the speaker's own words, if only in part: as believed, or in some article."""
        told = Exists(Report.objects.quoting().filter(statement=OuterRef("pk")))
        return self.filter(Q(kind__in=Kind.QUOTED) | told)

    def unquoted(self) -> Self:
        """Those that every article puts into words of its own."""
        told = Exists(Report.objects.quoting().filter(statement=OuterRef("pk")))
        return self.exclude(kind__in=Kind.QUOTED).exclude(told)

    def newest_said_first(self) -> Self:
        """By the day said; the undated last, never as if said on publication day."""
        return self.newest_first(SAID)

    def newest_first(self, by: ListDay) -> Self:
        """By that day; those of no known day last."""
        return self.order_by(*by.newest_first())

    def with_parts(self) -> Self:
        """With speaker, offices, reports, outlets and believed events, in constant queries."""
        return self.select_related("speaker").prefetch_related(
            "speaker__offices",
            Prefetch("reports", Report.objects.for_display().with_sources()),
            Prefetch("links", Link.objects.believed().select_related("event")),
        )

    def for_timeline(self) -> Self:
        """Believed statements with all that a row shows."""
        return self.believed().with_parts().newest_said_first()

    def for_lines(self) -> Self:
        """With all that a line of the contract shows, in constant queries."""
        return (
            self.select_related("speaker")
            .defer("search")
            .prefetch_related(
                ahead("speaker__offices", Office.objects.all()),
                ahead("links", Link.objects.in_order()),
                ahead("relations", Relation.objects.shown().in_order()),
                ahead("relations_to_it", Relation.objects.shown().in_order()),
                ahead("reports", Report.objects.in_lines()),
            )
        )

    def with_evidence(self) -> Self:
        """With texts, what each value rests on, every link and every decision."""
        return (
            self.select_related("speaker")
            .defer("search")
            .prefetch_related(
                "speaker__offices",
                Prefetch("reports", Report.objects.with_evidence().with_sources()),
                Prefetch("reports__drifts", Drift.objects.shown().with_parts()),
                Prefetch("links", Link.objects.select_related("event")),
                Prefetch("corrections", Correction.objects.for_history()),
            )
        )


class Statement(Carried, Attributed):
    """One utterance of one speaker, on one occasion. Every value is derived (`claims.beliefs`)."""

    status = models.CharField(max_length=9, choices=Status, default=Status.MACHINE)
    withdrawn = models.CharField(max_length=6, choices=Withdrawn, default="", blank=True)
    sort_day = models.DateField(
        null=True, blank=True, help_text="last day on which it can have been said, if dated"
    )
    reported_day = models.DateField(
        null=True, blank=True, help_text="first day on which an article that carries it came out"
    )
    drifted = models.BooleanField(
        default=False, help_text="an outlet changed or dropped quoted words and left it so"
    )
    version = models.PositiveIntegerField(default=1, help_text="grows with each visible change")
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    search = models.GeneratedField(
        expression=SearchVector(Left("text", INDEXED_CHARACTERS), config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = StatementQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(F("sort_day").desc(nulls_last=True), F("id").desc(), name="timeline"),
            models.Index(
                "speaker",
                F("sort_day").desc(nulls_last=True),
                F("id").desc(),
                name="statement_speaker_day",
            ),
            models.Index(
                F("reported_day").desc(nulls_last=True), F("id").desc(), name="statement_reported"
            ),
            models.Index(
                "speaker",
                F("reported_day").desc(nulls_last=True),
                F("id").desc(),
                name="statement_speaker_reported",
            ),
            models.Index(
                F("updated_at").desc(nulls_last=True), F("id").desc(), name="statement_updated"
            ),
            models.Index(fields=["created_at"], name="statement_came_in"),
            GinIndex(fields=["search"], name="statement_search"),
            models.Index(Lower("body"), name="statement_body", condition=~Q(body="")),
        ]
        constraints = [
            said_in_order("statement_said_in_order"),
            models.CheckConstraint(
                condition=~Q(merged_into=F("pk")) | Q(merged_into=None),
                name="statement_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        """Who, and the first words."""
        return f"{self.credited or 'unknown'}: {self.text[:60]}"

    @property
    def is_doubtful(self) -> bool:
        """Whether the reader is rather unsure of it, and no editor has said that it is right."""
        return self.status == Status.MACHINE and self.confidence < DOUBTFUL_BELOW

    @property
    def is_visible(self) -> bool:
        """Whether readers may see it: the rule of `believed`, for one row."""
        return (
            self.merged_into_id is None
            and self.withdrawn != Withdrawn.BY_READER
            and self.status != Status.REJECTED
        )


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
            .select_related("parent__speaker", "edited_parent__speaker", "reading", "occasion")
            .prefetch_related(Prefetch("references", Reference.objects.select_related("event")))
        )

    def with_sources(self) -> Self:
        """With what tells whose story each article is (`sources.models.source_of`)."""
        return self.select_related("revision__article__signature__original__outlet")

    def with_parts(self) -> Self:
        """What articles carry or carried, with article, outlet, speaker and events."""
        return (
            self.carried()
            .select_related("revision__article__outlet", "speaker")
            .prefetch_related(ahead("references", Reference.objects.in_order()))
            .defer("revision__text")
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
            .defer("revision__text", "statement__search")
        )

    def in_line_order(self) -> Self:
        """By article and place: an order that two databases with the same articles share."""
        address = Collate("revision__article__url", "C")
        return self.order_by(address, "revision__number", "content", "cue")


class Report(InText, Attributed):
    """A statement's occurrence in one article. Machine values are never edited."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="reports")
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
    evidence = models.JSONField(default=dict)
    withdrawn = models.CharField(max_length=6, choices=Withdrawn, default="", blank=True)
    own_statement = models.OneToOneField(
        Statement,
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
