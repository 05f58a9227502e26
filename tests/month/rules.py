"""What a server's log must show of whoever asked: each rule lists what breaks it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import pairwise

from tests.month.press import Asked

ROBOTS_HOLD_FOR = timedelta(days=1)
ROBOTS = "/robots.txt"
Log = list[Asked]


def by_host(log: Iterable[Asked]) -> dict[str, Log]:
    hosts = defaultdict[str, Log](list)
    for line in log:
        hosts[line.host].append(line)
    return hosts


def too_fast(log: Log, pace: timedelta, slower: Mapping[str, timedelta]) -> Iterator[str]:
    """No host is asked twice within the pace, or within its own Crawl-delay."""
    for host, lines in by_host(log).items():
        least = max(pace, slower.get(host, pace))
        for before, after in pairwise(lines):
            if after.at - before.at < least:
                yield f"{after} came {after.at - before.at} after {before.path}"


def too_soon(log: Log) -> Iterator[str]:
    """A host that named a time in Retry-After is asked nothing before it."""
    for lines in by_host(log).values():
        for before, after in pairwise(lines):
            if after.at < before.at + before.retry_after:
                yield f"{after} came in spite of {before}"


def unasked(log: Log) -> Iterator[str]:
    """Nothing is asked of a host whose robots.txt was not had within the day before."""
    for host, lines in by_host(log).items():
        had = None
        for line in lines:
            if line.path == ROBOTS:
                if had and line.at < had + ROBOTS_HOLD_FOR:
                    yield f"{host} was asked for its rules twice within a day, at {line.at}"
                had = line.at if line.status < 500 else had
            elif had is None or line.at > had + ROBOTS_HOLD_FOR:
                yield f"{line} without rules"


def against(log: Log, closed: Iterable[str]) -> Iterator[str]:
    """What robots.txt closes is not asked for."""
    shut = tuple(closed)
    return (f"{line} is closed" for line in log if f"{line.host}{line.path}".startswith(shut))


def unconditional(log: Log) -> Iterator[str]:
    """What was answered with a mark is asked for by that mark from then on."""
    marks = dict[tuple[str, str], str]()
    for line in log:
        place = line.host, line.path
        if marks.get(place, line.asked_by) != line.asked_by:
            yield f"{line} should have carried {marks[place]}"
        if line.marked and line.status in (200, 304):
            marks[place] = line.marked


def nameless(log: Log, contact: str) -> Iterator[str]:
    """Every request says whose it is and whom to write to."""
    return (f"{line} names nobody" for line in log if contact not in line.agent)
