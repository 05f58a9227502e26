"""Who is named where in an article: listed people, those who speak in it, and bodies."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from claims.extraction import ExtractedReading, ExtractedReport, Span

_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
SHORTEST = 3  # characters of a name


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A name in the text and the key of whom it means (`key_of`)."""

    span: Span
    key: str


def key_of(report: ExtractedReport) -> str:
    """What the reports of one source share: slug, name or body; "" where nobody is named."""
    if report.speaker:
        return report.speaker.slug or report.speaker.name.casefold()
    return _bare(report.body or "").casefold()


class Cast:
    """The names of one article, to be looked up by place."""

    def __init__(self, text: str, reading: ExtractedReading) -> None:
        """Take listed names as the reader decided on them, and look for those of the others."""
        listed = [Named(m.span, m.slug) for m in reading.mentions if m.slug]
        taken = {at for name in listed for at in range(name.span.start, name.span.end)}
        others = [n for n in _unlisted(text, reading) if n.span.start not in taken]
        self._names = sorted([*listed, *others])
        self._starts = [name.span.start for name in self._names]
        self._reports = [(key_of(report), report) for report in reading.reports]

    def ending_at(self, end: int) -> str:
        """The key of whoever is named by the words that end there, "" if by none."""
        before = self._names[: bisect_left(self._starts, end)]
        return next((name.key for name in before[-2:] if name.span.end == end), "")

    def within(self, span: Span) -> Iterator[Named]:
        """The names in a stretch of text, in its order."""
        for name in self._names[bisect_left(self._starts, span.start) :]:
            if name.span.end > span.end:
                return
            yield name

    def is_body(self, key: str) -> bool:
        """Whether whoever speaks under a key is no person."""
        return any(known == key and report.speaker is None for known, report in self._reports)

    def titled(self, title: str) -> str:
        """The key of the one speaker whom the article gives a title: "the governor"; else ""."""
        titles = re.compile(rf"\b{re.escape(title)}\b", re.IGNORECASE)
        keys = {key for key, report in self._reports if titles.search(report.label)}
        return keys.pop() if len(keys) == 1 else ""


def _unlisted(text: str, reading: ExtractedReading) -> Iterator[Named]:
    """Names of speakers whom the speakers file lacks, and of bodies, wherever they stand."""
    keys = _names_of_sources(reading)
    if not keys:
        return
    longest_first = sorted(keys, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    for match in pattern.finditer(text):
        yield Named(Span(*match.span()), keys[match[0]])


def _names_of_sources(reading: ExtractedReading) -> dict[str, str]:
    """What each unlisted source may be called; a surname that two of them share means neither."""
    meant: defaultdict[str, set[str]] = defaultdict(set)
    for report in reading.reports:
        key = key_of(report)
        if report.speaker and not report.speaker.slug:
            meant[report.speaker.name].add(key)
            meant[report.speaker.name.split()[-1]].add(key)
        elif report.body:
            meant[_bare(report.body)].add(key)
    return {
        name: min(keys)
        for name, keys in meant.items()
        if len(keys) == 1 and len(name) >= SHORTEST and name[0].isupper()
    }


def _bare(body: str) -> str:
    return _ARTICLE.sub("", body)
