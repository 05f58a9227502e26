"""An editor's word on a drift, as a decision asks for it and as it is kept.

    {"report": id, "to": number of the revision that changed it, "state": its state}

The correction is anchored at that report, so its value keeps the number and the state alone.
"""

from dataclasses import dataclass
from typing import Any, TypeGuard

from claims.models import Drift, Report, Statement


class InvalidLook(ValueError):  # noqa: N818 - named for what it is
    """A decision on a drift that can't be; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Look:
    """One drift of a statement's reports, and what an editor makes of it."""

    drift: Drift
    state: str

    @classmethod
    def of(cls, statement: Statement, value: object) -> "Look":
        """What a decision on a statement means; raises `InvalidLook`."""
        if not isinstance(value, dict) or value.get("state") not in Drift.State.values:
            message = f"{value!r} is none of {', '.join(Drift.State.values)}"
            raise InvalidLook(message)
        report, number = value.get("report"), value.get("to")
        drift = None
        if _is_number(report) and _is_number(number):
            drift = _drift(statement, report, number)
        if drift is None:
            whose = f"report {report!r} of statement {statement.pk}"
            message = f"{whose} has no change in revision {number!r}"
            raise InvalidLook(message)
        return cls(drift, value["state"])

    @property
    def report(self) -> Report:
        """Whose words they are."""
        return self.drift.report

    def kept(self) -> dict[str, Any]:
        """The value of the correction."""
        return {"to": self.drift.after_revision.number, "state": self.state}

    def replaced(self) -> dict[str, Any]:
        """What was believed before."""
        return {**self.kept(), "state": self.drift.state}


def _is_number(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and 0 < value < 2**31


def _drift(statement: Statement, report: int, number: int) -> Drift | None:
    rows = Drift.objects.with_parts().filter(report__statement=statement)
    return rows.filter(report=report, after_revision__number=number).first()
