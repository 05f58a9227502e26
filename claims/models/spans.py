"""Spans of a text as columns hold them: arrays of integer ranges."""

from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField, IntegerRangeField
from django.db.backends.postgresql.psycopg_any import NumericRange

from claims.extraction import Span


def spans_of(ranges: Iterable[NumericRange]) -> tuple[Span, ...]:
    """The spans of a column of integer ranges."""
    return tuple(Span(r.lower, r.upper) for r in ranges)


def ranges_of(spans: Iterable[Span]) -> list[NumericRange]:
    """A column's integer ranges of some spans."""
    return [NumericRange(span.start, span.end) for span in spans]


def span_list(*, blank: bool = False) -> "ArrayField[list[NumericRange], list[NumericRange]]":
    """A column of half-open ranges into the revision's text."""
    return ArrayField(IntegerRangeField(), default=list, blank=blank)
