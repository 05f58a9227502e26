"""Use case: an article's words removed everywhere, with a tombstone in their place.

What other articles report too stays, and is believed anew. While the tombstone stands, the article
can't come in again.
"""

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import zstandard
from django.db import transaction
from django.db.models import Q

from claims.citing import forget_article
from claims.joins import anchor, first_report
from claims.models import Correction, KeptAnswer, Proposal, Statement
from claims.proposals import propose
from claims.removal import Removed, delete_in_turn, remove_articles
from claims.scrubbing import own_words, scrub
from sources.documents import Document, DocumentError, Given, open_document
from sources.identifying import keys_of
from sources.models import Address, Article, EarlierTitle, Fetch, Revision, Tombstone
from sources.parsing.canonical import key_of
from sources.parsing.feeds import FeedError, entries_of, is_feed
from sources.tombs import hold

Field = Correction.Field

_ANCHORED = (Field.SAME, Field.RELATION)
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")


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
    hold(_addresses_of(url))
    keys = _addresses_of(url)
    article = Article.objects.filter(Q(url=url) | Q(addresses__key__in=keys)).first()
    on_the_way = _on_the_way(keys)
    if not (ahead or on_the_way or article or Tombstone.objects.at(keys).exists()):
        message = f"no article is here under {url}: check the address, or give --ahead"
        raise NothingToTakeDownError(message)
    stone = Tombstone(url=article.url if article else url, by=by, reason=reason, keys=sorted(keys))
    taken = _take_down(stone, on_the_way)
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
    keys = frozenset(stone.keys)
    unplaced = _forget_unplaced(keys)
    anchors = _forget_anchors(keys) + _forget_told(keys)
    cited = forget_article(stone.url)
    KeptAnswer.objects.withhold()
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
        "frozen citations": cited,
        "values elsewhere": anchors + scrub(texts),
    }
    return TakenDown(rows, own)


def _texts(url: str) -> list[str]:
    """All that the article said and was called."""
    revisions = Revision.objects.filter(article__url=url).values_list("title", "text")
    told = Article.objects.filter(url=url).values_list("title", "byline", "section")
    earlier = EarlierTitle.objects.filter(article__url=url).values_list("title")
    return [text for row in (*revisions, *told, *earlier) for text in row]


def _addresses_of(url: str) -> set[str]:
    """The keys of an address, and of all others by which its article is known."""
    key = key_of(url)
    known = Address.objects.filter(article__addresses__key=key)
    return {key, *known.values_list("key", flat=True)}


def _on_the_way(keys: set[str]) -> list[int]:
    """Documents that were handed over and hold the article, but did not become it.

    A feed that holds a story of it loses its bytes: it is fetched again if it is tried again.
    """
    ids = []
    for work in Fetch.objects.filter(revision=None).iterator(chunk_size=50):
        body = zstandard.decompress(bytes(work.compressed)) if work.compressed else b""
        if body and work.url and is_feed(body):
            if keys & set(map(key_of, _announced_in(body, work.url))):
                Fetch.objects.filter(pk=work.pk).update(compressed=None)
        elif keys & _keys_of(work, body):
            ids.append(work.pk)
    return ids


def _announced_in(feed: bytes, url: str) -> list[str]:
    """The addresses of a feed's stories; of one that can't be read, all that look like one."""
    try:
        return [entry.url for entry in entries_of(feed, url)]
    except FeedError:
        return _ADDRESS.findall(feed.decode(errors="replace"))


def _keys_of(work: Fetch, body: bytes) -> set[str]:
    """By which addresses a document came, and is taken in if it is."""
    known = {key_of(url) for url in (work.url, work.landed) if url}
    if not body:
        return known
    given = Given(**work.given)
    document = Document(work.origin, work.media_type, body, work.url, given, work.landed)
    try:
        return known | set(keys_of(open_document(document).delivery.addresses))
    except DocumentError:
        return known


def _forget_unplaced(keys: Set[str]) -> int:
    """Decisions that wait for words of the article, or for the article."""
    waiting = Correction.objects.unplaced()
    addresses = waiting.values("article_url").distinct()
    gone = [row["article_url"] for row in addresses if _is_in(row, keys)]
    return delete_in_turn(waiting.filter(article_url__in=gone), undone_by=None)


def _forget_anchors(keys: Set[str]) -> int:
    """Decisions on others' reports name those of this article by their words: no longer."""
    changed = 0
    for row in Correction.objects.filter(field__in=_ANCHORED):
        told = {"value": row.value, "replaced": row.replaced}
        became = {name: _without(value, keys) for name, value in told.items()}
        if became != told:
            changed += Correction.objects.filter(pk=row.pk).update(**became)
    return changed


def _forget_told(keys: Set[str]) -> int:
    """Events that wait for reports of the article by their words: no longer."""
    changed = 0
    for proposal in Proposal.objects.exclude(told_by=[]):
        told_by = [told for told in proposal.told_by if not _is_in(told, keys)]
        if told_by != proposal.told_by:
            changed += Proposal.objects.filter(pk=proposal.pk).update(told_by=told_by)
    return changed


def _without(value: object, keys: Set[str]) -> object:
    """A decision's value without anchors in the article; a statement's is laid elsewhere."""
    if not isinstance(value, dict):
        return value
    if "with" in value:
        return {**value, "with": [one for one in value["with"] if not _is_in(one, keys)]}
    if not _is_in(value, keys):
        return value
    kept = {name: item for name, item in value.items() if name in ("kind", "statement", "state")}
    number = value.get("statement") or 0
    other = Statement.objects.filter(pk=number, reports__isnull=False).first()
    return {**kept, **(anchor(first_report(other)) if other else {})}


def _is_in(anchored: Mapping[str, Any], keys: Set[str]) -> bool:
    """Whether words stand in the article, whichever of its addresses they were told with."""
    url = anchored.get("article_url") or ""
    return bool(url) and key_of(url) in keys


def _bury(stone: Tombstone, number: int | None, removed: Removed) -> None:
    """Leave the tombstone, or add to the one that stands."""
    standing = Tombstone.objects.at(stone.keys).first() or stone
    standing.keys = sorted({*standing.keys, *stone.keys})
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
