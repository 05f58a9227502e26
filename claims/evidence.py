"""A report as its article has it: the words in their paragraphs, and what each value rests on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claims.extraction import Span
from claims.models import Report
from claims.passages import Paragraph, paragraphs_around

QUESTIONS = {
    "speaker": "Why this speaker",
    "said": "Why this day",
    "via": "Why these outlets in between",
    "events": "Why this event",
}


@dataclass(frozen=True, slots=True)
class Ground:
    """What one value rests on: the article's own words, the rule that chose them, how sure."""

    value: str
    words: str
    rule: str
    confidence: float

    @property
    def question(self) -> str:
        """What it answers."""
        return QUESTIONS[self.value]


@dataclass(frozen=True, slots=True)
class Passage:
    """One report as pages show it."""

    report: Report
    paragraphs: Sequence[Paragraph]
    grounds: Sequence[Ground]


def passage(report: Report, *, doubtful: bool = False) -> Passage:
    """The report's words and grounds, those of doubtful links on request.

    For reports of `StatementQuerySet.with_evidence`.
    """
    marks = {
        "content": report.content_spans,
        "source": report.source_spans,
        "cue": report.cue_spans,
    }
    grounds = list(_grounds(report, doubtful=doubtful))
    return Passage(report, paragraphs_around(report.revision.text, marks), grounds)


def _grounds(report: Report, *, doubtful: bool) -> Iterator[Ground]:
    entries = {**report.evidence, "events": list(_of_events(report, doubtful=doubtful))}
    for value in QUESTIONS:
        for entry in entries.get(value, ()):
            yield _ground(value, entry, report.revision.text)


def _of_events(report: Report, *, doubtful: bool) -> Iterator[Mapping[str, Any]]:
    for reference in report.references.all():
        if doubtful or not reference.doubtful:
            for entry in reference.evidence:
                yield {**entry, "rule": f"{entry['rule']}: {reference.event.title}"}


def _ground(value: str, entry: Mapping[str, Any], text: str) -> Ground:
    words = Span(*entry["span"]).of(text) if entry.get("span") else ""
    rule = str(entry["rule"]).replace("-", " ").replace("_", " ")
    return Ground(value, words, rule, float(entry["confidence"]))
