"""An editor's word on which reports are one utterance, as a decision asks for it and as it is kept.

    {"same": ..., "statement": id}               the statement is the same as that one, or not
    {"same": ..., "report": id, "others": [id]}  that report of it is or is not as those
    {"same": false, "report": id}                that report of it is none of the rest

Kept are the reports by quote and context, so that another database finds them again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from claims.models import Report, Statement
from claims.models.reports import ReportQuerySet


class InvalidPairing(ValueError):  # noqa: N818 - named for what it is
    """A decision on reports that can't be; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """One report, and those with which it is or is not one utterance."""

    report: Report
    others: Sequence[Report]
    same: bool

    @classmethod
    def of(cls, statement: Statement, value: object) -> "Pairing":
        """What a decision on a statement means; raises `InvalidPairing`."""
        if not isinstance(value, dict) or not isinstance(value.get("same"), bool):
            message = f"{value!r} does not say whether what is the same"
            raise InvalidPairing(message)
        if "statement" in value:
            return cls(first_report(statement), [_first_of(statement, value)], value["same"])
        report = _reports([value.get("report")], statement=statement)[0]
        others = (
            _reports(value["others"])
            if "others" in value
            else list(_placed().filter(statement=statement).exclude(pk=report.pk))
        )
        if not others or report in others:
            message = gettext("report %(report)s has no others to be joined with or parted from")
            raise InvalidPairing(message % {"report": report.pk})
        return cls(report, others, value["same"])

    def kept(self) -> dict[str, Any]:
        """The value of the correction."""
        return {"same": self.same, "with": [anchor(other) for other in self.others]}

    def replaced(self) -> dict[str, Any]:
        """What was believed before: whether all of them were of one statement."""
        together = all(other.statement_id == self.report.statement_id for other in self.others)
        return {**self.kept(), "same": together}


def anchor(report: Report) -> dict[str, str]:
    """How a report is found again: its article, its quote and what stands around it."""
    return {
        "article_url": report.revision.article.url,
        "quote": report.text,
        "quote_prefix": report.quote_prefix,
        "quote_suffix": report.quote_suffix,
    }


def first_report(statement: Statement) -> Report:
    """The report that speaks for a statement: the oldest that still stands."""
    return _placed().filter(statement=statement).order_by("withdrawn", "pk")[0]


def _first_of(statement: Statement, value: dict[str, Any]) -> Report:
    other = Statement.objects.filter(pk=_id(value["statement"]), merged_into=None).first()
    if other is None or other.pk == statement.pk:
        message = gettext("there is no other statement %(statement)r")
        raise InvalidPairing(message % {"statement": value["statement"]})
    return first_report(other)


def _reports(ids: object, statement: Statement | None = None) -> list[Report]:
    wanted = [_id(pk) for pk in ids] if isinstance(ids, list) else []
    rows = _placed().filter(pk__in=wanted, **({"statement": statement} if statement else {}))
    found = list(rows)
    if not wanted or len(found) < len(set(wanted)):
        whose = f" of statement {statement.pk}" if statement else ""
        message = f"{ids!r} are no reports{whose}"
        raise InvalidPairing(message)
    return found


def _id(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    message = f"{value!r} is no id"
    raise InvalidPairing(message)


def _placed() -> ReportQuerySet:
    return Report.objects.select_related("revision__article").defer("revision__text").order_by("pk")
