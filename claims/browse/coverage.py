"""Which outlet carried which of an event's utterances, and which was first."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims.browse.firsts import first_of, windows
from claims.models import Statement

UTTERANCES = 100  # rows at most, those that most outlets carried
OUTLETS = 50  # columns at most, those that carried most

Cell = Literal["", "carried", "first", "maybe first"]
_WORDS: dict[Cell, str | Promise] = {
    "": "",
    "carried": "✓",
    "first": _("1st"),
    "maybe first": _("1st?"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """An utterance, and what each outlet of the columns did with it."""

    statement: Statement
    cells: Sequence[Cell]

    @property
    def marks(self) -> SafeString:
        """The cells of the table, put together here: a template takes long over 5,000 of them."""
        told = {
            cell: format_html("<td><b>{}</b></td>" if "first" in cell else "<td>{}</td>", words)
            for cell, words in _WORDS.items()
        }
        return SafeString("".join(told[cell] for cell in self.cells))


@dataclass(frozen=True, slots=True)
class Coverage:
    """A row an utterance, a column an outlet; how many outlets are left out, and all utterances."""

    outlets: Sequence[str]
    rows: Sequence[Row]
    outlets_left: int
    utterances: int

    @property
    def utterances_left(self) -> int:
        """How many statements have no row."""
        return self.utterances - len(self.rows)


def coverage_of(statements: Sequence[Statement]) -> Coverage:
    """Of statements with their reports at hand."""
    carried = {statement.pk: statement.outlets for statement in statements}
    counts = Counter(name for names in carried.values() for name in names)
    ranked = sorted(counts, key=lambda name: (-counts[name], name.casefold()))
    outlets = ranked[:OUTLETS]
    rows = sorted(statements, key=lambda statement: -len(carried[statement.pk]))
    return Coverage(
        outlets,
        [Row(row, _cells(row, outlets)) for row in rows[:UTTERANCES]],
        len(ranked[OUTLETS:]),
        len(rows),
    )


def _cells(statement: Statement, outlets: Sequence[str]) -> list[Cell]:
    """An outlet alone with it was not first before anybody."""
    carriers = set(statement.outlets)
    first = first_of(windows(statement.reports.all())) if len(carriers) > 1 else []
    mark: Cell = "first" if len(first) == 1 else "maybe first"
    return [(mark if name in first else "carried") if name in carriers else "" for name in outlets]
