"""What a report and a statement have in common: who, when, how much of it word for word."""

from enum import nonmember

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.models.speakers import Office, Speaker


class Kind(models.TextChoices):
    """How much of the content stands in quotation marks."""

    DIRECT = "direct", _("Direct")
    MIXED = "mixed", _("Mixed")
    INDIRECT = "indirect", _("Indirect")

    QUOTED = nonmember(("direct", "mixed"))  # with words in quotation marks


class Basis(models.TextChoices):
    """What a said date rests on."""

    EXPLICIT = "explicit"
    RELATIVE = "relative"
    EVENT = "event"
    OCCASION = "occasion"
    PUBLICATION = "publication"
    UNKNOWN = "unknown"
    EDITOR = "editor"


class Status(models.TextChoices):
    """What editors have made of a statement."""

    MACHINE = "machine", _("Machine")
    CONFIRMED = "confirmed", _("Confirmed")
    CORRECTED = "corrected", _("Corrected")
    REJECTED = "rejected", _("Rejected")


class Withdrawn(models.TextChoices):
    """Why words that were reported no longer stand."""

    NO = "", _("still reported")
    BY_OUTLET = "outlet", _("removed by the outlet")
    BY_READER = "reader", _("no longer found by the reader")


PRONOUNS = frozenset({"", "he", "she", "they", "it", "who", "one", "i", "we"})


class Attributed(models.Model):
    """What a report and a statement both say: who, when, how."""

    speaker = models.ForeignKey(
        Speaker, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    speaker_name = models.CharField(
        max_length=300, blank=True, help_text="the person as named, where not in the speakers file"
    )
    body = models.CharField(
        max_length=300, blank=True, help_text="the office, institution or document that speaks"
    )
    label = models.TextField(blank=True, help_text="the source as the article names it")
    kind = models.CharField(max_length=8, choices=Kind)
    said_edtf = models.CharField(max_length=80, blank=True)
    said_earliest = models.DateField(null=True, blank=True)
    said_latest = models.DateField(null=True, blank=True)
    said_basis = models.CharField(max_length=11, choices=Basis, default=Basis.UNKNOWN)
    text = models.TextField()
    confidence = models.FloatField()

    class Meta:
        abstract = True

    @property
    def credited(self) -> str:
        """Whom to print as the source: person, else body, else ""."""
        return (self.speaker.name if self.speaker else self.speaker_name) or self.body

    @property
    def named(self) -> str:
        """The source for a heading: the credited one, else the article's own words for it."""
        if self.credited:
            return self.credited
        tells = self.label.casefold() not in PRONOUNS
        return f"“{self.label}”" if tells else gettext("Unknown speaker")

    @property
    def office_then(self) -> "Office | None":
        """The speaker's office when it was said; none where not even a last day is known."""
        day = self.said_latest or self.said_earliest
        return self.speaker.office_on(day) if self.speaker and day else None


def said_in_order(name: str) -> models.CheckConstraint:
    """The day bounds of `said` are in order."""
    return models.CheckConstraint(
        condition=Q(said_earliest__lte=F("said_latest"))
        | Q(said_earliest=None)
        | Q(said_latest=None),
        name=name,
    )
