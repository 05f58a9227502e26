"""Who a speaker is by now, where they were merged into another."""

from collections.abc import Iterable

from claims.models import Report, Speaker


def successor_of(speaker: Speaker) -> Speaker:
    """The one into whom a speaker was merged in the end, themselves where into nobody."""
    seen = {speaker.pk}
    while speaker.merged_into is not None and speaker.merged_into_id not in seen:
        speaker = speaker.merged_into
        seen.add(speaker.pk)
    return speaker


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
