"""What an editor adds that the reader missed.

    {"content": [stretch, ...], "cue": [stretch, ...], "kind": kind, "speaker": ..., "said": EDTF}

Stretches are told by quote and context, the speaker as decisions on it name one. Speaker and day
hold where they are given. The report is made by `claims.additions` whenever its article is
recorded. What was replaced, that the reader missed it, is {}.
"""

from django.utils.translation import gettext

from claims.deciding.described import Decided, Edit, Field, Names, Value
from claims.deciding.valued import DecidedKind, DecidedSaid, DecidedSpeaker
from claims.models import Report, Statement
from claims.models.statements import Status


class DecidedAdded(Decided):
    """That these words of the article are a statement."""

    field = Field.ADDED
    name = "added"
    becomes = Status.CONFIRMED.value
    own_words = True
    edits = True

    def wrong_with(self, statement: Statement, value: Value) -> str:
        """It is never decided on a statement that is there: see `claims.adding`."""
        return f"{value!r}: what the reader missed is added in its article, not to a statement"

    def believed(self, statement: Statement, value: Value) -> Value:
        """That the reader missed it."""
        return None

    def apply(self, statement: Statement, value: Value) -> None:
        """Whoever adds it says who said it, and when and how."""
        if not value:
            return
        DecidedKind().apply(statement, value["kind"])
        if value["speaker"]:
            DecidedSpeaker().apply(statement, value["speaker"])
        if value["said"]:
            DecidedSaid().apply(statement, value["said"])

    def edit(self, report: Report, value: Value) -> Edit | None:
        """That an editor answers for it."""
        return {"added": True}

    def words(self, value: Value, names: Names) -> str:
        """The words."""
        if not value:
            return gettext("missed by the reader")
        return " … ".join(f"“{piece['quote']}”" for piece in value["content"])
