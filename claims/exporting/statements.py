"""Statements and their reports as lines: what each article says, and what is believed."""

from collections.abc import Iterable
from typing import Any, Literal, cast

from claims.edtf import in_words
from claims.exporting.shapes import (
    Believed,
    DriftName,
    EventName,
    Kind,
    LinkName,
    OfficeName,
    RelationEvidence,
    RelationName,
    ReportLine,
    Said,
    SpeakerName,
    StatementHead,
    StatementLine,
    StatementRow,
    Status,
    Withdrawn,
)
from claims.extraction import Credit, Evidence, ExtractedReport, Span
from claims.extraction import Said as ExtractedSaid
from claims.extraction.reading import Basis
from claims.interchange.reports import (
    ArticleHead,
    EventHead,
    LinkedEvent,
    Placed,
    event_value,
    report_line,
    said_value,
)
from claims.models import Drift, Link, Reference, Relation, Report, Statement
from claims.models.fetching import fetched
from claims.models.statements import Attributed


def line_of_report(report: Report, *, proposed: bool = False) -> ReportLine:
    """The contract's line; takes rows of `ReportQuerySet.for_lines`."""
    return _line(report, _word(report.statement), proposed=proposed)


def _line(report: Report, word: Believed, *, proposed: bool) -> ReportLine:
    events = [
        _read_event(row) for row in fetched(report, "references") if proposed or not row.doubtful
    ]
    article = report.revision.article
    outlet = article.outlet.name if article.outlet else ""
    placed = Placed(
        article=ArticleHead(article.url, article.title, outlet, article.published, article.pk),
        text=report.words,
        parent=report.enclosing_id,
        events=tuple(events),
        occasion=_occasion(report),
    )
    line = {
        "id": report.pk,
        "statement": report.statement_id,
        **report_line(_extracted(report), placed),
        "believed": None,
        "status": report.statement.status,
    }
    if _gist(word) != _gist(cast(ReportLine, line)):
        line["believed"] = word
    return cast(ReportLine, line)


def line_of_statement(statement: Statement, *, proposed: bool = False) -> StatementLine:
    """What is believed, with every report; takes rows of `StatementQuerySet.for_lines`."""
    word = _word(statement)
    reports = [_line(row, word, proposed=proposed) for row in fetched(statement, "reports")]
    return {**head_of_statement(statement, proposed=proposed), "reports": reports}


def row_of_statement(statement: Statement) -> StatementRow:
    """What is believed, and by name who carries it."""
    carried = [report for report in fetched(statement, "reports") if report.is_carried]
    articles = dict.fromkeys(report.revision.article.url for report in carried)
    return {
        **head_of_statement(statement),
        "outlets": statement.outlets,
        "articles": list(articles),
    }


def head_of_statement(statement: Statement, *, proposed: bool = False) -> StatementHead:
    """What is believed, without the reports."""
    reported = statement.reported_day
    return {
        "id": statement.pk,
        "version": statement.version,
        "speaker": _speaker(statement),
        "body": statement.body or None,
        "office": _office(statement),
        "said": {**_said(statement), "words": in_words(statement.said_edtf)},
        "kind": cast(Kind, statement.kind),
        "text": statement.text,
        "status": cast(Status, statement.status),
        "withdrawn": cast(Withdrawn, statement.withdrawn),
        "confidence": round(statement.confidence, 4),
        "events": _links(statement, proposed=proposed),
        "disputes": {"speaker": statement.rival_sources, "said": statement.rival_days},
        "relations": _relations(statement),
        "independent": statement.independent,
        "drift": [_drift(row) for row in statement.drifts],
        "first_reported": reported.isoformat() if reported else None,
        "updated": statement.updated_at.isoformat(),
    }


def _drift(row: Drift) -> DriftName:
    return {
        "report": row.report_id,
        "outlet": row.report.published_by,
        "from": row.before_revision.number,
        "to": row.after_revision.number,
        "was": row.before,
        "became": row.after or None,
        "at": row.after_revision.fetched_at.isoformat(),
        "ended": row.restored.fetched_at.isoformat() if row.restored else None,
        "state": cast(Literal["open", "seen"], row.state),
    }


