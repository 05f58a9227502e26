"""PURE: the expressions of time in English news, and the days that they mean.

`find` is the one entry. The vocabulary and the grammar are data: `words.toml`, `holidays.toml`,
`grammar.toml`.
"""

from claims.extraction.calendar.finding import Expression, find
from claims.extraction.calendar.values import Period, period_of

__all__ = ["Expression", "Period", "find", "period_of"]
