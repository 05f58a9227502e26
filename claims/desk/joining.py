"""What would come together or apart, before an editor decides it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext

from claims.desk.access import DeskRequest
from claims.desk.numbers import number_in
from claims.desk.overview import render_desk
from claims.models import Report, Statement


@dataclass(frozen=True, slots=True)
class Side:
    """The reports on one side, by what they are or become."""

    name: str
    reports: Sequence[Report]


def preview(request: DeskRequest, statement: Statement) -> HttpResponse:
    """The reports of both sides: of two statements, or of one and what is taken out of it."""
    context: dict[str, Any] = {"statement": statement}
    if not request.GET:
        context["fault"] = gettext(
            "Choose at the statement what to join it with, or what to take out."
        )
        return render_desk(request, "desk/joining.html", context)
    report = request.GET.get("report")
    found = _apart(statement, report) if report else _together(statement, request.GET)
    if isinstance(found, str):
        context["fault"] = found
        return render_desk(request, "desk/joining.html", context, status=422)
    sides, meant = found
    together = sum(len(side.reports) for side in sides)
    context |= {"sides": sides, "meant": meant, "out": bool(report), "together": together}
    return render_desk(request, "desk/joining.html", context)


def _together(statement: Statement, asked: Any) -> tuple[list[Side], int] | str:  # noqa: ANN401
    number = asked.get("statement", "")
    rows = Statement.objects.filter(merged_into=None).exclude(pk=statement.pk)
    other = rows.filter(pk=number_in(number)).first()
    if other is None:
        return gettext(
            "There is no other statement %(number)s: write the number under its words."
        ) % {"number": number}
    both = sorted([statement, other], key=lambda row: row.pk)
    return [
        Side(gettext("Statement %(pk)s") % {"pk": row.pk}, _reports_of(row)) for row in both
    ], other.pk


def _apart(statement: Statement, number: str) -> tuple[list[Side], int] | str:
    reports = _reports_of(statement)
    out = [report for report in reports if report.pk == number_in(number)]
    left = [report for report in reports if report not in out]
    if not out or not left:
        return gettext(
            "There is nothing to take out: it is the statement's only report, or another's."
        )
    return [
        Side(gettext("Statement %(pk)s") % {"pk": statement.pk}, left),
        Side(gettext("A new one"), out),
    ], out[0].pk


def _reports_of(statement: Statement) -> list[Report]:
    return list(Report.objects.for_display().filter(statement=statement))
