"""Who publishes, and the feeds in which they announce it."""

from django.db import models
from django.utils import timezone
from django.utils.text import slugify


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
    every_minutes = models.PositiveIntegerField(default=15)
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
