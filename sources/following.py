"""Use case: outlets and feeds of a list, or found on a site, into rows.

Nothing is removed, and a list overwrites nothing: what an editor has set stays.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction

from sources.models import Feed, Outlet
from sources.parsing.outlets import ListedFeed, ListedOutlet


@dataclass
class Followed:
    """What became of the outlets of a list, by name; `kept` says where rows and list differ."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    feeds: list[str] = field(default_factory=list)  # addresses of new feeds


def follow(listed: Iterable[ListedOutlet]) -> Followed:
    """Add outlets and feeds that are missing, each outlet whole; a second call changes nothing."""
    followed = Followed()
    for entry in listed:
        with transaction.atomic():
            _follow(entry, followed)
    return followed


def _follow(entry: ListedOutlet, followed: Followed) -> None:
    known = _known(entry)
    outlet = known or Outlet.named(entry.name)
    changed = _set_homepage(outlet, entry.homepage, followed)
    added = [feed.url for feed in entry.feeds if _add(outlet, feed, followed)]
    followed.feeds += added
    if known is None:
        followed.new.append(outlet.name)
    else:
        (followed.changed if changed or added else followed.unchanged).append(outlet.name)


def _known(entry: ListedOutlet) -> Outlet | None:
    named = Outlet.objects.filter(name=entry.name).first()
    if named or not entry.by_site or not entry.homepage:
        return named
    return Outlet.objects.publishing(entry.homepage)


def _set_homepage(outlet: Outlet, homepage: str, followed: Followed) -> bool:
    if not homepage or outlet.homepage == homepage:
        return False
    if outlet.homepage:
        followed.kept.append(f"{outlet.name}: homepage {outlet.homepage}")
        return False
    outlet.homepage = homepage
    outlet.save()
    return True


def _add(outlet: Outlet, listed: ListedFeed, followed: Followed) -> bool:
    """Whether the feed is new; one that is there keeps its outlet and its pace."""
    wanted: dict[str, Any] = {"outlet": outlet, "active": listed.active}
    if listed.every_minutes:
        wanted["every_minutes"] = listed.every_minutes
    feed, created = Feed.objects.get_or_create(url=listed.url, defaults=wanted)
    if feed.outlet_id != outlet.pk:
        followed.kept.append(f"{feed.url}: outlet {feed.outlet.name}")
    return created


class TakenError(Exception):
    """A name or a feed is another outlet's already; `field` says which of the two."""

    def __init__(self, message: str, *, field: str) -> None:
        """Tell what to do instead."""
        super().__init__(message)
        self.field = field


@transaction.atomic
def change_outlet(
    outlet: Outlet, values: Mapping[str, str], feeds: Mapping[str, Mapping[str, Any]]
) -> None:
    """Set an outlet's values and those of its feeds, by their address; all or nothing.

    A feed that the outlet lacks is added; one whose values are set is due at once.
    Raises `TakenError`.
    """
    for name, value in values.items():
        setattr(outlet, name, value)
    _save(outlet)
    for url, wanted in feeds.items():
        _set_feed(outlet, url, wanted)


def _save(outlet: Outlet) -> None:
    try:
        with transaction.atomic():
            outlet.save()
    except IntegrityError:
        told = f"Another outlet is called {outlet.name}: choose another name."
        raise TakenError(told, field="name") from None


def _set_feed(outlet: Outlet, url: str, wanted: Mapping[str, Any]) -> None:
    feed, created = Feed.objects.get_or_create(url=url, defaults={"outlet": outlet, **wanted})
    if feed.outlet_id != outlet.pk:
        told = f"{url} is a feed of {feed.outlet.name}: follow it there, or leave it out."
        raise TakenError(told, field="feeds")
    if wanted and not created:
        rows = Feed.objects.filter(pk=feed.pk)
        rows.update(**wanted)
        rows.ask_now()
