"""Use case: a reading into rows, reconciled with what is there."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction

from claims.additions import reports_of
from claims.beliefs import believe_all, touch
from claims.drifts import note_drifts
from claims.editing import edit_anew
from claims.extraction import ExtractedReport, join_pieces
from claims.interchange.reports import evidence_value
from claims.models import Reading, Report, Speaker, Statement
from claims.models.statements import Withdrawn, ranges_of
from claims.quoting import context_of
from claims.reconciling import Reconciliation, place_of
from sources.models import Article

_NOT_READ = ("id", "statement", "own_statement", "parent", "edited", "edited_parent", "created_at")
# What a reading writes of a report.
_MACHINE = [field.name for field in Report._meta.concrete_fields if field.name not in _NOT_READ]


@transaction.atomic
def record(reading: Reading) -> Reading:
    """Write one reading's reports in one transaction; a second call changes nothing.

    A report that is there already, by place or by quote and context, keeps its id, its statement
    and so the editors' decisions. What is no longer there is withdrawn, never deleted.
    Readings may come in any order: an older revision's cannot undo a newer one's.
    """
    revision = reading.revision
    Article.objects.select_for_update().get(pk=revision.article_id)
    extracted = _distinct(reports_of(reading))
    known = list(
        Report.objects.filter(revision__article_id=revision.article_id)
        .select_related("revision", "statement", "speaker")
        .defer("revision__text")
        .order_by("pk")
    )
    work = Reconciliation(reading, known)
    work.match(extracted)
    outdated = any(_newer(report, reading) for report in known)
    touched = _write(work, extracted, outdated=outdated)
    if not outdated:
        touched += list(_withdraw(work))
    edit_anew(touched)
    drifted = note_drifts(revision.article_id)
    believe_all({report.statement_id: report.statement for report in touched}.values())
    for statement in believe_all(Statement.objects.filter(pk__in=drifted)):
        touch(statement)
    return reading


def _distinct(reports: Sequence[ExtractedReport]) -> dict[int, ExtractedReport]:
    """The reports by their index, each place once."""
    first: dict[str, int] = {}
    for index, report in enumerate(reports):
        first.setdefault(place_of(report), index)
    return {index: reports[index] for index in first.values()}


def _newer(report: Report, reading: Reading) -> bool:
    """Whether a recorded report comes from a newer revision, or a later reading of this one."""
    ours = (reading.revision.number, reading.pk)
    return (report.revision.number, report.reading_id) > ours


def _write(
    work: Reconciliation, extracted: dict[int, ExtractedReport], *, outdated: bool
) -> list[Report]:
    """Refresh what was matched and add what is new; returns the rows written.

    A reading that is `outdated` leaves what is there alone, and what it adds has been removed by
    the outlet since.
    """
    slugs = {report.speaker.slug for report in extracted.values() if report.speaker}
    speakers = {s.slug: s for s in Speaker.objects.filter(slug__in=slugs)}
    rows: dict[int, Report] = {}
    for index, report in extracted.items():
        known = work.matched.get(index)
        if known is not None and outdated:
            continue
        row = known or Report(withdrawn=Withdrawn.BY_OUTLET if outdated else Withdrawn.NO)
        before = _values(row)
        _fill(row, work, report, speakers)
        _save(row, before)
        rows[index] = row
    for index, row in rows.items():
        parent = extracted[index].parent
        _nest(row, None if parent is None else rows.get(parent))
    return list(rows.values())


def _nest(row: Report, parent: Report | None) -> None:
    """Put a report under the one in whose content it stands."""
    if row.parent_id != (parent.pk if parent else None):
        row.parent = parent
        row.save(update_fields=["parent"])


def _save(row: Report, before: dict[str, Any]) -> None:
    """Write a row that is new or has other values than before.

    A new report makes a statement; which one a known report belongs to is not ours to write.
    """
    if row.pk is None:
        row.statement = row.own_statement = Statement.objects.create(
            kind=row.kind, text=row.text, confidence=row.confidence
        )
        row.save()
        return
    row.withdrawn = Withdrawn.NO
    if _values(row) != before:
        row.save(update_fields=_MACHINE)


def _values(row: Report) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in Report._meta.concrete_fields}


def _fill(
    row: Report, work: Reconciliation, report: ExtractedReport, speakers: dict[str, Speaker]
) -> None:
    """The machine's values of one extracted report."""
    row.reading, row.revision = work.reading, work.reading.revision
    row.content, row.source = ranges_of(report.content), ranges_of(report.source)
    row.cue, row.place = ranges_of(report.cue), place_of(report)
    row.text = join_pieces(work.text, report.content)
    row.quote_prefix, row.quote_suffix = context_of(work.text, report.content)
    row.speaker = speakers.get(report.speaker.slug) if report.speaker else None
    row.speaker_name = report.speaker.name if report.speaker and not row.speaker else ""
    row.body, row.label = report.body or "", report.label
    row.said_edtf, row.said_basis = report.said.edtf, report.said.basis
    row.said_earliest, row.said_latest = report.said.earliest, report.said.latest
    row.kind, row.via, row.medium = report.kind, list(report.via), report.medium
    row.occasion_words = report.occasion
    row.confidence = report.confidence
    row.evidence = {
        name: [evidence_value(item) for item in items] for name, items in report.evidence.items()
    }


def _withdraw(work: Reconciliation) -> Iterator[Report]:
    """Mark what the article no longer says, or the reader no longer finds in it."""
    remade = work.reading.revision.remade  # the outlet's bytes are those of the revision before
    for report in work.free.values():
        here = remade or work.still_there(report)
        state = Withdrawn.BY_READER if here else Withdrawn.BY_OUTLET
        if report.withdrawn in ("", Withdrawn.BY_READER) and report.withdrawn != state:
            report.withdrawn = state
            report.save(update_fields=["withdrawn"])
            yield report
