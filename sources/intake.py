"""Use case: a document in, an article and a revision out. The same document again: nothing.

The same words in other typography are the same document: the revision keeps the text that its
reports point into, and the bytes that this text was made from. Another title over the same text
makes no revision either: the article takes the new title and remembers the earlier one.
"""

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
from sources.parsing.typography import same_words

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
    """Store a delivery as an article's newest revision, unless that says the same words already.

    Deliveries of one article wait for each other, so that revisions are numbered without gaps.
    What an archive got before the newest revision was fetched can't be the newest: it is left out.
    Raises `TakenDownError` where the article was taken down.
    """
    article, created = article_of(delivery.addresses)
    article = Article.objects.select_for_update().get(pk=article.pk)
    digest = hashlib.sha256(delivery.text.encode()).hexdigest()
    latest = article.revisions.order_by("-number").first()
    fetched_at = delivery.fetched_at or timezone.now()
    newest = latest is None or delivery.fetched_at is None or fetched_at >= latest.fetched_at
    _describe(article, delivery, newest=newest)
    if latest is not None and (latest.digest == digest or same_words(latest.text, delivery.text)):
        return TakenIn(latest, Outcome.UNCHANGED)
    if latest is not None and not newest:
        return TakenIn(latest, Outcome.OLDER)
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


def _describe(article: Article, delivery: Delivery, *, newest: bool) -> None:
    """Fill in what is not known of the article yet; title and byline are what they were last."""
    before = model_to_dict(article)
    _date(article, delivery)
    for name in ("byline", "section"):
        told = getattr(delivery, name)
        if told and (newest or not getattr(article, name)):
            setattr(article, name, told)
    if article.outlet_id is None:
        article.outlet = outlet_of(delivery.addresses, article.url, delivery.outlet)
    if delivery.title and (newest or not article.title):
        _rename(article, delivery.title)
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


def _rename(article: Article, title: str) -> None:
    """Call it by its new title, if it is one; one that comes and goes is remembered once."""
    if same_words(article.title, title):
        return
    article.earlier_titles.filter(title=title).delete()
    if article.title:
        article.earlier_titles.update_or_create(
            title=article.title, defaults={"replaced_at": timezone.now()}
        )
    article.title = title
