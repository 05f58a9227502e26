"""Use case: an article's words removed everywhere, with a tombstone in their place.

What other articles report too stays, and is believed anew. While the tombstone stands, the article
can't come in again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import zstandard
from django.db import transaction

from claims.joins import anchor, first_report
from claims.models import Correction, Proposal, Statement
from claims.proposals import propose
from claims.removal import Removed, delete_in_turn, remove_articles
from claims.scrubbing import own_words, scrub
from sources.documents import Document, DocumentError, Given, open_document
from sources.models import Article, Fetch, Revision, Tombstone
from sources.parsing.feeds import is_feed
from sources.tombs import hold

Field = Correction.Field

_ANCHORED = (Field.SAME, Field.RELATION)


class NothingToTakeDownError(LookupError):
    """No article of that address is here or on its way; the message says what to check."""


@dataclass(frozen=True, slots=True)
class TakenDown:
    """What went: how many rows of each kind, by name; `own` are words that only the article had."""

    rows: dict[str, int]
    own: frozenset[str]


@transaction.atomic
def take_down(
    url: str, *, by: str, reason: str = "", ahead: bool = False, rehearse: bool = False
) -> TakenDown:
    """Remove an article's words and leave a tombstone; a rehearsal undoes it all.

    With `ahead` also where nothing came of it yet. Raises `NothingToTakeDownError`.
    """
    hold(url)
    on_the_way = _on_the_way(url)
    known = (model.objects.filter(url=url).exists() for model in (Article, Tombstone))
    if not (ahead or on_the_way or any(known)):
        message = f"no article is here under {url}: check the address, or give --ahead"
        raise NothingToTakeDownError(message)
    taken = _take_down(Tombstone(url=url, by=by, reason=reason), on_the_way)
    if rehearse:
        transaction.set_rollback(True)
    return taken


def _take_down(stone: Tombstone, on_the_way: list[int]) -> TakenDown:
    """All of it, within a transaction."""
    found = Article.objects.filter(url=stone.url)
    number = found.values_list("pk", flat=True).first()
    texts = _texts(stone.url)
    revisions = Revision.objects.filter(article__in=found).count()
    removed = remove_articles(found)
    documents = Fetch.objects.filter(pk__in=on_the_way).delete()[0]
    unplaced = _forget_unplaced(stone.url)
    anchors = _forget_anchors(stone.url)
    _bury(stone, number, removed)
    events = _propose_anew(removed)
    own = own_words(texts)
    rows = {
        "articles": removed.articles,
        "revisions": revisions,
        "reports": len(removed.report_ids),
        "statements": removed.statements,
        "corrections": removed.corrections + unplaced,
        "outlets": removed.outlets,
        "documents on their way": documents,
        "proposed events": events,
        "values elsewhere": anchors + scrub(texts),
    }
    return TakenDown(rows, own)


def _texts(url: str) -> list[str]:
    """All that the article said and was called."""
    revisions = Revision.objects.filter(article__url=url).values_list("title", "text")
    titles = Article.objects.filter(url=url).values_list("title")
    return [text for row in (*revisions, *titles) for text in row]


def _on_the_way(url: str) -> list[int]:
    """Documents that were handed over and hold the article, whatever became of them.

    A feed that holds a story of it loses its bytes: it is fetched again if it is tried again.
    """
    ids = list(Fetch.objects.filter(url=url).values_list("pk", flat=True))
    for work in Fetch.objects.exclude(compressed=None).exclude(pk__in=ids).iterator(chunk_size=50):
        body = zstandard.decompress(bytes(work.compressed or b""))
        if work.url and is_feed(body):
            if url.encode() in body:
                Fetch.objects.filter(pk=work.pk).update(compressed=None)
        elif _address_of(work, body) == url:
            ids.append(work.pk)
    return ids


def _address_of(work: Fetch, body: bytes) -> str:
    """Under which address a document would be taken in; "" where it would not."""
    document = Document(work.origin, work.media_type, body, work.url, Given(**work.given))
    try:
        return open_document(document).delivery.url
    except DocumentError:
        return ""


def _forget_unplaced(url: str) -> int:
    """Decisions that waited for words of the article that are in it no more."""
    return delete_in_turn(
        Correction.objects.filter(article_url=url, statement=None), undone_by=None
    )


def _forget_anchors(url: str) -> int:
    """Decisions on others' reports name those of this article by their words: no longer."""
    changed = 0
    for row in Correction.objects.filter(field__in=_ANCHORED):
        told = {"value": row.value, "replaced": row.replaced}
        became = {name: _without(value, url) for name, value in told.items()}
        if became != told:
            changed += Correction.objects.filter(pk=row.pk).update(**became)
    return changed


def _without(value: object, url: str) -> object:
    """A decision's value without anchors in the article; a statement's is laid elsewhere."""
    if not isinstance(value, dict):
        return value
    if "with" in value:
        return {**value, "with": [one for one in value["with"] if one["article_url"] != url]}
    if value.get("article_url") != url:
        return value
    kept = {name: item for name, item in value.items() if name in ("kind", "statement", "state")}
    number = value.get("statement") or 0
    other = Statement.objects.filter(pk=number, reports__isnull=False).first()
    return {**kept, **(anchor(first_report(other)) if other else {})}


def _bury(stone: Tombstone, number: int | None, removed: Removed) -> None:
    """Leave the tombstone, or add to the one that stands."""
    standing, _ = Tombstone.objects.get_or_create(
        url=stone.url, defaults={"by": stone.by, "reason": stone.reason, "article": number}
    )
    standing.article = number or standing.article
    standing.statements = sorted({*standing.statements, *removed.statement_ids})
    standing.reports = sorted({*standing.reports, *removed.report_ids})
    standing.save()


def _propose_anew(removed: Removed) -> int:
    """Bring proposals up to what is left; returns how many were made from the article too."""
    gone = set(removed.report_ids)
    touched = list(Proposal.objects.filter(reports__overlap=list(gone)))
    propose()
    for proposal in Proposal.objects.filter(pk__in=[row.pk for row in touched]):
        proposal.reports = [pk for pk in proposal.reports if pk not in gone]
        proposal.links = [link for link in proposal.links if link["report"] not in gone]
        proposal.save()
    return len(touched)


def holding(own: frozenset[str], folder: Path) -> list[Path]:
    """The files of a folder in which one of these words stands: logs, for a person to remove."""
    wanted = [word.encode() for word in own]
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path for path in files if _has_any(path.read_bytes().lower(), wanted)]


def _has_any(data: bytes, wanted: Iterable[bytes]) -> bool:
    return any(word in data for word in wanted)
