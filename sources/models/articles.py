"""What outlets publish: articles and their revisions."""

from collections.abc import Iterable
from datetime import date
from typing import Self
from urllib.parse import urlsplit

import zstandard
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.db.models.functions import Left, Now
from django.utils import timezone

from sources.models.outlets import Outlet
from sources.parsing.canonical import key_of

INDEXED_CHARACTERS = 100_000  # a text vector of PostgreSQL ends at 1 MB


class ArticleQuerySet(models.QuerySet["Article"]):
    """Reads of articles."""

    def at(self, url: str) -> Self:
        """The article of an address, also of one that merely led to it."""
        own = Article.objects.filter(url=url).values("pk")
        led = Article.objects.filter(addresses__key=key_of(url)).values("pk")
        return self.filter(pk__in=own.union(led))

    def for_list(self) -> Self:
        """Articles with what a row shows, newest first."""
        return self.select_related("outlet").order_by(
            F("published_day").desc(nulls_last=True), "-pk"
        )

    def with_origin(self) -> Self:
        """With their outlet and whose story they tell (`sources.models.Signature`)."""
        return self.select_related("outlet", "signature__original__outlet")

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
    published_from = models.CharField(
        max_length=20, blank=True, help_text="where the date stood: json-ld, feed, given ..."
    )
    modified = models.CharField(
        max_length=40, blank=True, help_text="when the outlet last changed it, as it says itself"
    )
    byline = models.CharField(max_length=500, blank=True, help_text="who wrote it, as credited")
    section = models.CharField(max_length=200, blank=True)
    first_seen_at = models.DateTimeField(auto_now_add=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                F("published_day").desc(nulls_last=True), F("id").desc(), name="article_newest"
            ),
            models.Index(fields=["first_seen_at"], name="article_first_seen"),
        ]

    def __str__(self) -> str:
        """The title, or the address where there is none."""
        return self.title or self.url

    @property
    def is_readable(self) -> bool:
        """Whether it is in the one language that the reader knows, or may be in it."""
        return not self.language or self.language.lower().startswith("en")

    @property
    def publisher(self) -> str:
        """The outlet's name, or the host of the address where no outlet is known."""
        return self.outlet.name if self.outlet else urlsplit(self.url).netloc or self.url

    @property
    def latest(self) -> "Revision":
        """The revision that stands now."""
        return self.revisions.latest("number")


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
    remade = models.BooleanField(
        default=False,
        db_default=False,
        help_text="made anew from the bytes of the one before: the outlet changed nothing",
    )

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
    stored_at = models.DateTimeField(default=timezone.now, db_default=Now(), db_index=True)

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
