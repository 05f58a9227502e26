"""Use case: a document in, an article and a revision out. The same document again: nothing."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.forms.models import model_to_dict
from django.utils import timezone

from sources.identifying import Came, article_of, outlet_of
from sources.models import Article, Fetch, RawBytes, Revision
from sources.parsing.language import language_of
from sources.parsing.published import Published

Outcome = Fetch.Outcome


@dataclass(frozen=True, slots=True)
class Delivery:
    """One article as it came in; `text` is normalised, `raw` the bytes that it was made from.

    `came` says by which addresses; without it, `url` is the article's identity as given.
    `fetched_at` is told where it came out of an archive, else it is now.
    """

    url: str
    text: str
    raw: bytes
    media_type: str
    title: str = ""
    published: Published | None = None
    outlet: str = ""
    language: str = ""
    published_from: str = ""
    modified: str = ""
    byline: str = ""
    section: str = ""
    fetched_at: datetime | None = None
    came: Came | None = field(default=None, kw_only=True)

    @property
    def addresses(self) -> Came:
        """How it came."""
        return self.came or Came(self.url, given=True)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The revision that holds the delivery, and whether it is new."""

    revision: Revision
    outcome: Outcome


@transaction.atomic
def take_in(delivery: Delivery) -> TakenIn:
    """Store a delivery as an article's newest revision, unless that says the same already.

    Deliveries of one article wait for each other, so that revisions are numbered without gaps.
    What an archive got before the newest revision was fetched can't be the newest: it is left out.
    Raises `TakenDownError` where the article was taken down.
    """
    article, created = article_of(delivery.addresses)
    article = Article.objects.select_for_update().get(pk=article.pk)
    digest = hashlib.sha256(delivery.text.encode()).hexdigest()
    latest = article.revisions.order_by("-number").first()
    if latest is not None and latest.digest == digest:
        _describe(article, delivery)
        return TakenIn(latest, Outcome.UNCHANGED)
    fetched_at = delivery.fetched_at or timezone.now()
    if latest is not None and delivery.fetched_at and fetched_at < latest.fetched_at:
        return TakenIn(latest, Outcome.OLDER)
    _describe(article, delivery, renamed=True)
    revision = article.revisions.create(
        number=latest.number + 1 if latest else 1,
        title=delivery.title,
        text=delivery.text,
        digest=digest,
        fetched_at=fetched_at,
    )
    RawBytes.objects.create(
        revision=revision,
        media_type=delivery.media_type,
        compressed=RawBytes.pack(delivery.raw),
    )
    return TakenIn(revision, Outcome.NEW if created else Outcome.CHANGED)


def _describe(article: Article, delivery: Delivery, *, renamed: bool = False) -> None:
    """Fill in what is not known of the article yet; a changed text may bring a changed title."""
    before = model_to_dict(article)
    _date(article, delivery)
    for name in ("title", "byline", "section"):
        told = getattr(delivery, name)
        if told and (renamed or not getattr(article, name)):
            setattr(article, name, told)
    if article.outlet_id is None:
        article.outlet = outlet_of(delivery.addresses, article.url, delivery.outlet)
    if not article.language:
        article.language = delivery.language or language_of(delivery.text)
    if model_to_dict(article) != before:
        article.save()


def _date(article: Article, delivery: Delivery) -> None:
    """The first date of publication stays; of changes, the last that the outlet tells."""
    if delivery.published and not article.published:
        article.published = delivery.published.iso
        article.published_day = delivery.published.day
        article.published_from = delivery.published_from
    article.modified = delivery.modified or article.modified
