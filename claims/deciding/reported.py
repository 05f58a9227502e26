"""What is decided on a report of a statement: which utterance it is, what became of it."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext

from claims.deciding.described import Decided, Field, Names, Value, in_a_word
from claims.joins import InvalidPairing, Pairing
from claims.looking import InvalidLook, Look
from claims.models import Report, Statement


class DecidedSame(Decided):
    """Whether reports are one utterance; `claims.utterances` derives the statements."""

    field = Field.SAME
    name = "same"
    holds = False

    def wrong_with(self, statement: Statement, value: Value) -> str:
        """See `claims.joins`."""
        try:
            Pairing.of(statement, value)
        except InvalidPairing as error:
            return str(error)
        return ""

    def report(self, statement: Statement, value: Value) -> Report:
        """The one that is joined or parted."""
        return Pairing.of(statement, value).report

    def others(self, statement: Statement, value: Value) -> Sequence[Report]:
        """Those with which it is, or from which."""
        return Pairing.of(statement, value).others

    def kept(self, statement: Statement, value: Value) -> dict[str, Any]:
        """By the others' words."""
        return Pairing.of(statement, value).kept()

    def believed(self, statement: Statement, value: Value) -> dict[str, Any]:
        """Whether they were together."""
        return Pairing.of(statement, value).replaced()

    def words(self, value: Value, names: Names) -> str:
        """By the others' words."""
        if not value:
            return ""
        quotes = ", ".join(f"{other['quote']} ({other['article_url']})" for other in value["with"])
        told = (
            gettext("one utterance with %(words)s")
            if value["same"]
            else gettext("another utterance than %(words)s")
        )
        return told % {"words": quotes}


class DecidedDrift(Decided):
    """What an editor makes of quoted words that an outlet changed; see `claims.drifts`."""

    field = Field.DRIFT
    name = "drift"
    own_words = True
    becomes = ""
    holds = False

    def wrong_with(self, statement: Statement, value: Value) -> str:
        """See `claims.looking`."""
        try:
            Look.of(statement, value)
        except InvalidLook as error:
            return str(error)
        return ""

    def report(self, statement: Statement, value: Value) -> Report:
        """Whose words were changed."""
        return Look.of(statement, value).report

    def kept(self, statement: Statement, value: Value) -> dict[str, Any]:
        """By the revision's number."""
        return Look.of(statement, value).kept()

    def believed(self, statement: Statement, value: Value) -> dict[str, Any]:
        """The state before."""
        return Look.of(statement, value).replaced()

    def words(self, value: Value, names: Names) -> str:
        """By the revision's number."""
        if not value:
            return ""
        parts = {"state": in_a_word(value["state"]), "revision": value["to"]}
        return gettext("%(state)s: what changed in revision %(revision)s") % parts
