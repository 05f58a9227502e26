"""Outlets, what they publish, and how it came in."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Self

import zstandard
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, HashIndex
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.db.models.functions import Left
from django.utils import timezone
from django.utils.text import slugify


def lease_end() -> datetime:
    """Until when work that begins now is kept from others: longer than any task may take."""
    return timezone.now() + timedelta(seconds=settings.LEASE_SECONDS)


class WorkQuerySet(models.QuerySet[Any]):
    """Rows that are work to do until they are receipts."""

    def pending(self) -> Self:
        """What has neither succeeded nor failed for good."""
        return self.filter(state=Work.State.PENDING)

    def failed(self) -> Self:
        """What failed for good and waits for somebody to look."""
        return self.filter(state=Work.State.FAILED)

    @transaction.atomic
    def lease(self, limit: int) -> list[int]:
        """Ids of at most `limit` pending rows, newest first, kept from others for a while."""
        free = self.pending().filter(Q(leased_until=None) | Q(leased_until__lt=timezone.now()))
        ids = list(
            free.order_by("-pk")
            .select_for_update(skip_locked=True)
            .values_list("pk", flat=True)[:limit]
        )
        self.model._default_manager.filter(pk__in=ids).update(leased_until=lease_end())
        return ids

    def retry(self) -> int:
        """Put failed rows back in the queue; returns how many."""
        return self.failed().update(
            state=Work.State.PENDING, attempts=0, leased_until=None, error="", finished_at=None
        )


class Work(models.Model):
    """A receipt that is the queue: pending until done or failed for good, handed out by lease."""

    class State(models.TextChoices):
        """Where a piece of work stands."""

        PENDING = "pending"
        DONE = "done"
        FAILED = "failed"

    MAX_ATTEMPTS = 5

    state = models.CharField(max_length=8, choices=State, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = WorkQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def begin(cls, pk: int) -> "Self | None":
        """Count an attempt, renew the lease and return the row; None where nothing is left to do.

        The count comes first, so that work which kills its worker ends by itself.
        """
        rows = cls._default_manager.filter(pk=pk, state=cls.State.PENDING)
        if not rows.update(attempts=F("attempts") + 1, leased_until=lease_end()):
            return None
        work: Self = rows.get()
        if work.attempts <= cls.MAX_ATTEMPTS:
            return work
        work.fail(work.error or "its worker died each time: see the memory and time limits")
        return None

    def finish(self) -> None:
        """Turn the row into a receipt, within the transaction that did the work."""
        self._close(self.State.DONE, "")

    def fail(self, error: str) -> None:
        """End the work with an error that people see and can retry."""
        self._close(self.State.FAILED, error)

    def note_failure(self, error: str) -> None:
        """Keep the error; the work is tried again until its attempts are used up."""
        if self.attempts >= self.MAX_ATTEMPTS:
            self.fail(error)
        else:
            self.error = error
            self.save(update_fields=["error"])

    def _close(self, state: State, error: str) -> None:
        self.state, self.error = state, error
        self.finished_at, self.leased_until = timezone.now(), None
        self.save()


def pending_index(name: str) -> models.Index:
    """An index over the few rows that still wait, for the hand-out."""
    return models.Index(F("id").desc(), condition=Q(state="pending"), name=name)


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


class ArticleQuerySet(models.QuerySet["Article"]):
    """Reads of articles."""

    def for_list(self) -> Self:
        """Articles with what a row shows, newest first."""
        return self.select_related("outlet").order_by(
            F("published_day").desc(nulls_last=True), "-pk"
        )

    def with_text(self) -> Self:
        """Those that have a text, with the newest revision alone among their `revisions`."""
        newest = Revision.objects.order_by("article_id", "-number").distinct("article_id")
        return (
            self.filter(Exists(Revision.objects.filter(article=OuterRef("pk"))))
            .select_related("outlet")
            .prefetch_related(Prefetch("revisions", newest))
        )


class Article(models.Model):
    """One URL; has one or more revisions."""

    url = models.TextField(unique=True)
    outlet = models.ForeignKey(
        Outlet, on_delete=models.PROTECT, null=True, blank=True, related_name="articles"
    )
    title = models.TextField(blank=True)
    language = models.CharField(max_length=35, blank=True)
    published = models.CharField(
        max_length=40, blank=True, help_text="ISO 8601 date or date-time, with its own offset"
    )
    published_day = models.DateField(
        null=True, blank=True, help_text="the day of `published` in its own offset"
    )
    first_seen_at = models.DateTimeField(auto_now_add=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                F("published_day").desc(nulls_last=True), F("id").desc(), name="article_newest"
            )
        ]

    def __str__(self) -> str:
        """The title, or the address where there is none."""
        return self.title or self.url

    @property
    def latest(self) -> "Revision":
        """The revision that stands now."""
        return self.revisions.latest("number")


INDEXED_CHARACTERS = 100_000  # a text vector of PostgreSQL ends at 1 MB


def words_of_text() -> SearchVector:
    """The words that a revision is found by; written as its index is, which serves it so."""
    return SearchVector(Left("text", INDEXED_CHARACTERS), config="english")


class RevisionQuerySet(models.QuerySet["Revision"]):
    """Reads of revisions."""

    def readable(self) -> Self:
        """Those in the one language that the reader knows, or that may be in it."""
        unknown = Q(article__language="")
        return self.filter(unknown | Q(article__language__istartswith="en"))

    def published_since(self, day: date) -> Self:
        """Those whose article came out on that day or later; without a date, fetched then."""
        unknown = Q(article__published_day=None, fetched_at__date__gte=day)
        return self.filter(unknown | Q(article__published_day__gte=day))

    def with_words(self, query: SearchQuery) -> Self:
        """Those in whose text the query, made with the configuration "english", finds its words."""
        return self.alias(words=words_of_text()).filter(words=query)

    def newest_of(self, articles: Iterable[int]) -> Self:
        """The newest revision of each of these articles."""
        return (
            self.filter(article_id__in=articles)
            .order_by("article_id", "-number")
            .distinct("article_id")
        )


class Revision(models.Model):
    """An article's text as it stood when fetched."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.TextField(blank=True)
    text = models.TextField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the text, hexadecimal")
    fetched_at = models.DateTimeField(default=timezone.now)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["article_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_unique"),
        ]
        indexes = [GinIndex(words_of_text(), name="revision_words")]

    def __str__(self) -> str:
        """The article and the number."""
        return f"{self.article_id}, revision {self.number}"


