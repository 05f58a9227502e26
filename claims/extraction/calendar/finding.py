"""Every expression of time in a text, in order, with what it means."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from claims.extraction.calendar.grammar import SYMBOLS, matches
from claims.extraction.calendar.meanings import MEANINGS
from claims.extraction.calendar.scene import Found, Scene
from claims.extraction.calendar.symbols import TOKEN
from claims.extraction.calendar.values import Meant, Period, period_of
from claims.extraction.reading import Span

_BEYOND = re.compile(r"(?:.*/)?(?:-|0000|\d{5})")  # a year that the calendar doesn't have


@dataclass(frozen=True, slots=True)
class Expression:
    """Words that tell a time: its TIMEX3 value and the rule that found it.

    What is `named` is told by its date, not from another ("Monday", "two days ago"); `base` is
    the day of the story that it counts from ("a day earlier").
    `period` is None where the value names no day or stretch of the calendar (`P3D`, `PAST_REF`).
    """

    span: Span
    value: str
    rule: str
    period: Period | None
    named: bool = False
    base: date | None = None

    @property
    def edtf(self) -> str:
        """The value as EDTF, "" where it names no time of the calendar."""
        return self.period.edtf if self.period else ""

    @property
    def day(self) -> date | None:
        """The one day that it names."""
        if self.period and self.period.earliest == self.period.latest:
            return self.period.earliest
        return None


def find(text: str, published: date | None) -> Iterator[Expression]:
    """The expressions of time of an article that came out on a day; they never overlap.

    Without that day only those that need none are found.
    """
    return iter(_found_in(text, published))


@lru_cache(maxsize=2)  # an article is asked for its dates, and then for those of its events
def _found_in(text: str, published: date | None) -> tuple[Expression, ...]:
    return tuple(_find(text, published))


def _find(text: str, published: date | None) -> Iterator[Expression]:
    tokens = list(TOKEN.finditer(text))
    symbols = "".join([SYMBOLS[token[0]] for token in tokens])
    scene = Scene(text, tokens, published)
    for rule, match in matches(symbols):
        expression = _resolved(scene.found(rule, match), scene)
        if expression:
            yield expression


def _resolved(found: Found, scene: Scene) -> Expression | None:
    """What was found with its value; None for 31 February and the year 10000."""
    scene.base = None
    try:
        meant = MEANINGS[found.rule.means](found, scene)
    except (ValueError, OverflowError):
        return None
    if not meant:
        return None
    value, covers, passing = meant if isinstance(meant, Meant) else Meant(meant, meant)
    if _BEYOND.match(value):
        return None
    period = period_of(covers)
    if period and not (found.rule.echo or passing):
        scene.take(covers, period)
    name = _name(found, period, scene)
    return Expression(
        Span(found.start, found.end), value, name, period, found.rule.named, scene.base
    )


def _name(found: Found, period: Period | None, scene: Scene) -> str:
    """The rule's name; where tense decides, with its decision."""
    if not found.rule.directed or period is None or scene.today is None:
        return found.rule.name
    ahead = period.earliest > scene.today
    return f"{found.rule.name}, taken as {'ahead' if ahead else 'past'}"
