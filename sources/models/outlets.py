"""Who publishes, and the feeds in which they announce it."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.text import slugify

from sources.models.slugs import under_free_slug
from sources.parsing.canonical import key_of, site_of

SOONER, LATER = 0.7, 1.2


class OutletQuerySet(models.QuerySet["Outlet"]):
    """Reads of outlets."""

    def publishing(self, url: str) -> "Outlet | None":
        """Whose page an address is, by the homepages; None where none or several may own it."""
        site = site_of(url)
        known = list(self.filter(site=site)) if site else []
        below = [outlet for outlet in known if f"{key_of(url)}/".startswith(outlet.front)]
        longest = max((len(outlet.front) for outlet in below), default=0)
        nearest = [outlet for outlet in below if len(outlet.front) == longest] or known
        return nearest[0] if len(nearest) == 1 else None


class Outlet(models.Model):
    """Who publishes."""

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=200, unique=True)
    homepage = models.URLField(max_length=500, blank=True)
    site = models.CharField(
        max_length=255,
        blank=True,
        db_index=True,
        editable=False,
        help_text="the homepage's registered name (bbc.co.uk), by which its articles are known",
    )

    objects = OutletQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        """The outlet's name."""
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's signature
        """Know the site by the homepage."""
        self.site = site_of(self.homepage)[:255] if self.homepage else ""
        fields = kwargs.get("update_fields")
        if fields is not None and "homepage" in fields:
            kwargs["update_fields"] = {*fields, "site"}
        super().save(*args, **kwargs)

    @property
    def front(self) -> str:
        """What the keys of all addresses below the homepage begin with."""
        return f"{key_of(self.homepage)}/"

    @classmethod
    def named(cls, name: str) -> "Outlet":
        """The outlet of that name, made on first sight; its slug is unique and readable."""
        found = cls.objects.filter(name=name).first()
        return found or under_free_slug(
            cls.objects.all(),
            slugify(name)[:190] or "outlet",
            lambda slug: cls.objects.get_or_create(name=name, defaults={"slug": slug})[0],
        )


class FeedQuerySet(models.QuerySet["Feed"]):
    """Writes of feeds."""

    def ask_now(self) -> int:
        """Make them due, and whole again where they failed; their number."""
        return self.update(due_at=timezone.now(), failures=0, error="")


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

    objects = FeedQuerySet.as_manager()

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
