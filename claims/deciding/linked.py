"""What a statement is linked with: the events it refers to, the statements it is about."""

from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext

from claims.deciding.described import Decided, Field, Names, Value, in_a_word
from claims.joins import anchor, first_report
from claims.models import Event, Link, Relation, RelationKind, Statement

RELATION_STATES = (Relation.State.CONFIRMED.value, Relation.State.REJECTED.value)
_SHOWN = 80  # characters of another statement's words


class DecidedEvent(Decided):
    """Whether it refers to an event; `claims.beliefs` derives the links."""

    field = Field.EVENT
    name = "events"

    def wrong_with(self, statement: Statement, value: Value) -> str:
        """An event that can be linked, and yes or no."""
        if not isinstance(value, dict) or not isinstance(value.get("refers"), bool):
            return f"{value!r} does not say which event and whether it is referred to"
        if not Event.objects.linkable().filter(slug=value.get("event")).exists():
            return gettext("there is no event %(event)r; add it first") % {
                "event": value.get("event")
            }
        return ""

    def believed(self, statement: Statement, value: Value) -> dict[str, Any]:
        """Whether there is such a link now."""
        slug = value["event"]
        linked = statement.links.filter(event__slug=slug, state__in=Link.BELIEVED)
        return {"event": slug, "refers": linked.exists()}

    def words(self, value: Value, names: Names) -> str:
        """By title."""
        if not value:
            return ""
        title = names.events.get(value["event"], value["event"])
        told = (
            gettext("refers to %(event)s")
            if value["refers"]
            else gettext("does not refer to %(event)s")
        )
        return told % {"event": title}


class DecidedRelation(Decided):
    """How it relates to another; `claims.related` derives the relations."""

    field = Field.RELATION
    name = "relation"
    becomes = ""
    holds = False

    def wrong_with(self, statement: Statement, value: Value) -> str:
        """A kind, a state, and another statement."""
        if not isinstance(value, dict) or value.get("state") not in RELATION_STATES:
            return f"{value!r} is neither confirmed nor rejected"
        if value.get("kind") not in RelationKind.values:
            return f"{value.get('kind')!r} is none of {', '.join(RelationKind.values)}"
        number = value.get("statement")
        known = Statement.objects.filter(merged_into=None)
        other = known.filter(pk=number).first() if isinstance(number, int) else None
        if other is None or other == statement:
            wrong = gettext("%(number)r is no other statement; look for its number")
            return wrong % {"number": number}
        return ""

    def kept(self, statement: Statement, value: Value) -> dict[str, Any]:
        """With where the other statement can be found again."""
        other = Statement.objects.get(pk=value["statement"])
        told: dict[str, Any] = value | anchor(first_report(other))
        return told

    def believed(self, statement: Statement, value: Value) -> dict[str, Any]:
        """The state of that relation now."""
        rows = statement.relations.filter(other=value["statement"], kind=value["kind"])
        state = rows.values_list("state", flat=True).first() or "none"
        return self.kept(statement, value) | {"state": state}

    def words(self, value: Value, names: Names) -> str:
        """By the other's first words."""
        if not value:
            return ""
        parts = {
            "relation": RelationKind(value["kind"]).label,
            "words": Truncator(value["quote"]).chars(_SHOWN),
            "state": in_a_word(value["state"]),
        }
        return gettext("%(relation)s “%(words)s”: %(state)s") % parts
