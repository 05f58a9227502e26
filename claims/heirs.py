"""Who a speaker is by now, and which an event or a statement, where merged into another."""

from collections.abc import Iterable
from typing import TypeVar

from claims.models import Event, Report, Speaker, Statement

_Row = TypeVar("_Row", Speaker, Event, Statement)


def successor_of(row: _Row) -> _Row:
    """The one into which a row was merged in the end, itself where into none."""
    seen = {row.pk}
    while row.merged_into is not None and row.merged_into_id not in seen:
        row = row.merged_into
        seen.add(row.pk)
    return row


def followed(reports: Iterable[Report]) -> list[Report]:
    """The reports, each as if it credited who its speaker is by now; not to be saved."""
    found = list(reports)
    for report in found:
        if report.speaker and report.speaker.merged_into_id:
            report.speaker = successor_of(report.speaker)
    return found


def gone() -> list[tuple[int, int, tuple[str, ...]]]:
    """Those who were merged away: their id, that of who they are by now, and their names."""
    rows = {row.pk: row for row in Speaker.objects.exclude(merged_into=None).order_by("slug")}
    return [(pk, _end(rows, row), (row.name, *row.aliases)) for pk, row in rows.items()]


def _end(rows: dict[int, Speaker], row: Speaker) -> int:
    steps = 0
    while row.merged_into_id in rows and steps < len(rows):
        row, steps = rows[row.merged_into_id], steps + 1
    return row.merged_into_id or row.pk
