"""Under which addresses an article is known."""

from django.db import models

from sources.models.articles import Article


class Address(models.Model):
    """What the addresses of one page have in common (`parsing.canonical`), and its article.

    An article has one for its own address and one for each other that led to it or that it claims.
    """

    key = models.TextField(unique=True)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="addresses")
    first_seen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "addresses"

    def __str__(self) -> str:
        """The key."""
        return self.key
