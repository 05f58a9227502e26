"""Who publishes, and the feeds in which they announce it."""

from datetime import timedelta

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.text import slugify

SOONER, LATER = 0.7, 1.2


class Outlet(models.Model):
    """Who publishes."""

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=200, unique=True)
    homepage = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        """The outlet's name."""
        return self.name

    @classmethod
    def named(cls, name: str) -> "Outlet":
        """The outlet of that name, made on first sight; its slug is unique and readable."""
        found = cls.objects.filter(name=name).first()
        if found:
            return found
        base = slugify(name)[:190] or "outlet"
        taken = cls.objects.filter(slug__startswith=base).count()
        slug = f"{base}-{taken + 1}" if taken else base
        return cls.objects.get_or_create(name=name, defaults={"slug": slug})[0]


class Feed(models.Model):
    """An RSS, Atom or JSON feed, or a news sitemap, of an outlet."""

    outlet = models.ForeignKey(Outlet, on_delete=models.CASCADE, related_name="feeds")
    url = models.URLField(max_length=2000, unique=True)
    active = models.BooleanField(default=True)
    every_minutes = models.PositiveIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="how often it is asked; empty: as often as it brings something",
    )
    interval_minutes = models.FloatField(
        default=15, editable=False, help_text="how often it is asked where nobody has said it"
    )
    trail = models.JSONField(default=list, editable=False)
    etag = models.CharField(max_length=500, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    due_at = models.DateTimeField(default=timezone.now, db_index=True)
    last_success_at = models.DateTimeField(null=True, blank=True, editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False)
    error = models.TextField(blank=True, editable=False)

    class Meta:
        ordering = ["outlet__name", "url"]

    def __str__(self) -> str:
        """The feed's address."""
        return self.url

    @property
    def interval(self) -> timedelta:
        """How long after an asking that went well it is asked again."""
        return timedelta(minutes=self.every_minutes or self.interval_minutes)

    def adapt(self, *, brought: bool) -> None:
        """Ask more often what brings something, and less often what does not.

        The two factors hold each other where about every third asking brings something.
        """
        wanted = self.interval_minutes * (SOONER if brought else LATER)
        floor, ceiling = settings.FEED_FLOOR_MINUTES, settings.FEED_CEILING_MINUTES
        self.interval_minutes = min(max(wanted, floor), ceiling)
