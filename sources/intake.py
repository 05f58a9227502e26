"""Use case: a document in, an article and a revision out. The same document again: nothing."""

import hashlib
from dataclasses import dataclass

from django.db import transaction
from django.forms.models import model_to_dict

from sources.models import Article, Fetch, Outlet, RawBytes, Revision
from sources.parsing.language import language_of
from sources.parsing.published import Published
from sources.tombs import keep_out

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
    """Store a delivery as an article's newest revision, unless that says the same already.

    Deliveries of one URL wait for each other, so that revisions are numbered without gaps.
    Raises `TakenDownError` where the article was taken down.
    """
    keep_out(delivery.url)
    article, created = Article.objects.get_or_create(url=delivery.url)
    article = Article.objects.select_for_update().get(pk=article.pk)
    digest = hashlib.sha256(delivery.text.encode()).hexdigest()
    latest = article.revisions.order_by("-number").first()
    if latest is not None and latest.digest == digest:
        _describe(article, delivery)
        return TakenIn(latest, Outcome.UNCHANGED)
    _describe(article, delivery, renamed=True)
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


def _describe(article: Article, delivery: Delivery, *, renamed: bool = False) -> None:
    """Fill in what is not known of the article yet; a changed text may bring a changed title."""
    before = model_to_dict(article)
    if delivery.title and (renamed or not article.title):
        article.title = delivery.title
    if delivery.published and not article.published:
        article.published = delivery.published.iso
        article.published_day = delivery.published.day
    if delivery.outlet and article.outlet_id is None:
        article.outlet = Outlet.named(delivery.outlet)
    if not article.language:
        article.language = delivery.language or language_of(delivery.text)
    if model_to_dict(article) != before:
        article.save()
