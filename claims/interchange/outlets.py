"""The outlets file: who publishes, and the feeds in which they announce it. YAML, JSON or OPML."""

from collections.abc import Iterator
from pathlib import Path

from claims.interchange.entries import Entry
from claims.interchange.files import InterchangeError, read_entries
from sources.parsing.outlets import (
    LONGEST_FEED,
    LONGEST_HOMEPAGE,
    LONGEST_NAME,
    ListedFeed,
    ListedOutlet,
    fault_in_address,
    read_opml,
)
from sources.parsing.refusals import Refused

MOST_MINUTES = 7 * 24 * 60

_OPML = {".opml", ".xml"}
_KEYS = ("name", "homepage", "feeds")
_FEED_KEYS = ("url", "every_minutes", "active")


def read_outlets(path: Path) -> Iterator[ListedOutlet | Refused]:
    """The outlets of a file in order, a fault in place of each that can't be taken.

    `InterchangeError` where the file as a whole can't be read.
    """
    if path.suffix.lower() in _OPML:
        try:
            body = path.read_bytes()
        except OSError as error:
            raise InterchangeError([f"{path}: {error.strerror}: give a file"]) from None
        yield from read_opml(body, str(path))
        return
    for place, found in read_entries(path):
        problems: list[str] = []
        outlet = _outlet_of(Entry.of(place, found, problems))
        yield from (Refused(*_split(problem)) for problem in problems)
        if not problems:
            yield outlet


def _outlet_of(entry: Entry) -> ListedOutlet:
    """One entry; what is wrong with it is noted there."""
    entry.refuse_slips(_KEYS)
    homepage = _address(entry, "homepage", LONGEST_HOMEPAGE)
    return ListedOutlet(
        place=entry.place,
        name=entry.text("name", longest=LONGEST_NAME, required=True),
        homepage=homepage,
        feeds=tuple(_feeds(entry)),
    )


def _feeds(entry: Entry) -> Iterator[ListedFeed]:
    """Feeds are addresses, or mappings where there is more to say of them."""
    found = entry.values.get("feeds") or []
    if not isinstance(found, list):
        entry.note("feeds", "not a list: start each of them with '- '")
        return
    for number, item in enumerate(found, 1):
        values = {"url": item} if isinstance(item, str) else item
        yield _feed(Entry.of(f"{entry.place}, feed {number}", values, entry.problems))


def _feed(entry: Entry) -> ListedFeed:
    entry.refuse_slips(_FEED_KEYS)
    if entry.values and not entry.values.get("url"):
        entry.note("url", "missing: every feed needs its address")
    return ListedFeed(
        url=_address(entry, "url", LONGEST_FEED),
        every_minutes=_minutes(entry),
        active=entry.flag("active", default=True),
    )


def _address(entry: Entry, key: str, longest: int) -> str:
    url = entry.text(key, longest=longest)
    fault = fault_in_address(url, longest) if url else ""
    if fault:
        entry.note(key, fault)
    return url


def _minutes(entry: Entry) -> int | None:
    text = entry.text("every_minutes")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and 0 < int(text[:9]) <= MOST_MINUTES):
        entry.note("every_minutes", f"{text[:20]!r} is no number from 1 to {MOST_MINUTES}: mend it")
        return None
    return int(text)


def _split(problem: str) -> tuple[str, str]:
    place, _, reason = problem.partition(": ")
    return place, reason
