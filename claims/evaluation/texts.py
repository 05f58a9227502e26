"""News in which times are marked, as `claims.evaluation.times` compares them."""

import re
from dataclasses import dataclass
from datetime import date

from claims.extraction import Span

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


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
    ignored: tuple[Span, ...] = ()
    """Where it names its own day, which is none of them."""
