"""On which event of the catalogue something was said, which is not what it refers to.

"At the Brod summit" is that event's day, "two days after the Brod summit" counts from it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claims.extraction import ExtractedReport, Span
from claims.extraction.occasions.counts import counts_in
from claims.linking.surroundings import Subject, Surroundings
from claims.linking.terms import terms_in

NAMED = 0.5  # telling share of an event's name from which an occasion is that event

# "During a heated exchange as they were asked to leave": the words that lead to an occasion's name.
_AT = re.compile(
    r"\b(?:during|in|at|after)\s+(?:an?|the|his|her|their|that|this)\s+(?:[\w’'-]+\s+){0,4}?"
    r"(?:interview|debate|speech|rally|conference|address|briefing|exchange|argument|quarrel|clash"
    r"|row|hearing|meeting|summit|talks|congress|session|ceremony|funeral|inauguration)\b",
    re.IGNORECASE,
)


class Occasion(NamedTuple):
    """The key of an event, and how many days after it something was said; before it, below 0."""

    event: str
    days: int = 0


def occasions(around: Surroundings, reports: Sequence[ExtractedReport]) -> list[Occasion | None]:
    """The one event on which each report was said or from which it counts, if its sentence tells.

    The sentence must say that it was said on an occasion or so many days after or before it, and
    name there, outside the content, a single event of one day that was over when the article
    came out.
    """
    over = [subject for subject in around.subjects if _is_past_day(subject, around)]
    return [_occasion(around, report, over) if over else None for report in reports]


def _is_past_day(subject: Subject, around: Surroundings) -> bool:
    event, published = subject.event, around.document.published
    if event.earliest is None or event.earliest != event.latest or published is None:
        return False
    return event.earliest <= published


def _occasion(
    around: Surroundings, report: ExtractedReport, over: Sequence[Subject]
) -> Occasion | None:
    text = around.document.text
    named = {
        Occasion(subject.event.key, days)
        for sentence in _around(report, [sentence.span for sentence in around.sentences])
        for sign, named_in, days in _signs(text, sentence)
        if not _in_content(report, sign)
        for subject in over
        if subject.hit(_terms_outside(text, report, named_in)) >= NAMED
    }
    return named.pop() if len(named) == 1 else None


def _signs(text: str, sentence: Span) -> Iterator[tuple[Span, Span, int]]:
    """Words that lead to an occasion, where it is named, and how many days after it was said."""
    counts = list(counts_in(text, sentence))
    for count in counts:
        if count.days is not None:
            yield count.span, count.anchor, count.days
    for sign in _AT.finditer(text, sentence.start, sentence.end):
        if not any(count.span.overlaps(Span(*sign.span())) for count in counts):
            yield Span(*sign.span()), Span(sign.start(), sentence.end), 0


def _terms_outside(text: str, report: ExtractedReport, span: Span) -> frozenset[str]:
    """The terms of a stretch that are not the content's."""
    terms = terms_in(text, span)
    return frozenset(term.stem for term in terms if not _in_content(report, term.span))


def _around(report: ExtractedReport, sentences: Sequence[Span]) -> Iterator[Span]:
    """The sentence of the cue, or that of the content where there is no cue."""
    place = (report.cue or report.content)[0]
    return (sentence for sentence in sentences if sentence.overlaps(place))


def _in_content(report: ExtractedReport, span: Span) -> bool:
    return any(piece.overlaps(span) for piece in report.content)
