"""Copies of one story in several articles: by what they are found, and whose words they are."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sources.models.articles import Article, Revision
from sources.parsing.credits import known_as


class SignatureQuerySet(models.QuerySet["Signature"]):
    """Reads of signatures."""

    def with_articles(self) -> Self:
        """With whose they are, in the order of publication."""
        day = F("article__published_day").asc(nulls_last=True)
        return self.select_related("article__outlet").order_by(day, "article")


class Signature(models.Model):
    """What an article's newest revision is compared by, and whose story it was found to be.

    `original` is the first of the articles that tell its story alike, null where that is this one;
    `basis` says how sure that is. Both follow from what there is, in whatever order it came.
    """

    class Basis(models.TextChoices):
        """Why an article is taken for the original of another."""

        CREDIT = "credit", "credited as the source"
        EARLIEST = "earliest", "published before it"
        UNKNOWN = "unknown", "which came first is unknown"

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="signature"
    )
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    version = models.CharField(max_length=20, help_text="of the way in which it was made")
    shingles = models.PositiveIntegerField(help_text="how many runs of words it holds")
    credits = ArrayField(
        models.TextField(), default=list, blank=True, help_text="names at its head and foot"
    )
    agency = models.TextField(blank=True, help_text="whose text it is by its own word")
    original = models.ForeignKey(
        Article, on_delete=models.SET_NULL, null=True, blank=True, related_name="copies"
    )
    basis = models.CharField(max_length=8, choices=Basis, blank=True)
    credited = models.TextField(
        blank=True, help_text="the agency, where its own article is not here"
    )

    objects = SignatureQuerySet.as_manager()

    def __str__(self) -> str:
        """Whose it is."""
        return f"signature of article {self.article_id}"

    @property
    def original_known(self) -> bool:
        """Whether the original is here and known to be it."""
        return self.original is not None and self.basis != self.Basis.UNKNOWN


class Band(models.Model):
    """Articles that share one may be copies (`sources.parsing.shingles.bands_of`)."""

    pk = models.CompositePrimaryKey("key", "day", "article_id")
    key = models.BigIntegerField()
    day = models.DateField(help_text="of publication, where to look first")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="bands")

    def __str__(self) -> str:
        """The key and whose it is."""
        return f"{self.key} of article {self.article_id}"


class NearCopyQuerySet(models.QuerySet["NearCopy"]):
    """Reads of near-copies."""

    def of(self, articles: "set[int] | list[int]") -> Self:
        """All that concern one of these articles."""
        return self.filter(Q(one__in=articles) | Q(other__in=articles))


class NearCopy(models.Model):
    """Two articles whose newest revisions tell one story in the same words."""

    one = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    share = models.FloatField(help_text="of the shorter one that stands in the longer one")

    objects = NearCopyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "near-copies"
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="near_copy_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="near_copy_in_order"),
        ]

    def __str__(self) -> str:
        """Which articles, and how near."""
        return f"articles {self.one_id} and {self.other_id}: {self.share:.2f}"


def source_of(article: Article) -> str:
    """Whose story an article tells, in the form in which names are compared.

    For articles with their outlet and `signature__original__outlet` at hand.
    """
    signature: Signature | None = getattr(article, "signature", None)
    if signature and signature.credited:
        return known_as(signature.credited)
    told = (signature and signature.original) or article
    return known_as(told.publisher)
