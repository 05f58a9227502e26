"""Use case: copies of the same story, and whose story it is.

    newest revision -> signature -> bands -> candidates -> near-copies -> originals

What comes out depends on the articles that are there, not on the order in which they came.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db import connection, transaction

from sources.models import Article, Band, NearCopy, Revision, Signature
from sources.parsing.credits import agency_of, credits_of
from sources.parsing.originals import Credited, Origin, Telling, origins
from sources.parsing.shingles import VERSION, bands_of, contained, shingles_of

COPIED = 0.5  # of the shorter text: unrelated ones share up to a quarter, copies seven tenths
COPIED_AT_HOME = 0.8  # of two by one outlet, which share their furniture as well
LEAST = 40  # shingles; shorter texts share too much by chance
NEAREST = 16  # articles looked at of one band, before and after the day
CANDIDATES = 32  # whose texts are compared: those that share most bands

_LOCK = 7_302_002  # PostgreSQL advisory lock: two workers must not miss each other's articles
_NO_DAY = date(9999, 12, 31)

_SEARCH = """
    SELECT near.article_id
    FROM unnest(%(keys)s::bigint[]) AS sought (key)
    CROSS JOIN LATERAL (
        (SELECT article_id, day FROM sources_band
         WHERE key = sought.key AND day >= %(day)s ORDER BY day, article_id LIMIT %(nearest)s)
        UNION ALL
        (SELECT article_id, day FROM sources_band
         WHERE key = sought.key AND day < %(day)s
         ORDER BY day DESC, article_id DESC LIMIT %(nearest)s)
    ) AS near
    WHERE near.article_id <> %(article)s
    GROUP BY 1
    ORDER BY count(*) DESC, min(abs(near.day - %(day)s)), 1
    LIMIT %(most)s
"""


@transaction.atomic
def place(article_id: int) -> None:
    """Find an article's copies by its newest revision, and say whose story each of them tells.

    A second call changes nothing. An article that is gone, or has no text, is no error.
    """
    _lock()
    article = Article.objects.select_related("outlet").filter(pk=article_id).first()
    revision = Revision.objects.newest_of([article_id]).first()
    if article is None or revision is None:
        return
    before = _reachable([article_id])
    if not _is_signed(article, revision):
        _sign(article, revision)
    _settle(before | _reachable([article_id]))


def place_unsigned(limit: int) -> int:
    """Place articles that never were, newest first: unread ones, or from before; how many."""
    waiting = Article.objects.filter(signature=None, revisions__number=1).order_by("-pk")
    ids = list(waiting.values_list("pk", flat=True)[:limit])
    for pk in ids:
        place(pk)
    return len(ids)


@transaction.atomic
def forget(articles: Collection[int]) -> None:
    """Let articles that are about to go be nobody's original or copy any more."""
    _lock()
    left = _reachable(articles) - set(articles)
    Signature.objects.filter(article__in=articles).delete()
    Band.objects.filter(article__in=articles).delete()
    NearCopy.objects.of(list(articles)).delete()
    _settle(left)


def _lock() -> None:
    """Nobody else changes copies until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _is_signed(article: Article, revision: Revision) -> bool:
    rows = Signature.objects.filter(article=article, revision=revision, version=VERSION)
    stray = article.bands.exclude(day=_day(article))  # its day became known since
    return rows.exists() and not stray.exists()


def _sign(article: Article, revision: Revision) -> None:
    """Write what it is compared by, and the near-copies that are found by that."""
    shingles = shingles_of(revision.text)
    Signature.objects.update_or_create(
        article=article,
        defaults={
            "revision": revision,
            "version": VERSION,
            "shingles": len(shingles),
            "credits": list(credits_of(revision.text)),
            "agency": agency_of(revision.text),
        },
    )
    article.bands.all().delete()
    NearCopy.objects.of([article.pk]).delete()
    if len(shingles) >= LEAST:
        keys = bands_of(shingles)
        NearCopy.objects.bulk_create(_near_copies(article, shingles, keys))
        day = _day(article)
        Band.objects.bulk_create(Band(key=key, day=day, article=article) for key in set(keys))


def _near_copies(article: Article, shingles: frozenset[bytes], keys: list[int]) -> list[NearCopy]:
    found = []
    for other in _candidates(article, keys):
        share = contained(shingles, shingles_of(other.revision.text))
        at_home = other.article.publisher == article.publisher
        if share >= (COPIED_AT_HOME if at_home else COPIED):
            pair = sorted((article.pk, other.article_id))
            found.append(NearCopy(one_id=pair[0], other_id=pair[1], share=round(share, 4)))
    return found


def _candidates(article: Article, keys: list[int]) -> Iterable[Signature]:
    """Signatures that share a band, with their texts; capped, so that the cost does not grow."""
    sought: dict[str, Any] = {
        "keys": keys,
        "day": _day(article),
        "article": article.pk,
        "nearest": NEAREST,
        "most": CANDIDATES,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SEARCH, sought)
        ids = [row[0] for row in cursor.fetchall()]
    return Signature.objects.filter(article__in=ids).select_related("revision", "article__outlet")


def _day(article: Article) -> date:
    return article.published_day or _NO_DAY


def _reachable(articles: Collection[int]) -> set[int]:
    """The articles that reach each other by near-copies."""
    found: set[int] = set()
    further = set(articles)
    while further:
        found |= further
        pairs = NearCopy.objects.of(further).values_list("one", "other")
        further = {pk for pair in pairs for pk in pair} - found
    return found


def _settle(articles: Collection[int]) -> None:
    """Say of each of these articles, which hang together, whose story it tells."""
    rows = Signature.objects.filter(article__in=articles).select_related("article__outlet")
    by_url = {row.article.url: row for row in rows}
    urls = {row.article_id: row.article.url for row in rows}
    alike: dict[str, list[str]] = defaultdict(list)
    for one, other in NearCopy.objects.of(list(articles)).values_list("one", "other"):
        alike[urls[one]].append(urls[other])
        alike[urls[other]].append(urls[one])
    found = origins({url: _telling(row) for url, row in by_url.items()}, alike)
    for url, row in by_url.items():
        _keep(row, found[url], by_url)


def _telling(row: Signature) -> Telling:
    article = row.article
    credited = Credited(row.credits, row.agency)
    return Telling.of(article.url, article.publisher, article.published, credited)


def _keep(row: Signature, origin: Origin, by_url: dict[str, Signature]) -> None:
    original = by_url[origin.url].article_id if origin.url else None
    values = (original, origin.basis, origin.credited)
    if (row.original_id, row.basis, row.credited) != values:
        row.original_id, row.basis, row.credited = values
        row.save(update_fields=["original", "basis", "credited"])
