"""Back-pressure: what comes in waits while reading is behind, and goes on by itself."""

import logging
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.db.models import Exists, OuterRef

from claims.models import Reading
from sources.models import Revision

RESUMED_AT = 0.8  # of the limit, so that the pause does not begin again at once
_KEY = "reading-is-behind"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pressure:
    """How many revisions wait to be read, counted no further than the limit needs."""

    unread: int
    limit: int
    paused: bool


def pressure() -> Pressure:
    """How far reading is behind, and whether that holds up what comes in."""
    limit = settings.MOST_UNREAD
    unread = _unread(limit + 1) if limit else 0
    return Pressure(unread, limit, paused=bool(limit) and _is_behind(unread, limit))


def incoming_waits() -> bool:
    """Whether fetching and intake have to pause now; each turn is logged once, whoever asks."""
    now = pressure()
    if now.paused and cache.add(_KEY, now.unread, timeout=None):
        logger.warning("Reading is behind: over %s revisions wait; incoming pauses", now.limit)
    elif not now.paused and cache.delete(_KEY):
        logger.warning("Reading has caught up: %s revisions wait; incoming goes on", now.unread)
    return now.paused


def _is_behind(unread: int, limit: int) -> bool:
    return unread > (limit * RESUMED_AT if cache.get(_KEY) is not None else limit)


def _unread(most: int) -> int:
    """Readings that wait, and of the newest revisions those that have none yet; at most so many.

    Older ones without a reading have lost their message; they get one from `open_readings`, so
    that no count goes through the archive.
    """
    waiting = Reading.objects.pending()[:most].count()
    newest = Revision.objects.order_by("-pk").values("pk")[:most]
    fresh = Revision.objects.readable().filter(pk__in=newest)
    unopened = fresh.filter(~Exists(Reading.objects.filter(revision=OuterRef("pk"))))
    return min(most, waiting + unopened.count())
