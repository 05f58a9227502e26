"""Where reports stand and who relays them, as editors decided: derived over what was read."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from claims.additions import is_by_editor
from claims.deciding import FIELDS
from claims.models import Correction, Report
from claims.models.decisions import standing_decisions
from claims.models.statements import Withdrawn

_FIELDS = [field.field for field in FIELDS.values() if field.edits]


def edit_reports(reports: Sequence[Report], decisions: Iterable[Correction]) -> bool:
    """Lay the decisions that stand over what was read of the reports; whether any changed.

    A decision whose words its article no longer has changes nothing: `claims.placing` lets it go.
    """
    rows = {report.pk: report for report in reports}
    wanted: dict[int, dict[str, Any]] = defaultdict(dict)
    for decision in decisions:
        report = rows.get(decision.report_id or 0)
        if report is not None and decision.field in _FIELDS:
            wanted[report.pk] |= FIELDS[decision.field].edit(report, decision.value) or {}
    changed = [_edit(report, wanted[report.pk]) for report in reports]
    return any(changed)


def edit_anew(reports: Sequence[Report]) -> None:
    """The same for reports that were just recorded, whose places may be others by now."""
    edit_reports(reports, edits_on(report.pk for report in reports))


def edits_on(reports: Iterable[int] | QuerySet[Report]) -> list[Correction]:
    """The decisions that stand on the words of these reports."""
    about = reports if isinstance(reports, QuerySet) else list(reports)
    return standing_decisions(Correction.objects.filter(report__in=about, field__in=_FIELDS))


def holds(decision: Correction, report: Report) -> bool:
    """Whether the report's article has the words that a decision names."""
    return FIELDS[decision.field].edit(report, decision.value) is not None


def _edit(report: Report, values: dict[str, Any]) -> bool:
    edited = {name: True if name == "parent" else told for name, told in values.items()}
    was = (report.edited, report.edited_parent_id, report.withdrawn)
    report.edited, report.edited_parent_id = edited or None, values.get("parent")
    report.withdrawn = _withdrawn(report, added="added" in edited)
    if was == (report.edited, report.edited_parent_id, report.withdrawn):
        return False
    report.save(update_fields=["edited", "edited_parent", "withdrawn"])
    return True


def _withdrawn(report: Report, *, added: bool) -> str:
    """What an editor alone has found stands and goes with that editor's word."""
    if report.withdrawn == Withdrawn.BY_OUTLET or not is_by_editor(report.evidence):
        return report.withdrawn
    return Withdrawn.NO if added else Withdrawn.BY_READER
