"""On which event of the catalogue something was said, which is not what it refers to."""

import re
from collections.abc import Iterator, Sequence

from claims.extraction import Document, ExtractedReport, Span
from claims.linking.catalogue import Catalogue
from claims.linking.references import Reference, find_references, sentences_of

# "During a heated exchange as they were asked to leave": the words that lead to an occasion's name.
_AT = re.compile(
    r"\b(?:during|in|at|after)\s+(?:an?|the|his|her|their|that|this)\s+(?:[\w’'-]+\s+){0,4}?"
    r"(?:interview|debate|speech|rally|conference|address|briefing|exchange|argument|quarrel|clash"
    r"|row|hearing|meeting|summit|talks|congress|session|ceremony|funeral|inauguration)\b",
    re.IGNORECASE,
)


def occasions(
    document: Document, reports: Sequence[ExtractedReport], catalogue: Catalogue
) -> list[str | None]:
    """The key of the one event on which each report was said, if its sentence tells of one.

    The sentence must say that it was said on an occasion, and name there, outside the content, a
    single event of one day that was over when the article came out.
    """
    sentences = list(sentences_of(document.text))
    references = [
        found
        for found in find_references(document.text, catalogue)
        if _is_past_day(found, document, catalogue)
    ]
    return [_occasion(document.text, report, sentences, references) for report in reports]


def _is_past_day(found: Reference, document: Document, catalogue: Catalogue) -> bool:
    event = catalogue.events[found.event]
    if event.earliest is None or event.earliest != event.latest or document.published is None:
        return False
    return event.earliest <= document.published


def _occasion(
    text: str,
    report: ExtractedReport,
    sentences: Sequence[Span],
    references: Sequence[Reference],
) -> str | None:
    named = {
        found.event
        for sentence in _around(report, sentences)
        for sign in _AT.finditer(text, sentence.start, sentence.end)
        if not _in_content(report, Span(*sign.span()))
        for found in references
        if sign.start() <= found.span.start < sentence.end and not _in_content(report, found.span)
    }
    return named.pop() if len(named) == 1 else None


def _around(report: ExtractedReport, sentences: Sequence[Span]) -> Iterator[Span]:
    """The sentence of the cue, or that of the content where there is no cue."""
    place = (report.cue or report.content)[0]
    return (sentence for sentence in sentences if sentence.overlaps(place))


def _in_content(report: ExtractedReport, span: Span) -> bool:
    return any(piece.overlaps(span) for piece in report.content)
