"""Which of several articles that tell one story in the same words is its original."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Self

from sources.parsing.credits import known_as

CREDIT, EARLIEST, UNKNOWN = "credit", "earliest", "unknown"
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Credited:
    """Whom a text credits, as printed (`sources.parsing.credits`)."""

    names: Collection[str] = ()
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """One article: who publishes it, whom it credits, and between which moments it came out."""

    url: str
    publisher: str
    credits: frozenset[str]
    agency: str
    since: datetime
    until: datetime

    @classmethod
    def of(cls, url: str, publisher: str, published: str, credited: "Credited") -> Self:
        """`published` as an article keeps it."""
        since, until = moments(published)
        known = frozenset(map(known_as, credited.names))
        return cls(url, known_as(publisher), known, credited.agency, since, until)

    @property
    def lent(self) -> str:
        """The agency whose text it is by its own word, "" where that is the publisher itself."""
        return self.agency if known_as(self.agency) != self.publisher else ""


@dataclass(frozen=True, slots=True)
class Origin:
    """The original of a telling by its URL, or the agency whose own article is not here."""

    url: str = ""
    basis: str = ""
    credited: str = ""


def origins(
    tellings: Mapping[str, Telling], alike: Mapping[str, Collection[str]]
) -> dict[str, Origin]:
    """Whose each telling is, by URL; `alike` are those that each one shares its words with.

    The original of an original counts, so that a copy of a copy has the same source as both.
    """
    direct = {url: _origin(url, tellings, alike.get(url, ())) for url in tellings}
    return {url: _followed(url, direct) for url in tellings}


def _origin(url: str, tellings: Mapping[str, Telling], alike: Collection[str]) -> Origin:
    around = [tellings[other] for other in {url, *alike}]
    credited = sorted(_credited(around), key=_order)
    if credited:
        return _pointing(url, credited[0], CREDIT)
    agencies = sorted(telling.lent for telling in around if telling.lent)
    if agencies:
        own = tellings[url].lent
        return Origin(credited=own or agencies[0])
    first, *others = sorted(around, key=_order)
    known = all(_before(first, other) for other in others)
    return _pointing(url, first, EARLIEST if known else UNKNOWN)


def _credited(around: Collection[Telling]) -> Iterator[Telling]:
    """Those whose publisher another of them names as its source."""
    for telling in around:
        others = (other for other in around if other.publisher != telling.publisher)
        if any(telling.publisher in other.credits for other in others):
            yield telling


def _pointing(url: str, original: Telling, basis: str) -> Origin:
    return Origin() if original.url == url else Origin(original.url, basis)


def _followed(url: str, direct: Mapping[str, Origin]) -> Origin:
    """From original to original; a circle ends at the least of its addresses."""
    path, basis = [url], ""
    while direct[path[-1]].url:
        step = direct[path[-1]]
        basis = UNKNOWN if UNKNOWN in (basis, step.basis) else step.basis
        if step.url in path:
            least = min(path[path.index(step.url) :])
            return Origin() if least == url else Origin(least, UNKNOWN)
        path.append(step.url)
    if direct[path[-1]].credited:
        return direct[path[-1]]
    return Origin(path[-1], basis) if len(path) > 1 else Origin()


def _order(telling: Telling) -> tuple[datetime, datetime, str]:
    return telling.since, telling.until, telling.url


def _before(one: Telling, other: Telling) -> bool:
    """Whether it surely came out earlier: a day without a time may be any moment of it."""
    return one.until < other.since or (one.until == other.since and one.since < one.until)


def moments(published: str) -> tuple[datetime, datetime]:
    """The first and the last moment at which it may have come out."""
    if not published:
        return _NEVER, _NEVER
    if len(published) > len("2025-04-22"):
        moment = datetime.fromisoformat(published).astimezone(UTC)
        return moment, moment
    day = date.fromisoformat(published)
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return start, start + timedelta(days=1)
