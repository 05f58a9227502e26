"""How statements relate: what single articles tell of it, and what is believed."""

from collections.abc import Iterable
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, IntegerField, Prefetch, Q
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Substr
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.linking.relation_rules import SHOWN_FROM
from claims.models.fetching import ahead
from claims.reasons import reason


class RelationKind(models.TextChoices):
    """What a statement does to another one."""

    CLARIFIES = "clarifies", _("clarifies")
    CONTRADICTS = "contradicts", _("contradicts")
    DENIES = "denies", _("denies")
    REPEATS = "repeats", _("repeats")
    RESPONDS_TO = "responds_to", _("responds to")


PASSIVE = {
    RelationKind.CLARIFIES: _("clarified by"),
    RelationKind.CONTRADICTS: _("contradicted by"),
    RelationKind.DENIES: _("denied by"),
    RelationKind.REPEATS: _("repeated by"),
    RelationKind.RESPONDS_TO: _("answered by"),
}


class RelationQuerySet(models.QuerySet["Relation"]):
    """Reads of relations."""

    def shown(self) -> Self:
        """What readers may see: confirmed, or told without doubt of which words are meant."""
        sure = Q(state=Relation.State.CONFIRMED) | Q(confidence__gte=SHOWN_FROM)
        return self.standing().filter(sure)

    def standing(self) -> Self:
        """Not rejected, and neither are the two statements."""
        rows = self.filter(state__in=Relation.SHOWN)
        for end in ("statement", "other"):
            gone = Q(**{f"{end}__status": "rejected"}) | Q(**{f"{end}__withdrawn": "reader"})
            rows = rows.filter(**{f"{end}__merged_into": None}).exclude(gone)
        return rows

    def among(self, statements: "Iterable[models.Model]") -> Self:
        """Those shown between these statements, in the order in which they were said."""
        ids = [statement.pk for statement in statements]
        rows = self.shown().filter(statement__in=ids, other__in=ids).with_parts()
        return rows.order_by(F("statement__sort_day").asc(nulls_last=True), "pk")

    def proposed(self) -> Self:
        """What waits for an editor, the surest first, with what readers don't see yet."""
        waiting = self.standing().filter(state=Relation.State.PROPOSED)
        return waiting.order_by("-confidence", "pk")

    def in_order(self) -> Self:
        """With the words that tell them, the surest first."""
        evidence = ahead("evidence", ReadRelation.objects.in_order())
        return self.prefetch_related(evidence).order_by("-confidence", "kind", "pk")

    def with_parts(self) -> Self:
        """With both statements, their speakers, and the words that tell them."""
        return (
            self.select_related("statement__speaker", "other__speaker")
            .defer("statement__search", "other__search")
            .prefetch_related(Prefetch("evidence", ReadRelation.objects.with_words()))
            .order_by("-confidence", "kind", "pk")
        )


class Relation(models.Model):
    """A statement clarifies, contradicts, denies, repeats or responds to another (`other`).

    What is believed. Derived (`claims.related`).
    """

    class State(models.TextChoices):
        """Machine's or editors' word on it."""

        PROPOSED = "proposed", _("Proposed")
        CONFIRMED = "confirmed", _("Confirmed")
        REJECTED = "rejected", _("Rejected")

    SHOWN = ("proposed", "confirmed")

    statement = models.ForeignKey("Statement", on_delete=models.CASCADE, related_name="relations")
    other = models.ForeignKey("Statement", on_delete=models.CASCADE, related_name="relations_to_it")
    kind = models.CharField(max_length=11, choices=RelationKind)
    state = models.CharField(max_length=9, choices=State)
    confidence = models.FloatField()

    objects = RelationQuerySet.as_manager()

    class Meta:
        ordering = ["-confidence", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "other", "kind"], name="relation_once"),
            models.CheckConstraint(
                condition=~Q(statement=F("other")), name="relation_not_to_itself"
            ),
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1),
                name="relation_confidence_is_a_share",
            ),
        ]
        indexes = [models.Index(fields=["state", "-confidence", "id"], name="relation_waiting")]

    def __str__(self) -> str:
        """Which statement does what to which."""
        return f"{self.statement_id} {self.get_kind_display()} {self.other_id} ({self.state})"

    @property
    def passive(self) -> str:
        """The kind as seen from the other statement."""
        return str(PASSIVE[RelationKind(self.kind)])


class ReadRelationQuerySet(models.QuerySet["ReadRelation"]):
    """Reads of what articles tell."""

    def standing(self) -> Self:
        """What an article still carries and the reader still finds, of words known to us."""
        return self.filter(report__withdrawn="", other__isnull=False).exclude(
            other__withdrawn="reader"
        )

    def in_order(self) -> Self:
        """The surest first; two databases agree on the order."""
        return self.order_by("-confidence", "report__revision__article__url", "report__place")

    def with_words(self) -> Self:
        """With article and outlet, and the cue's words alone of the whole text (`words`)."""
        span = KeyTransform("span", KeyTransform("0", "evidence"))
        start, end = (Cast(KeyTextTransform(i, span), IntegerField()) for i in ("0", "1"))
        return (
            self.in_order()
            .select_related("report__revision__article__outlet")
            .defer("report__revision__text")
            .annotate(words=Substr("report__revision__text", start + 1, end - start))
        )


class ReadRelation(models.Model):
    """A report's words tell how it relates to another: what the machine reads in one article.

    Where the article does not have the words that are meant, `speaker` says whose they are, and
    `other` is the one report elsewhere that fits, if there is just one. `relation` is what is
    believed on the strength of it.
    """

    report = models.ForeignKey("Report", on_delete=models.CASCADE, related_name="read_relations")
    other = models.ForeignKey(
        "Report",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="read_relations_to_it",
    )
    speaker = models.ForeignKey(
        "Speaker",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="read_relations",
        help_text="whose words elsewhere are meant",
    )
    kind = models.CharField(max_length=11, choices=RelationKind)
    confidence = models.FloatField()
    evidence = models.JSONField(default=list)
    matter = ArrayField(
        models.CharField(max_length=100),
        default=list,
        blank=True,
        help_text="terms by which the words meant are known elsewhere",
    )
    relation = models.ForeignKey(
        Relation, on_delete=models.SET_NULL, null=True, blank=True, related_name="evidence"
    )

    objects = ReadRelationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "kind", "other", "speaker"],
                nulls_distinct=False,
                name="read_relation_once",
            ),
            models.CheckConstraint(
                condition=~Q(report=F("other")) | Q(other=None),
                name="read_relation_not_to_itself",
            ),
        ]

    def __str__(self) -> str:
        """Which report does what to which."""
        return f"report {self.report_id} {self.get_kind_display()} report {self.other_id}"

    @property
    def reason(self) -> str:
        """What its surest cue means, as a sentence."""
        return reason("relations", self.evidence[0]["rule"], gettext)
