"""Times in news marked in TimeML (TimeBank, AQUAINT, TempEval-3): found, and rightly read.

As TempEval-3 scores them: each marked time goes to the found one that it shares most with; a value
counts where it is the marked one, an hour's day for the hour too, as the calendar counts in days.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree

from claims.evaluation.outcomes import Figures, Mistake, f1
from claims.extraction import Span
from claims.extraction.calendar import Expression
from claims.interchange import InterchangeError

TYPES = ("missed", "invented", "misread")

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_STRAY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d+);)")


@dataclass(frozen=True, slots=True)
class Marked:
    """A time as it is marked: its place, its TIMEX3 value and whether it is a date or an hour."""

    span: Span
    value: str
    dated: bool

    @property
    def day(self) -> str:
        """The one day that it names, "" where it names none."""
        return self.value[:10] if self.dated and _DAY.match(self.value) else ""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text, the day of its publication and its marked times in order."""

    key: str
    text: str
    published: date
    times: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Paired:
    """A text's marked times, each with the found one that stands there, and all that were found."""

    text: MarkedText
    pairs: tuple[tuple[Marked, Expression | None], ...]
    found: tuple[Expression, ...]


def read_marked(folder: Path) -> Iterator[MarkedText]:
    """The texts of a folder of TimeML files; `InterchangeError` where there is none."""
    paths = sorted(path for path in folder.glob("*.tml") if not path.name.startswith("."))
    if not paths:
        raise InterchangeError([f"{folder}: no TimeML: name a folder of .tml files"])
    for path in paths:
        try:
            yield _marked(path)
        except (etree.XMLSyntaxError, ValueError, AttributeError) as error:
            raise InterchangeError([f"{path}: no TimeML with a day of creation: {error}"]) from None


def pair(text: MarkedText, found: Sequence[Expression]) -> Paired:
    """Give each marked time the found one that it shares most with, each of them once."""
    left = list(found)
    pairs: list[tuple[Marked, Expression | None]] = []
    for time in text.times:
        best = max(left, key=lambda one: _shared(time.span, one.span), default=None)
        if best is None or _shared(time.span, best.span) <= 0:
            pairs.append((time, None))
        else:
            left.remove(best)
            pairs.append((time, best))
    return Paired(text, tuple(pairs), tuple(found))


def score(texts: Sequence[Paired]) -> Figures:
    """F1 of finding times, of their values, and of the days that they name."""
    pairs = [one for text in texts for one in text.pairs]
    found = [time for text in texts for time in text.found]
    right, named, marked = map(sum, zip(*map(days, texts), strict=True)) if texts else (0, 0, 0)
    return {
        "times_f1": f1(sum(time is not None for _, time in pairs), len(found), len(pairs)),
        "value_f1": f1(sum(_agrees(*one) for one in pairs), len(found), len(pairs)),
        "day_f1": f1(right, named, marked),
    }


def days(text: Paired) -> tuple[int, int, int]:
    """How many days of a text are found rightly, are found at all, and are marked."""
    return (
        sum(bool(time and mark.day and time.value[:10] == mark.day) for mark, time in text.pairs),
        sum(bool(_DAY.match(time.value)) for time in text.found),
        sum(bool(mark.day) for mark, _ in text.pairs),
    )


def mistakes(paired: Paired) -> Iterator[Mistake]:
    """What was not found, what was read wrongly, and what nobody marked."""
    key, text = paired.text.key, paired.text.text
    for mark, time in paired.pairs:
        if time is None:
            yield Mistake("missed", key, mark.value, mark.span.of(text))
        elif not _agrees(mark, time):
            detail = f"{time.value} for {mark.value} ({time.rule})"
            yield Mistake("misread", key, detail, mark.span.of(text))
    meant = {time.span for _, time in paired.pairs if time}
    for time in paired.found:
        if time.span not in meant:
            yield Mistake("invented", key, f"{time.value} ({time.rule})", time.span.of(text))


def _agrees(mark: Marked, time: Expression | None) -> bool:
    return time is not None and time.value in (mark.value, mark.day)


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _marked(path: Path) -> MarkedText:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(_STRAY.sub(b"&amp;", path.read_bytes()), parser)
    created = root.find(".//TIMEX3[@functionInDocument='CREATION_TIME']").get("value")
    pieces: list[str] = []
    times = tuple(_times(root.find(".//TEXT"), pieces))
    return MarkedText(path.stem, "".join(pieces), date.fromisoformat(created[:10]), times)


def _times(element: Any, pieces: list[str]) -> Iterator[Marked]:  # noqa: ANN401 - lxml is untyped
    """The marked times within an element, while its text is gathered in pieces."""
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        yield from _times(child, pieces)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3":
        dated = element.get("type") in ("DATE", "TIME")
        span = Span(start, sum(map(len, pieces)))
        yield Marked(span, (element.get("value") or "").strip(), dated)
