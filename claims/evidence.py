"""A report as its article has it: the words in their paragraphs, and what each value rests on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.chains import Step, chains
from claims.extraction import Span
from claims.models import Event, Report
from claims.models.attributed import Kind
from claims.passages import Paragraph, inserted, paragraphs_around
from claims.reasons import reason

QUESTIONS = {
    "speaker": _("Why this speaker"),
    "said": _("Why this day"),
    "occasion": _("Why this occasion"),
    "via": _("Why these outlets in between"),
    "events": _("Why this event"),
}


@dataclass(frozen=True, slots=True)
class Ground:
    """What one value rests on: the article's own words, the rule that chose them, how sure.

    `event` is the one of several to which the words refer, where the value is an event.
    """

    value: str
    words: str
    rule: str
    confidence: float
    event: Event | None = None

    @property
    def question(self) -> str:
        """What it answers."""
        return str(QUESTIONS[self.value])

    @property
    def reason(self) -> str:
        """What the rule means, as a sentence."""
        return reason(self.value, self.rule, gettext)


@dataclass(frozen=True, slots=True)
class Passage:
    """One report as pages show it; `chain` is through whom its outlet has the words."""

    report: Report
    paragraphs: Sequence[Paragraph]
    grounds: Sequence[Ground]
    chain: Sequence[Step]

    @property
    def is_chained(self) -> bool:
        """Whether the chain tells more than whose copy the article is."""
        return len(self.chain) > 1 or any(not step.copied for step in self.chain)


def passages(reports: Iterable[Report], *, doubtful: bool = False) -> list[Passage]:
    """The words and grounds of a statement's reports, those of doubtful links on request.

    For reports of `StatementQuerySet.with_evidence`.
    """
    listed = list(reports)
    steps = chains(listed)
    return [
        Passage(
            report,
            paragraphs_around(report.revision.text, marks_of(report, report.revision.text)),
            list(_grounds(report, doubtful=doubtful)),
            steps[report.pk],
        )
        for report in listed
    ]


def marks_of(report: Report, text: str) -> dict[str, Sequence[Span]]:
    """The report's spans in its text by role; in an outlet's own words nothing is inserted."""
    quoted = report.content_spans if report.kind != Kind.INDIRECT else ()
    return {
        "content": report.content_spans,
        "source": report.source_spans,
        "cue": report.cue_spans,
        "inserted": inserted(text, quoted),
    }


def _grounds(report: Report, *, doubtful: bool) -> Iterator[Ground]:
    text = report.revision.text
    for value in QUESTIONS:
        for entry in report.evidence.get(value, ()):
            yield _ground(value, entry, text)
    for reference in report.references.all():
        if doubtful or not reference.doubtful:
            for entry in reference.evidence:
                yield _ground("events", entry, text, reference.event)


def _ground(value: str, entry: Mapping[str, Any], text: str, event: Event | None = None) -> Ground:
    words = Span(*entry["span"]).of(text) if entry.get("span") else ""
    return Ground(value, words, str(entry["rule"]), float(entry["confidence"]), event)
