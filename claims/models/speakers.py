"""Who speaks, under which names, in which office."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, F, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from claims.models.fetching import fetched

_ACTING = re.compile(r"(acting|interim|caretaker|ad interim)\b", re.IGNORECASE)


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    """Reads of speakers."""

    def current(self) -> Self:
        """Those who were not merged into another."""
        return self.filter(merged_into=None)

    def leading_to(self, speakers: "Iterable[Speaker]") -> "list[Speaker]":
        """These, and all who were merged into them, however many steps away."""
        found = {speaker.pk: speaker for speaker in speakers}
        further = list(found)
        while further:
            rows = self.filter(merged_into__in=further).exclude(pk__in=found).order_by("pk")
            further = [row.pk for row in rows]
            found |= {row.pk: row for row in rows}
        return list(found.values())

    def with_counts(self) -> Self:
        """Each with the number of its believed statements, most quoted first."""
        believed = Q(statements__merged_into=None, statements__withdrawn__in=["", "outlet"]) & ~Q(
            statements__status="rejected"
        )
        return self.annotate(statement_count=Count("statements", filter=believed)).order_by(
            "-statement_count", "name"
        )

    def spoken(self) -> Self:
        """With counts: all but those who are only known by name."""
        return self.with_counts().exclude(statement_count=0, tracked=False)


class Speaker(models.Model):
    """A person who makes statements, or a body that does."""

    class Gender(models.TextChoices):
        """As pronouns in the text refer to them."""

        FEMALE = "f", _("Female")
        MALE = "m", _("Male")
        OTHER = "x", _("Other")

    class Kind(models.TextChoices):
        """A person, or an office, country, institution or document."""

        PERSON = "person", _("Person")
        BODY = "body", _("Body")

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=200, unique=True)
    aliases = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    wikidata = models.CharField(max_length=20, blank=True)
    gender = models.CharField(max_length=1, choices=Gender, blank=True)
    born = models.CharField(max_length=40, blank=True, help_text="EDTF")
    tracked = models.BooleanField(default=True)
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.PERSON)
    side = models.CharField(max_length=100, blank=True, help_text="column on event pages")
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )
    edited_fields = ArrayField(
        models.CharField(max_length=20),
        default=list,
        blank=True,
        editable=False,
        help_text="what an editor has set, which the speakers file no longer changes",
    )

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(merged_into=F("pk")) | Q(merged_into=None),
                name="speaker_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        """The name."""
        return self.name

    @property
    def spellings(self) -> frozenset[str]:
        """How a body is named as a source, in small letters: as listed, with and without "the"."""
        listed = {name.lower() for name in (self.name, *self.aliases)}
        bare = {name.removeprefix("the ") for name in listed}
        named = bare | {f"the {name}" for name in bare}
        return frozenset(named | {name.replace("'", "’") for name in named})

    def office_on(self, day: date | None) -> "Office | None":
        """The main office held on that day (today's without one); `offices` may be prefetched."""
        return next(iter(self.offices_on(day)), None)

    def offices_on(self, day: date | None) -> "list[Office]":
        """All offices held on that day (today's without one), the main one first.

        That is the newest in which they don't just stand in for somebody.
        """
        held = [office for office in fetched(self, "offices") if office.held_on(day)]
        held.sort(key=lambda office: office.earliest or date.min, reverse=True)
        return sorted(held, key=lambda office: office.is_acting)


class OfficeQuerySet(models.QuerySet["Office"]):
    """Reads of offices."""

    def named(self, name: str) -> Self:
        """By the title, by "title, of", or by of what alone, whatever the case."""
        whole = Concat("title", Value(", "), "of", output_field=models.TextField())
        return self.annotate(whole=whole).filter(
            Q(title__iexact=name) | Q(of__iexact=name) | Q(whole__iexact=name)
        )

    def held_on(self, day: "date | Combinable") -> Self:
        """Those held on that day."""
        begun = Q(earliest=None) | Q(earliest__lte=day)
        return self.filter(begun, Q(latest=None) | Q(latest__gte=day))


class Office(models.Model):
    """A role held over a period."""

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="offices")
    title = models.CharField(max_length=200)
    of = models.CharField(max_length=200, blank=True)
    start = models.CharField(max_length=40, blank=True, help_text="EDTF")
    end = models.CharField(max_length=40, blank=True, help_text="EDTF; empty where still held")
    earliest = models.DateField(null=True, blank=True, editable=False)
    latest = models.DateField(null=True, blank=True, editable=False)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ["speaker_id", F("earliest").asc(nulls_first=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(earliest__lte=F("latest")) | Q(earliest=None) | Q(latest=None),
                name="office_period_in_order",
            ),
        ]

    def __str__(self) -> str:
        """The title as a page shows it: "President, Russia"."""
        return f"{self.title}, {self.of}" if self.of else self.title

    @property
    def is_acting(self) -> bool:
        """Whether its holder only stands in for somebody."""
        return bool(_ACTING.match(self.title))

    def held_on(self, day: date | None) -> bool:
        """Whether it was held on that day; without a day, whether it is still held."""
        if day is None:
            return self.latest is None
        return (self.earliest or date.min) <= day <= (self.latest or date.max)
