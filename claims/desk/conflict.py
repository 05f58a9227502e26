"""Two editors at once: what each of them made of a statement, side by side."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext

from claims.corrections import Field
from claims.desk.seen import Seen, Values, changes, noun_of, replayed
from claims.histories import Entry, history, phrases
from claims.models import Statement


@dataclass(frozen=True, slots=True)
class Difference:
    """One value as the editor saw it, as it stands now, and as the editor wants it; in words.

    `kept` is what it becomes if the editor's is kept: their events go on top of
    those that stand now.
    """

    name: str
    title: str
    seen: str
    now: str
    mine: str
    kept: str
    changed: bool
    changed_by_me: bool
    is_open: bool  # keeping the editor's would change what stands now: one is to be picked


@dataclass(frozen=True, slots=True)
class Conflict:
    """What was done to a statement since an editor saw it, against what that editor did."""

    meanwhile: list[Entry]
    differences: list[Difference]

    @property
    def is_open(self) -> bool:
        """Whether there is anything to pick: not where all that the editor wants stands already."""
        return any(difference.is_open for difference in self.differences)

    @classmethod
    def of(cls, statement: Statement, seen: Seen, mine: Values) -> "Conflict":
        """Compare; `statement` is as it stands now (`StatementQuerySet.with_evidence`)."""
        now = Seen.of(statement).values
        since = [row for row in statement.corrections.all() if row.pk > seen.latest]
        kept = replayed(seen.values, mine, now)
        theirs, ours = changes(seen.values, now), changes(seen.values, mine)
        differences = [
            Difference(
                name=name,
                title=capfirst(noun_of(name)),
                seen=_words(name, seen.values[name]),
                now=_words(name, now[name]),
                mine=_words(name, mine[name]),
                kept=_words(name, kept[name]),
                changed=name in theirs,
                changed_by_me=name in ours,
                is_open=kept[name] != now[name],
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
    return "; ".join(phrases(refers)) or gettext("refers to no event")
