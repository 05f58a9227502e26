"""On which event of the catalogue something was said, which is not what it refers to."""

import re
from collections.abc import Iterator, Sequence

from claims.extraction import ExtractedReport, Span
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


def occasions(around: Surroundings, reports: Sequence[ExtractedReport]) -> list[str | None]:
    """The key of the one event on which each report was said, if its sentence tells of one.

    The sentence must say that it was said on an occasion, and name there, outside the content, a
    single event of one day that was over when the article came out.
    """
    over = [subject for subject in around.subjects if _is_past_day(subject, around)]
    return [_occasion(around, report, over) if over else None for report in reports]


def _is_past_day(subject: Subject, around: Surroundings) -> bool:
    event, published = subject.event, around.document.published
    if event.earliest is None or event.earliest != event.latest or published is None:
        return False
    return event.earliest <= published


def _occasion(around: Surroundings, report: ExtractedReport, over: Sequence[Subject]) -> str | None:
    text = around.document.text
    named = {
        subject.event.key
        for sentence in _around(report, [sentence.span for sentence in around.sentences])
        for sign in _AT.finditer(text, sentence.start, sentence.end)
        if not _in_content(report, Span(*sign.span()))
        for subject in over
        if subject.hit(_terms_outside(text, report, Span(sign.start(), sentence.end))) >= NAMED
    }
    return named.pop() if len(named) == 1 else None


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
