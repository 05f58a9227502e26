"""What an expression is seen from: the words around it, publication day and the times before it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from claims.extraction.calendar.grammar import Rule
from claims.extraction.calendar.symbols import folded
from claims.extraction.calendar.values import Period

_INTERVAL = re.compile(r"-\d\d/.*-\d\d-\d\d$")  # from one day to another


@dataclass(frozen=True, slots=True)
class Found:
    """An expression as found: offsets, and the words of its groups as the vocabulary has them."""

    rule: Rule
    start: int
    end: int
    words: Mapping[str, tuple[str, ...]]

    def word(self, group: str) -> str:
        """The words of a group as one text, "" where it is missing."""
        return " ".join(self.words.get(group, ()))


class UndatedError(ValueError):
    """The article's day is asked for, and nobody knows it."""


@dataclass(slots=True)
class Scene:
    """One text while it is read from its start.

    `today` is publication day, `times` the values told so far, `told` the first day of the last of
    them, `anchor` the last day told by itself or at the end of several, `base` the one that what is
    being resolved counts from.
    """

    text: str
    tokens: Sequence[re.Match[str]]
    today: date | None
    times: list[str] = field(default_factory=list)
    anchor: date | None = None
    told: date | None = None
    base: date | None = None

    def found(self, rule: Rule, match: re.Match[str]) -> Found:
        """A rule's match over the symbols, with its words."""
        groups = {}
        for name, symbols in match.groupdict().items():
            if symbols:
                first, last = match.span(name)
                words = tuple(folded(token[0]) for token in self.tokens[first:last])
                groups[name.partition("__")[0]] = words
        start, end = self.tokens[match.start()].start(), self.tokens[match.end() - 1].end()
        return Found(rule, start, end, groups)

    def take(self, value: str, period: Period) -> None:
        """Remember a time of the calendar: "a day earlier" counts from the last day told."""
        if "-Q" not in value or self.today is None or value[:4] >= str(self.today.year):
            self.times.append(value)
        self.told = period.earliest
        if period.earliest == period.latest or _INTERVAL.search(value):
            self.anchor = period.latest

    @property
    def published(self) -> date:
        """Publication day; `UndatedError` where it isn't known, which leaves a time unresolved."""
        if self.today is None:
            raise UndatedError
        return self.today

    @property
    def day(self) -> date:
        """The day last spoken of, else publication day; what is resolved counts from it."""
        self.base = self.anchor or self.published
        return self.base

    @property
    def quarter(self) -> str | None:
        """The quarter that a business story is about: the time last told, if it is one."""
        return self.times[-1] if self.times and "-Q" in self.times[-1] else None

    def last(self, mark: str) -> str | None:
        """The last value with a mark in it, of the last few."""
        return next((value for value in reversed(self.times[-6:]) if mark in value), None)
