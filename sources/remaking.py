"""Use case: an article's text made anew from the bytes that are kept of it, without the network."""

import hashlib

from django.db import transaction

from sources.documents import Document, open_document
from sources.models import Article, RawBytes, Revision


@transaction.atomic
def remake(revision: Revision) -> Revision:
    """The revision as its bytes read today: itself, or a new one where the text differs.

    The new one was fetched when the other was, and takes over its bytes. A revision without bytes,
    or one that is not the newest, stays as it is. `DocumentError` where nothing comes out.
    """
    article = Article.objects.select_for_update().get(pk=revision.article_id)
    raw = RawBytes.objects.filter(revision=revision).first()
    if raw is None or article.latest.pk != revision.pk:
        return revision
    document = Document(
        origin=str(revision),
        media_type=raw.media_type,
        body=raw.data,
        url=article.url,
        fetched_at=revision.fetched_at,
    )
    delivery = open_document(document).delivery
    digest = hashlib.sha256(delivery.text.encode()).hexdigest()
    if digest == revision.digest:
        return revision
    made = article.revisions.create(
        number=revision.number + 1,
        title=delivery.title or revision.title,
        text=delivery.text,
        digest=digest,
        fetched_at=revision.fetched_at,
        remade=True,
    )
    RawBytes.objects.filter(pk=raw.pk).update(revision=made)
    return made