class RawBytes(models.Model):
    """What came over the wire for one revision, compressed (zstd), so that it can be re-read."""

    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="raw")
    media_type = models.CharField(max_length=100)
    compressed = models.BinaryField()

    def __str__(self) -> str:
        """What it belongs to."""
        return f"raw bytes of revision {self.revision_id}"

    @staticmethod
    def pack(data: bytes) -> bytes:
        """Compress."""
        return zstandard.compress(data)

    @property
    def data(self) -> bytes:
        """The bytes as they came."""
        return zstandard.decompress(bytes(self.compressed))


class Fetch(Work):
    """One document on its way in: asked for by URL, or delivered with its bytes.

    Holds the bytes only until intake has made a revision of them; afterwards it is the receipt.
    """

    class Outcome(models.TextChoices):
        """What intake made of it."""

        NEW = "new"
        CHANGED = "changed"
        UNCHANGED = "unchanged"

    url = models.TextField(blank=True)
    origin = models.TextField(blank=True, help_text="file and line, feed, or who asked")
    media_type = models.CharField(max_length=100, blank=True)
    given = models.JSONField(default=dict, help_text="title, published, outlet, language as told")
    compressed = models.BinaryField(null=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True, help_text="HTTP status")
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    revision = models.ForeignKey(
        Revision, on_delete=models.SET_NULL, null=True, blank=True, related_name="fetches"
    )

    class Meta:
        verbose_name_plural = "fetches"
        indexes = [pending_index("fetch_pending"), HashIndex(fields=["url"], name="fetch_url")]

    def __str__(self) -> str:
        """Where it came from."""
        return self.url or self.origin