def _word(statement: Statement) -> Believed:
    """What a line shows beside the article's word, where the two differ."""
    return {
        "speaker": _speaker(statement),
        "said": _said(statement),
        "kind": cast(Kind, statement.kind),
        "events": list(map(_event, _shown(statement))),
    }


def _gist(line: Believed | ReportLine) -> tuple[object, ...]:
    """What must be equal for two lines to say the same: not the basis, nor how sure a link is."""
    days = [line["said"][key] for key in ("edtf", "earliest", "latest")]
    events = {event["slug"] for event in line["events"]}
    return line["speaker"], days, line["kind"], events


def _extracted(report: Report) -> ExtractedReport:
    """The row as the reader gave it, and as editors decided on its words."""
    credited = report.speaker
    named = credited.name if credited else report.speaker_name
    return ExtractedReport(
        content=report.content_spans,
        source=report.source_spans,
        cue=report.cue_spans,
        kind=cast(Kind, report.kind),
        label=report.label,
        speaker=Credit(named, credited.slug if credited else "") if named else None,
        body=report.body or None,
        said=_said_of(report),
        via=tuple(report.relayed_by),
        medium=report.medium,
        occasion=report.occasion_words,
        confidence=report.confidence,
        evidence={name: _evidence(entries) for name, entries in report.evidence.items()},
    )


def _evidence(entries: Iterable[dict[str, Any]]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(Span(*entry["span"]), entry["rule"], entry["confidence"]) for entry in entries
    )


def _occasion(report: Report) -> EventHead | None:
    event = report.occasion_event
    return EventHead(event.slug, event.title) if event else None


def _read_event(reference: Reference) -> LinkedEvent:
    event = reference.event
    evidence = _evidence(reference.evidence)
    return LinkedEvent(event.slug, event.title, reference.confidence, evidence, event.pk)


def _links(statement: Statement, *, proposed: bool) -> list[LinkName]:
    """Which events it refers to, and who says so."""
    shown = _shown(statement, proposed=proposed)
    return [{**_event(link), "state": cast(Any, link.state)} for link in shown]


def _shown(statement: Statement, *, proposed: bool = False) -> list[Link]:
    """The links that hold to published events; with `proposed`, doubtful ones and proposals too."""
    if not proposed:
        return statement.believed_links
    return [link for link in fetched(statement, "links") if link.state != Link.State.REJECTED]


def _relations(statement: Statement) -> list[RelationName]:
    """Those of the statement, then those of others to it."""
    rows = [*fetched(statement, "relations"), *fetched(statement, "relations_to_it")]
    return [_relation(row) for row in rows]


def _relation(row: Relation) -> RelationName:
    told = [
        cast(RelationEvidence, {"report": read.report_id, **entry})
        for read in fetched(row, "evidence")
        for entry in read.evidence
    ]
    value = {"kind": row.kind, "from": row.statement_id, "to": row.other_id, "state": row.state}
    confidence = round(row.confidence, 4)
    return cast(RelationName, {**value, "confidence": confidence, "evidence": told})


def _event(link: Link) -> EventName:
    event = link.event
    value = event_value(LinkedEvent(event.slug, event.title, link.confidence, id=event.pk))
    return cast(EventName, value)


def _speaker(statement: Statement) -> SpeakerName | None:
    if statement.speaker:
        return {"slug": statement.speaker.slug, "name": statement.speaker.name}
    return {"slug": None, "name": statement.speaker_name} if statement.speaker_name else None


def _said(row: Attributed) -> Said:
    return cast(Said, said_value(_said_of(row)))


def _said_of(row: Attributed) -> ExtractedSaid:
    return ExtractedSaid(
        row.said_edtf, row.said_earliest, row.said_latest, cast(Basis, row.said_basis)
    )


def _office(statement: Statement) -> OfficeName | None:
    office = statement.office_then
    return {"title": office.title, "of": office.of} if office else None
