"""What there is to know of one field that editors decide on, and of one decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from claims.joins import first_report
from claims.models import Correction, Report, Statement
from claims.models.statements import Status

Field = Correction.Field
Cause = Correction.Cause
Fault = Correction.Fault
Value = Any  # JSON, in the shape of its field
Edit = dict[str, Any]  # what a decision changes of its report: see `claims.models.texts`


@dataclass(frozen=True, slots=True)
class Decision:
    """What an editor decides on one field."""

    field: Correction.Field
    value: Value
    cause: Correction.Cause = Cause.MISREAD
    reason: str = ""
    fault: Correction.Fault | str = ""  # of what is rejected


class InvalidDecision(ValueError):  # noqa: N818 - named for what it is
    """A decision that makes no sense; the message names the field, the value and the remedy."""

    def __init__(self, message: str, *, field: str) -> None:
        """`field` is the name of the field at fault."""
        super().__init__(f"{field}: {message}")
        self.field = field


@dataclass(frozen=True, slots=True)
class Names:
    """The names of speakers and the titles of events that values name, by slug."""

    speakers: Mapping[str, str] = field(default_factory=dict)
    events: Mapping[str, str] = field(default_factory=dict)


_WORDS = {
    "direct": _("direct"),
    "mixed": _("mixed"),
    "indirect": _("indirect"),
    "machine": _("machine"),
    "confirmed": _("confirmed"),
    "corrected": _("corrected"),
    "rejected": _("rejected"),
    "open": _("open"),
    "none": _("none"),
    "linked": _("linked"),
    "doubtful": _("doubtful"),
    "seen": _("seen"),
    "dismissed": _("dismissed"),
}


def in_a_word(value: str) -> str:
    """A kind, status or state as a page says it."""
    return str(_WORDS.get(value, value))


class Decided:
    """A field: which values it takes, what is believed of it now, what a decision does, in words.

    By default a decision is about the report that speaks for the statement, and kept as asked for.
    """

    field: ClassVar[Correction.Field]
    name: ClassVar[str]  # what forms and requests call it
    becomes: ClassVar[str] = Status.CORRECTED.value  # what its statement is by it; "" for no change
    holds: ClassVar[bool] = True  # whether its report stays by it apart from others so held
    own_words: ClassVar[bool] = False  # whether it is about its article's words, and goes with them
    edits: ClassVar[bool] = False  # whether it changes what is shown of its report

    def wrong_with(self, statement: Statement, value: Value) -> str:
        """Why the value is none of the field's, and what to do; "" if it is one."""
        raise NotImplementedError

    def report(self, statement: Statement, value: Value) -> Report:
        """Whose words it is about."""
        return first_report(statement)

    def others(self, statement: Statement, value: Value) -> Sequence[Report]:
        """The reports with which that one is joined, or from which it is parted."""
        return ()

    def kept(self, statement: Statement, value: Value) -> Value:
        """The value as the correction keeps it, by what another database can find again."""
        return {} if value is None else value

    def believed(self, statement: Statement, value: Value) -> Value:
        """What is believed now of what the value is about, as a correction would keep it."""
        raise NotImplementedError

    def apply(self, statement: Statement, value: Value) -> None:
        """Let the statement be what was decided; what is a row of its own is derived elsewhere."""

    def edit(self, report: Report, value: Value) -> Edit | None:
        """What a kept value changes of its report; None where the article has no such words."""
        return {}

    def words(self, value: Value, names: Names) -> str:
        """A kept value as a page says it."""
        raise NotImplementedError

    def check(self, statement: Statement, value: Value) -> None:
        """Raise `InvalidDecision` unless the value is one of the field's."""
        wrong = self.wrong_with(statement, value)
        if wrong:
            raise InvalidDecision(wrong, field=self.name)
