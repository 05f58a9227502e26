"""Times marked in news (`claims.evaluation.texts`): found, and rightly read.

As TempEval-3 scores them: each marked time goes to the found one that it shares most with; a value
counts where it is the marked one, an hour's day for the hour too, as the calendar counts in days.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.evaluation.outcomes import Figures, Mistake, f1
from claims.evaluation.texts import Marked, MarkedText
from claims.extraction import Span
from claims.extraction.calendar import Expression

TYPES = ("missed", "invented", "misread")

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Paired:
    """A text's marked times, each with the found one that stands there, and all that were found."""

    text: MarkedText
    pairs: tuple[tuple[Marked, Expression | None], ...]
    found: tuple[Expression, ...]


def pair(text: MarkedText, found: Sequence[Expression]) -> Paired:
    """Give each marked time the found one that it shares most with, each of them once."""
    found = [time for time in found if not any(_shared(time.span, one) > 0 for one in text.ignored)]
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
