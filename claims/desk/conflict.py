"""Two editors at once: what each of them made of a statement, side by side."""

from dataclasses import dataclass
from typing import Any

from claims.corrections import Field
from claims.desk.seen import Seen, Values, changes
from claims.histories import Entry, history, phrases
from claims.models import Statement


@dataclass(frozen=True, slots=True)
class Difference:
    """One value as the editor saw it, as it stands now, and as the editor wants it; in words."""

    name: str
    seen: str
    now: str
    mine: str
    changed: bool
    changed_by_me: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """What was done to a statement since an editor saw it, against what that editor did."""

    meanwhile: list[Entry]
    differences: list[Difference]

    @classmethod
    def of(cls, statement: Statement, seen: Seen, mine: Values) -> "Conflict":
        """Compare; `statement` is as it stands now (`StatementQuerySet.with_evidence`)."""
        now = Seen.of(statement).values
        since = [row for row in statement.corrections.all() if row.pk > seen.latest]
        theirs, ours = changes(seen.values, now), changes(seen.values, mine)
        differences = [
            Difference(
                name=name,
                seen=_words(name, seen.values[name]),
                now=_words(name, now[name]),
                mine=_words(name, mine[name]),
                changed=name in theirs,
                changed_by_me=name in ours,
            )
            for name in seen.values
            if name in theirs or name in ours
        ]
        return cls(history(since), differences)


def _words(name: str, value: Any) -> str:  # noqa: ANN401 - JSON
    """A form field's value; the events as one enumeration."""
    if name != "events":
        return phrases([(name, value)])[0]
    refers = [(Field.EVENT, {"event": slug, "refers": True}) for slug in value]
    return "; ".join(phrases(refers)) or "refers to no event"
