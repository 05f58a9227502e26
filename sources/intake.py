"""Use case: a document in, an article and a revision out. The same document again: nothing.

The same words in other typography are the same document: the revision keeps the text that its
reports point into, and the bytes that this text was made from. Another title over the same text
makes no revision either: the article takes the new title and remembers the earlier one.
"""

import hashlib
from dataclasses import dataclass

from django.db import transaction
from django.forms.models import model_to_dict
from django.utils import timezone

from sources.models import Article, Fetch, Outlet, RawBytes, Revision
from sources.parsing.language import language_of
from sources.parsing.published import Published
from sources.parsing.typography import same_words

Outcome = Fetch.Outcome


@dataclass(frozen=True, slots=True)
class Delivery:
    """One article as it came in; `text` is normalised, `raw` the bytes that it was made from."""

    url: str
    text: str
    raw: bytes
    media_type: str
    title: str = ""
    published: Published | None = None
    outlet: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The revision that holds the delivery, and whether it is new."""

    revision: Revision
    outcome: Outcome


@transaction.atomic
def take_in(delivery: Delivery) -> TakenIn:
    """Store a delivery as an article's newest revision, unless that says the same words already.

    Deliveries of one URL wait for each other, so that revisions are numbered without gaps.
    """
    article, created = Article.objects.get_or_create(url=delivery.url)
    article = Article.objects.select_for_update().get(pk=article.pk)
    digest = hashlib.sha256(delivery.text.encode()).hexdigest()
    latest = article.revisions.order_by("-number").first()
    _describe(article, delivery)
    if latest is not None and (latest.digest == digest or same_words(latest.text, delivery.text)):
        return TakenIn(latest, Outcome.UNCHANGED)
    revision = article.revisions.create(
        number=latest.number + 1 if latest else 1,
        title=delivery.title,
        text=delivery.text,
        digest=digest,
    )
    RawBytes.objects.create(
        revision=revision,
        media_type=delivery.media_type,
        compressed=RawBytes.pack(delivery.raw),
    )
    return TakenIn(revision, Outcome.NEW if created else Outcome.CHANGED)


def _describe(article: Article, delivery: Delivery) -> None:
    """Fill in what is not known of the article yet; its title is what it was last called."""
    before = model_to_dict(article)
    if delivery.title and not same_words(article.title, delivery.title):
        _rename(article, delivery.title)
    if delivery.published and not article.published:
        article.published = delivery.published.iso
        article.published_day = delivery.published.day
    if delivery.outlet and article.outlet_id is None:
        article.outlet = Outlet.named(delivery.outlet)
    if not article.language:
        article.language = delivery.language or language_of(delivery.text)
    if model_to_dict(article) != before:
        article.save()


def _rename(article: Article, title: str) -> None:
    """Call it by its new title; one that comes and goes is remembered once."""
    article.earlier_titles.filter(title=title).delete()
    if article.title:
        article.earlier_titles.update_or_create(
            title=article.title, defaults={"replaced_at": timezone.now()}
        )
    article.title = title
