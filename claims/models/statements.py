"""What is believed: utterances, whoever reports them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector, SearchVectorField
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.db.models.functions import Left, Lower
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
from claims.models.events import Link
from claims.models.fetching import ahead, fetched
from claims.models.relations import Relation
from claims.models.reports import Report
from claims.models.seeking import newest_of
from claims.models.spans import ranges_of, spans_of
from claims.models.speakers import Office, Speaker
from sources.models import Outlet

__all__ = [
    "Attributed",
    "Basis",
    "Kind",
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
    """What is credited to no person but a name of these bodies, or of those merged into them."""
    named = Speaker.objects.leading_to(bodies)
    names = sorted({name for body in named for name in body.spellings})
    return Q(In(Lower("body"), names)) & ~Q(body="") & Q(speaker=None, speaker_name="")


class StatementQuerySet(models.QuerySet["Statement"]):
    """Reads of statements."""

    is_search = False  # whether words are looked for

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone.is_search = self.is_search
        return clone

    def with_words(self, query: SearchQuery) -> Self:
        """Those whose words match."""
        found = self.filter(search=query)
        found.is_search = True
        return found

    def first_by(
        self,
        by: ListDay,
        most: int,
        *values: Any,  # noqa: ANN401
        until: date | None = None,
    ) -> Sequence[Any]:
        """The first so many by that day, those of no known day last; or these values of them.

        `until` is a day of which it is known that none of them is later.
        """
        rows: models.QuerySet[Statement, Any] = self.values_list(*values) if values else self
        if self.is_search:
            return newest_of(rows, by, most, until=until)
        return list(rows.order_by(*by.newest_first())[:most])

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

    def carried_by_any(self, outlets: Iterable[Outlet]) -> Self:
        """Those that any of these carries, or carried until it removed them."""
        return self.filter(carried_by__overlap=[outlet.pk for outlet in outlets])

    def not_carried_by_any(self, outlets: Iterable[Outlet]) -> Self:
        """Those that none of these carries or carried."""
        return self.exclude(carried_by__overlap=[outlet.pk for outlet in outlets])

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
    carried_by = ArrayField(
        models.BigIntegerField(),
        default=list,
        blank=True,
        help_text="ids of the outlets that carry it, in order",
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
            GinIndex(fields=["carried_by"], name="statement_carried_by"),
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

    @property
    def believed_links(self) -> list[Link]:
        """Those of its links, as they were fetched, that hold."""
        return [link for link in fetched(self, "links") if link.is_believed]
