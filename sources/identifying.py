"""Use case: one story is one article, whatever the address that it came by.

An article is found by the address that its page claims, if that can be believed, then by those
that led to the page. Each leads to it from then on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sources.models import Address, Article, Outlet
from sources.parsing.canonical import cleaned, is_believable, is_front_page, key_of, site_of
from sources.tombs import hold, refuse

LONGEST_ADDRESS = 2600  # bytes; what an index of PostgreSQL holds


@dataclass(frozen=True, slots=True)
class Came:
    """How a story came: by the address that was asked for, which led on to `landed`, or as given.

    `claimed` are the addresses that its page says are its own, the most deliberate first; `told` is
    the outlet that others name for it. An address that was `given` as its identity stays so.
    """

    url: str
    landed: str = ""
    claimed: Sequence[str] = ()
    told: str = ""
    given: bool = False


def article_of(came: Came) -> tuple[Article, bool]:
    """The story's article, and whether it is new; call it in a transaction.

    Stories that share an address wait for each other, so that two at once make one article.
    Raises `TakenDownError` where it was taken down.
    """
    canonical = _believed(came)
    keys = keys_of(came)
    hold(keys)
    refuse(keys)
    article = _known(keys, canonical)
    url = came.url if came.given else cleaned(canonical or _asked(came)[-1])
    created = article is None
    if article is None:
        article, created = Article.objects.get_or_create(url=url)
    Address.objects.bulk_create(
        [Address(key=key, article=article) for key in keys], ignore_conflicts=True
    )
    return article, created


def keys_of(came: Came) -> list[str]:
    """The keys of the addresses that the story has, that of its own first."""
    addresses = filter(None, [_believed(came), *_asked(came)])
    return list(dict.fromkeys(map(key_of, addresses)))


def outlet_of(came: Came, url: str, name: str) -> Outlet | None:
    """Who published it: a known homepage's outlet goes before the name that a page gives itself."""
    if came.given and name:
        return Outlet.named(name)
    return Outlet.objects.publishing(url) or (Outlet.named(name) if name else None)


def _known(keys: Sequence[str], canonical: str) -> Article | None:
    """The article of the first address that has one.

    An address that merely led to a story ("/latest") may lead to another one today: where the page
    claims an address that is new to us, only an article whose own address was asked for is meant.
    """
    found = {row.key: row.article for row in _addresses(keys)}
    claimed = key_of(canonical) if canonical else ""
    for key in keys:
        article = found.get(key)
        if article and (key == claimed or not claimed or key_of(article.url) == key):
            return article
    return None


def _addresses(keys: Sequence[str]) -> Iterable[Address]:
    return Address.objects.filter(key__in=keys).select_related("article")


def _believed(came: Came) -> str:
    """The first claimed address that is on the story's own site, or on its outlet's; "" if none."""
    asked = _asked(came)
    for claimed in came.claimed:
        fits = len(claimed.encode()) <= LONGEST_ADDRESS and is_believable(claimed, asked)
        if fits and _is_own(claimed, asked, came.told):
            return claimed
    return ""


def _is_own(claimed: str, asked: Sequence[str], told: str) -> bool:
    site, sites = site_of(claimed), {site_of(address) for address in asked} - {""}
    if not sites or site in sites:  # a page without an address has nothing to disagree with
        return True
    return bool(told) and Outlet.objects.filter(site=site, name=told).exists()


def _asked(came: Came) -> list[str]:
    """What was asked for and where it led; to a front page sites send those they can't serve."""
    elsewhere = came.landed and not (is_front_page(came.landed) and not is_front_page(came.url))
    return [came.url, came.landed] if elsewhere else [came.url]
