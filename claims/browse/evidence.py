"""Where a report's values come from, in plain words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from claims.extraction import Span
from claims.models import Reference, Report

QUESTIONS = {
    "speaker": "Why this speaker",
    "said": "Why this day",
    "via": "Why these outlets in between",
    "events": "Why this event",
}


@dataclass(frozen=True, slots=True)
class Ground:
    """What one value rests on: the article's own words, the rule that chose them, how sure."""

    question: str
    words: str
    rule: str
    confidence: float


def grounds(report: Report) -> list[Ground]:
    """Everything that the report's values rest on; its revision's text has to be at hand."""
    text = report.revision.text
    entries = {**report.evidence, "events": list(_of_events(report.references.all()))}
    return [
        _ground(question, entry, text)
        for name, question in QUESTIONS.items()
        for entry in entries.get(name, ())
    ]


def _of_events(references: Iterable[Reference]) -> Iterator[Mapping[str, Any]]:
    for reference in references:
        for entry in reference.evidence:
            yield {**entry, "rule": f"{entry['rule']}: {reference.event.title}"}


def _ground(question: str, entry: Mapping[str, Any], text: str) -> Ground:
    words = Span(*entry["span"]).of(text) if entry.get("span") else ""
    rule = str(entry["rule"]).replace("-", " ").replace("_", " ")
    return Ground(question, words, rule, float(entry["confidence"]))
