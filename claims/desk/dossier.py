"""What an editor needs to decide on one statement: why it is asked, and what each outlet wrote."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from claims.edtf import in_words
from claims.histories import Entry, history
from claims.models import Link, Report, Statement
from claims.passages import Paragraph, paragraphs_around

DOUBTFUL = 0.7  # evidence that is less sure is named as a reason to look


@dataclass(frozen=True, slots=True)
class Ground:
    """The words that one of a report's values rests on, the rule, and how sure it is."""

    aspect: str
    words: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One report with its paragraphs and what its values rest on."""

    report: Report
    paragraphs: list[Paragraph]
    grounds: list[Ground]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A statement (`StatementQuerySet.for_desk`) as the desk shows it."""

    statement: Statement
    doubts: list[str]
    exhibits: list[Exhibit]
    history: list[Entry]

    @classmethod
    def of(cls, statement: Statement) -> "Dossier":
        """Gather it, from what is loaded and two queries for names."""
        exhibits = [_exhibit(report) for report in statement.reports.all()]
        doubts = list(_doubts(statement, exhibits))
        return cls(statement, doubts, exhibits, history(statement.corrections.all()))


def _exhibit(report: Report) -> Exhibit:
    text = report.revision.text
    marks = {
        "content": report.content_spans,
        "cue": report.cue_spans,
        "source": report.source_spans,
    }
    return Exhibit(report, paragraphs_around(text, marks), list(_grounds(report, text)))


def _grounds(report: Report, text: str) -> Iterator[Ground]:
    for aspect, entries in report.evidence.items():
        for entry in entries:
            yield _ground(aspect, entry, text)
    for reference in report.references.all():
        for entry in reference.evidence:
            yield _ground(f"event: {reference.event}", entry, text)


def _ground(aspect: str, entry: dict[str, Any], text: str) -> Ground:
    start, end = entry["span"]
    return Ground(aspect, text[start:end], entry["rule"], entry["confidence"])


def _doubts(statement: Statement, exhibits: Iterable[Exhibit]) -> Iterator[str]:
    """Why the desk is asked, gravest first; the confidence alone where nothing else is wrong."""
    found = [*_unknowns(statement), *_disputes(statement), *_weak(statement, exhibits)]
    yield from found or ["Nothing is wrong on the face of it; nobody has looked at it yet."]


def _unknowns(statement: Statement) -> Iterator[str]:
    if not statement.credited:
        labels = {report.label for report in statement.reports.all() if report.label}
        named = " or ".join(f"“{label}”" for label in sorted(labels))
        yield f"Nobody is credited by name, only {named}." if named else "Nobody is credited."
    if not statement.said_edtf:
        yield "The day on which it was said is unknown."


def _disputes(statement: Statement) -> Iterator[str]:
    reports = list(statement.reports.all())
    credited = sorted({report.credited for report in reports} - {""})
    if len(credited) > 1:
        yield f"Outlets credit different sources: {', '.join(credited)}."
    days = sorted({report.said_edtf for report in reports} - {""})
    if len(days) > 1:
        yield f"Outlets date it differently: {', '.join(map(in_words, days))}."


def _weak(statement: Statement, exhibits: Iterable[Exhibit]) -> Iterator[str]:
    for link in statement.links.all():
        if link.state == Link.State.DOUBTFUL:
            yield f"It may refer to “{link.event}” ({_percent(link.confidence)})."
    weakest: dict[str, Ground] = {}
    for ground in (ground for exhibit in exhibits for ground in exhibit.grounds):
        known = weakest.get(ground.aspect, ground)
        weakest[ground.aspect] = min(known, ground, key=lambda each: each.confidence)
    for ground in weakest.values():
        if ground.confidence < DOUBTFUL and not ground.aspect.startswith("event"):
            share = _percent(ground.confidence)
            yield f"Its {ground.aspect} rests on “{ground.words}” alone ({share})."


def _percent(share: float) -> str:
    return f"{round(share * 100)} %"
