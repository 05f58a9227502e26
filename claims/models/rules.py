"""What editors had remembered: a name or a title means a speaker."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.datewords import in_words
from claims.models.portable import portable_key


class RuleQuerySet(models.QuerySet["Rule"]):
    """Reads of rules."""

    def proposed(self) -> Self:
        """Those that wait for a chief."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def standing(self) -> Self:
        """Those by which articles are read."""
        return self.filter(withdrawn_at=None).exclude(accepted_at=None)

    def withdrawn(self) -> Self:
        """Those taken back, refused or replaced."""
        return self.exclude(withdrawn_at=None)

    def for_history(self) -> Self:
        """With whom they are about and who decided, newest first."""
        people = ("speaker", "made_by", "accepted_by", "withdrawn_by")
        return self.select_related(*people).order_by("-pk")


_STATES = {
    "withdrawn": _("withdrawn"),
    "refused": _("refused"),
    "standing": _("standing"),
    "proposed": _("proposed"),
}


class Rule(models.Model):
    """An alias or a title that means a speaker, from a day to a day: an editor's word.

    Besides the names of the speakers file, and never copied into them. What it says does not
    change: an edited rule is another row that replaces it.
    """

    class Kind(models.TextChoices):
        """What its words are."""

        ALIAS = "alias", _("name")
        TITLE = "title", _("title")

    key = portable_key("the same in every database that takes it in")
    kind = models.CharField(max_length=5, choices=Kind)
    words = models.CharField(max_length=200)
    of = models.CharField(max_length=200, blank=True, help_text="of a title: of what")
    speaker = models.ForeignKey("Speaker", on_delete=models.CASCADE, related_name="rules")
    start = models.CharField(max_length=40, blank=True, help_text="EDTF")
    end = models.CharField(max_length=40, blank=True, help_text="EDTF; empty where it still holds")
    earliest = models.DateField(null=True, blank=True, editable=False)
    latest = models.DateField(null=True, blank=True, editable=False)
    sample = models.ForeignKey(
        "Correction",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="rules",
        help_text="the decision after which it was to be remembered",
    )
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    reason = models.TextField(blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="rules"
    )
    made_at = models.DateTimeField(default=timezone.now)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True)

    objects = RuleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(earliest__lte=F("latest")) | Q(earliest=None) | Q(latest=None),
                name="rule_period_in_order",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="rule_has_words"),
        ]

    def __str__(self) -> str:
        """What it says: "the envoy" of Brod: Mira Sand."""
        parts = {"title": self.title, "name": self.speaker.name}
        return gettext("“%(title)s” means %(name)s") % parts

    @property
    def title(self) -> str:
        """Its words, with what a title is of."""
        return f"{self.words}, {self.of}" if self.of else self.words

    @property
    def state(self) -> str:
        """In one word of the desk's."""
        if self.withdrawn_at:
            return "withdrawn" if self.accepted_at else "refused"
        return "standing" if self.accepted_at else "proposed"

    @property
    def period(self) -> str:
        """In words, from when to when."""
        start, end = in_words(self.start), in_words(self.end)
        if self.start and self.end:
            return gettext("from %(start)s to %(end)s") % {"start": start, "end": end}
        if self.start:
            return gettext("from %(start)s") % {"start": start}
        return gettext("to %(end)s") % {"end": end} if self.end else gettext("always")

    @property
    def state_in_words(self) -> str:
        """The state in the reader's language."""
        return str(_STATES[self.state])

    def holds_on(self, day: date | None) -> bool:
        """Whether it holds on that day; without a day, whether it still holds."""
        if day is None:
            return self.latest is None
        return (self.earliest or date.min) <= day <= (self.latest or date.max)
