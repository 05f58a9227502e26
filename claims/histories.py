"""Decisions in words: what was decided, by whom, from what to what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from claims.deciding import FIELDS, Field, Names
from claims.models import Correction, Event, Speaker


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a history: a decision, or the undoing of one."""

    correction: Correction
    was: str
    became: str

    @property
    def undone_by(self) -> Correction | None:
        """The row that took it back, if one did."""
        return getattr(self.correction, "undone_by", None)


def history(corrections: Iterable[Correction]) -> list[Entry]:
    """The corrections in the order given, with their values in words."""
    rows = list(corrections)
    values = [(row.field, value) for row in rows for value in (row.replaced, row.value)]
    said = phrases(values)
    became = [_with_fault(row, words) for row, words in zip(rows, said[1::2], strict=True)]
    return [Entry(*parts) for parts in zip(rows, said[::2], became, strict=True)]


def _with_fault(row: Correction, became: str) -> str:
    return f"{became}: {row.get_fault_display()}" if row.fault else became


def phrases(values: Sequence[tuple[str, Any]]) -> list[str]:
    """Each decision's (field, value) as a page says it; two queries, however many."""
    slugs = [value["slug"] for _, value in values if isinstance(value, dict) and "slug" in value]
    events = [value["event"] for field, value in values if field == Field.EVENT and value]
    names = dict(Speaker.objects.filter(slug__in=slugs).values_list("slug", "name"))
    titles = dict(Event.objects.filter(slug__in=events).values_list("slug", "title"))
    known = Names(speakers=names, events=titles)
    return [FIELDS[field].words(value, known) for field, value in values]
