"""What an editor saw of a statement, carried through the form and back.

From it a form posted later tells what the editor changed and, where somebody else was quicker,
what they changed meanwhile. It is signed, so that it needs no checks of its own.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Self

from django.core import signing
from django.utils.translation import gettext

from claims.deciding import Field
from claims.deciding.valued import speaker_value
from claims.models import Correction, Link, Statement
from claims.models.decisions import standing_decisions

# By form field: speaker and said as in a decision, kind, events (slugs in order), verdict.
Values = dict[str, Any]

SOURCES = ("slug", "name", "body")


@dataclass(frozen=True, slots=True)
class Seen:
    """A statement's values at one version; `latest` is the newest of its corrections then."""

    version: int
    latest: int
    values: Values

    @classmethod
    def of(cls, statement: Statement) -> Self:
        """The statement as it stands (`StatementQuerySet.with_evidence`)."""
        rows = list(statement.corrections.all())
        latest = max((row.pk for row in rows), default=0)
        return cls(statement.version, latest, _values(statement, rows))

    @classmethod
    def read(cls, token: str, statement: Statement) -> Self:
        """What `signed` wrote for that statement; raises `signing.BadSignature`."""
        return cls(**signing.loads(token, salt=_salt(statement)))

    def signed(self, statement: Statement) -> str:
        """As a hidden field holds it."""
        return signing.dumps(asdict(self), salt=_salt(statement), compress=True)


def noun_of(name: str) -> str:
    """What a field of a form or of a decision is called within a sentence."""
    return gettext("events") if name == "events" else str(Field(name).label).lower()


def _salt(statement: Statement) -> str:
    return f"claims.desk.seen.{statement.pk}"


def _values(statement: Statement, corrections: Iterable[Correction]) -> Values:
    standing = standing_decisions(corrections)
    verdicts = [row.value for row in standing if row.field == Field.VERDICT]
    believed = [link for link in statement.links.all() if link.state in Link.BELIEVED]
    return {
        "speaker": _speaker(statement),
        "said": statement.said_edtf,
        "kind": statement.kind,
        "events": sorted(link.event.slug for link in believed),
        "verdict": verdicts[-1] if verdicts else "open",
    }


def _speaker(statement: Statement) -> dict[str, str]:
    """The one source that a form can show: a person goes before the body they speak for."""
    value = speaker_value(statement)
    return dict([(key, value[key]) for key in SOURCES if key in value][:1])


def changes(before: Values, after: Values) -> Values:
    """What differs, as it is afterwards."""
    return {name: after[name] for name in before if before[name] != after[name]}


def decided(before: Values, after: Values) -> list[tuple[str, Field, Any]]:
    """The decisions that lead from one to the other: (form field, field, value)."""
    events = set(after["events"])
    turned = sorted(events.symmetric_difference(before["events"]))
    refers = [{"event": slug, "refers": slug in events} for slug in turned]
    changed = changes(before, after)
    return [
        *((name, Field(name), changed[name]) for name in changed if name != "events"),
        *(("events", Field.EVENT, value) for value in refers),
    ]


def replayed(before: Values, mine: Values, now: Values) -> Values:
    """The present values with one editor's changes on top; events are merged one by one."""
    had, has = set(before["events"]), set(mine["events"])
    events = (set(now["events"]) | (has - had)) - (had - has)
    return now | changes(before, mine) | {"events": sorted(events)}
