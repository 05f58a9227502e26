"""What origins ask of programs, known to all workers."""

from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache

import httpx
from django.utils import timezone
from protego import Protego

from sources.fetching.addresses import name_of
from sources.fetching.answers import Answer
from sources.fetching.errors import BusyError, FetchError
from sources.models import Host, Robots

HOLD_FOR = timedelta(days=1)  # the longest that RFC 9309 allows
LONGEST = 512 * 1024

Follow = Callable[[list[str]], Answer]


def obey(url: httpx.URL, agent: str, follow: Follow) -> None:
    """`FetchError` where the origin doesn't want programs to read this page.

    `follow` fetches what the trail that it is given ends in. The file is asked for once a day.
    """
    rules = _rules(_text_of(url, agent, follow))
    if not rules.can_fetch(str(url), agent):
        cause = f"{url.host} asks programs not to read this page (robots.txt)"
        remedy = "save the page in your browser and ingest the file, if you may"
        raise FetchError(cause=cause, remedy=remedy)


def _text_of(url: httpx.URL, agent: str, follow: Follow) -> str:
    origin = str(url.join("/"))
    known = Robots.objects.filter(pk=origin).first() or Robots(origin=origin)
    return known.text if known.fresh else _learn(known, url, agent, follow)


def _learn(known: Robots, url: httpx.URL, agent: str, follow: Follow) -> str:
    """Ask, and tell all workers; where a redirect leads to a busy host, go on from there later."""
    trail = known.trail or [str(url.join("/robots.txt"))]
    try:
        text = _rules_in(follow(trail))
    except BusyError:
        if len(trail) > 1:
            _note(known, trail=trail)
        raise
    except FetchError:
        _note(known, trail=[])
        raise
    _note(known, trail=[], text=text, expires_at=timezone.now() + HOLD_FOR)
    delay = _rules(text).crawl_delay(agent) or 0
    Host.objects.slow_down(name_of(url), timedelta(seconds=min(delay, 86_400)))
    return text


def _note(known: Robots, **fields: object) -> None:
    """Write these fields alone: another worker may have learned the rest in the meantime."""
    Robots.objects.update_or_create(origin=known.origin, defaults=fields)


def _rules_in(answer: Answer) -> str:
    """The rules (RFC 9309): none where there is no such file."""
    found = answer.body[:LONGEST] if answer.status == httpx.codes.OK else b""
    return found.decode(errors="replace").replace("\0", "")


@lru_cache(maxsize=256)
def _rules(text: str) -> Protego:
    return Protego.parse(text)
