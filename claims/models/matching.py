"""By what reports of one utterance find each other, and how alike two of them are."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from claims.linking.grouping import DOUBTFUL, JOINED
from claims.models.reports import Report
from claims.models.statements import Statement

SIDES = ("one", "other")


class MatchKey(models.Model):
    """A report can be found by this key (`claims.linking.utterances.keys_of`), near this day.

    The day is where to look, nobody's word on when it was said.
    """

    pk = models.CompositePrimaryKey("key", "day", "report_id")
    key = models.BigIntegerField()
    day = models.DateField()
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="match_keys")

    def __str__(self) -> str:
        """The key and whose it is."""
        return f"{self.key} of report {self.report_id}"


class LikenessQuerySet(models.QuerySet["Likeness"]):
    """Reads of likenesses."""

    def likely(self) -> Self:
        """Pairs that the machine takes for one utterance."""
        return self.filter(chance__gte=JOINED)

    def of(self, reports: "models.Q | list[int] | set[int]") -> Self:
        """All that concern one of these reports."""
        return self.filter(Q(one__in=reports) | Q(other__in=reports))

    def for_desk(self) -> Self:
        """With both reports, their articles and statements, without the articles' texts."""
        paths = ("speaker", "statement", "revision__article__outlet")
        rows = self.select_related(*(f"{side}__{path}" for side in SIDES for path in paths))
        return rows.defer(*(f"{side}__revision__text" for side in SIDES))

    def undecided(self) -> Self:
        """What the desk is asked: near pairs in two statements, the likeliest first.

        Some are doubtful by themselves; against others the rest of a group speaks.
        """
        seen = {f"{side}__statement__in": Statement.objects.believed() for side in SIDES}
        apart = self.filter(settled=False, chance__gte=DOUBTFUL, **seen).exclude(
            one__statement=F("other__statement")
        )
        return apart.order_by("-chance", "pk")


class Likeness(models.Model):
    """Two reports may be of one utterance: what the machine thinks of it, and why."""

    one = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="likenesses")
    other = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="counterparts")
    chance = models.FloatField()
    features = models.JSONField(help_text="what speaks for it, by name", default=dict)
    settled = models.BooleanField(default=False, help_text="an editor has decided on the pair")

    objects = LikenessQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="likeness_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="likeness_in_order"),
            models.CheckConstraint(
                condition=Q(chance__gte=0, chance__lte=1), name="likeness_is_a_chance"
            ),
        ]
        indexes = [
            models.Index(
                F("chance").desc(), "id", condition=Q(settled=False), name="likeness_undecided"
            )
        ]

    def __str__(self) -> str:
        """Which reports, and how likely."""
        return f"reports {self.one_id} and {self.other_id}: {self.chance:.2f}"

    @property
    def was_not_joined(self) -> bool:
        """Whether it was likely enough to be joined, were it not for something else."""
        return self.chance >= JOINED

    @property
    def is_within(self) -> bool:
        """Whether one article has both."""
        return self.one.revision.article_id == self.other.revision.article_id
