"""What is decided on the words of one report: where they stand, who relays them, within which.

    content  {"report": id, "content": [words, ...]}  the stretches, as the article has them;
             with "at", an offset near which the first stands, where it stands more than once
    via      {"report": id, "via": [outlet, ...]}     who stands in between, in order; [] for none
    parent   {"report": id, "parent": id | null}      the report in whose content it is nested

Kept are the stretches and the parent by quote and context, within the article of the correction.
"""

from typing import Any, ClassVar, TypeGuard

from django.db.models import QuerySet
from django.utils.translation import gettext

from claims.anchoring import report_meant, selector_of_report
from claims.deciding.described import Decided, Edit, Field, Names, Value
from claims.extraction import Span, join_pieces
from claims.fates import Worded
from claims.models import Report, Statement
from claims.quoting import (
    WordsNotFoundError,
    context_of,
    selector_of,
    spans_meant,
    spans_told,
)

LONGEST_NAME = 200  # characters of an outlet's name
MOST_OUTLETS = 10


class DecidedWords(Decided):
    """A decision on one report of the statement."""

    own_words = True
    edits = True
    optional: ClassVar[frozenset[str]] = frozenset()
    holds = False

    def wrong_with(self, statement: Statement, value: Value) -> str:
        """Which report, before all else."""
        needed = {"report", self.field.value}
        told = isinstance(value, dict) and needed <= value.keys() <= needed | self.optional
        if not told:
            return f"{value!r} does not say which report, and what its {self.name} is"
        report = _report(statement, value["report"])
        if report is None:
            return f"{value['report']!r} is no report of statement {statement.pk}"
        return self.wrong_of(report, value)

    def wrong_of(self, report: Report, value: Value) -> str:
        """What is wrong with the value for that report."""
        raise NotImplementedError

    def report(self, statement: Statement, value: Value) -> Report:
        """The one that was named."""
        report = _report(statement, value["report"])
        if report is None:
            raise Report.DoesNotExist
        return report

    def believed(self, statement: Statement, value: Value) -> dict[str, Any]:
        """As it was told until now."""
        return self.standing(self.report(statement, value))

    def standing(self, report: Report) -> dict[str, Any]:
        """What the report says now, as it is kept."""
        raise NotImplementedError


class DecidedContent(DecidedWords):
    """Which words of the article are the statement's."""

    field = Field.CONTENT
    name = "content"
    optional = frozenset({"at"})

    def wrong_of(self, report: Report, value: Value) -> str:
        """Words that stand in the article."""
        if not _are_texts(value["content"]):
            return f"{value['content']!r} is no list of words"
        try:
            _told(report, value)
        except WordsNotFoundError as error:
            return str(error)
        return ""

    def kept(self, statement: Statement, value: Value) -> dict[str, Any]:
        """By quote and context."""
        report = self.report(statement, value)
        text = report.revision.text
        return {"content": [selector_of(text, span) for span in _told(report, value)]}

    def standing(self, report: Report) -> dict[str, Any]:
        """The stretches as they are shown."""
        text = report.revision.text
        return {"content": [selector_of(text, span) for span in report.content_spans]}

    def edit(self, report: Report, value: Value) -> Edit | None:
        """The stretches where they stand by now."""
        text = report.revision.text
        spans = spans_meant(value["content"], Worded(text))
        if spans is None:
            return None
        return {
            "content": [[span.start, span.end] for span in spans],
            "text": join_pieces(text, spans),
            "around": list(context_of(text, spans)),
        }

    def words(self, value: Value, names: Names) -> str:
        """The words."""
        return " … ".join(f"“{piece['quote']}”" for piece in value["content"]) if value else ""


class DecidedVia(DecidedWords):
    """Who stands between the speaker and the article."""

    field = Field.VIA
    name = "via"

    def wrong_of(self, report: Report, value: Value) -> str:
        """Names, few and short."""
        value = value["via"]
        if not _are_texts(value) or len(value) > MOST_OUTLETS:
            return f"{value!r} is no list of at most {MOST_OUTLETS} outlets"
        wrong = [name for name in value if not 0 < len(name.strip()) <= LONGEST_NAME]
        if not wrong:
            return ""
        parts = {"name": wrong[0], "most": LONGEST_NAME}
        return gettext("%(name)r is no name of at most %(most)s characters") % parts

    def kept(self, statement: Statement, value: Value) -> dict[str, Any]:
        """The names alone."""
        return {"via": [name.strip() for name in value["via"]]}

    def standing(self, report: Report) -> dict[str, Any]:
        """The names now."""
        return {"via": list(report.relayed_by)}

    def edit(self, report: Report, value: Value) -> Edit | None:
        """These names."""
        return {"via": list(value["via"])}

    def words(self, value: Value, names: Names) -> str:
        """The names in order."""
        told = ", ".join((value or {}).get("via", ()))
        return (
            gettext("via %(outlets)s") % {"outlets": told}
            if told
            else gettext("no outlet in between")
        )


class DecidedParent(DecidedWords):
    """In whose words it stands: what a speaker says that another said."""

    field = Field.PARENT
    name = "parent"

    def wrong_of(self, report: Report, value: Value) -> str:
        """Another report of the same revision, and none that stands within this one."""
        value = value["parent"]
        if value is None:
            return ""
        parent = _siblings(report).filter(pk=value).first() if _is_id(value) else None
        if parent is None:
            told = gettext("%(parent)r is no other report of the same article's text")
            return told % {"parent": value}
        if report in _enclosing(parent):
            told = gettext("report %(parent)s stands itself within report %(report)s")
            return told % {"parent": value, "report": report.pk}
        return ""

    def kept(self, statement: Statement, value: Value) -> dict[str, Any]:
        """By the parent's words."""
        if value["parent"] is None:
            return {"parent": None}
        return {"parent": selector_of_report(Report.objects.get(pk=value["parent"]))}

    def standing(self, report: Report) -> dict[str, Any]:
        """The parent now."""
        parent = report.enclosing
        return {"parent": selector_of_report(parent) if parent else None}

    def edit(self, report: Report, value: Value) -> Edit | None:
        """The report that has the parent's words by now."""
        if value["parent"] is None:
            return {"parent": None}
        parent = report_meant(value["parent"], _siblings(report))
        return None if parent is None else {"parent": parent.pk}

    def words(self, value: Value, names: Names) -> str:
        """By the parent's words."""
        parent = (value or {}).get("parent")
        if not parent:
            return gettext("within no other statement")
        return gettext("within “%(words)s”") % {"words": parent["quote"]}


def _report(statement: Statement, number: object) -> Report | None:
    rows = statement.reports.select_related("revision__article")
    return rows.filter(pk=number).first() if _is_id(number) else None


def _told(report: Report, value: dict[str, Any]) -> tuple[Span, ...]:
    near = value.get("at")
    at = near if isinstance(near, int) else report.content_spans[0].start
    return spans_told(report.revision.text, value["content"], at)


def _siblings(report: Report) -> QuerySet[Report]:
    rows = Report.objects.filter(revision=report.revision_id).exclude(pk=report.pk)
    return rows.order_by("withdrawn", "pk")


def _enclosing(report: Report) -> list[Report]:
    """A report, and all within whose words it stands."""
    found: list[Report] = []
    further: Report | None = report
    while further is not None and further not in found:
        found.append(further)
        further = further.enclosing
    return found


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(piece, str) for piece in value)


def _is_id(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**63
