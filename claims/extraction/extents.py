"""From token ranges to the spans of a content: marks kept, what surrounds the words left out."""

from claims.extraction.clauses import Clauses, Range
from claims.extraction.reading import Span
from claims.extraction.words import CONJUNCTIONS, OCCASION

MARKS = frozenset(",.;:—–-()[]•…")
SHORTEST_BEFORE_OCCASION = 3


def extent_of(clauses: Clauses, ranges: tuple[Range, ...], cue_at: int) -> tuple[Span, ...]:
    """The spans of the content that a cue at token `cue_at` introduces; none if only marks."""
    spans: list[Span] = []
    for start, end in ranges:
        follows = start > cue_at
        stop = _without_rest(clauses, start, end) if follows else end
        trimmed = _trim(clauses, start, stop)
        if trimmed:
            span = Span(
                clauses.tokens[trimmed[0]].span.start, clauses.tokens[trimmed[1] - 1].span.end
            )
            spans.append(_without_occasion(clauses, span, trimmed) if follows else span)
    return tuple(spans)


def _trim(clauses: Clauses, start: int, stop: int) -> Range | None:
    if clauses.lower(start) == "as" and clauses.is_quotation(start + 1):
        start += 1
    while start < stop and clauses.lower(start) in MARKS:
        start += 1
    while start < stop and clauses.lower(stop - 1) in MARKS | CONJUNCTIONS:
        stop -= 1
    return (start, stop) if start < stop else None


def _without_rest(clauses: Clauses, start: int, stop: int) -> int:
    """Cut what a comma separates from a quotation: "..., a line that ..."."""
    for at in range(start, stop):
        if not clauses.is_quotation(at):
            continue
        inner = clauses.tokens[at].text[-2:-1]
        after = at + 2 if clauses.lower(at + 1) == "," else at + 1
        divided = inner == "," or after == at + 2
        if divided and not clauses.is_quotation(after) and not _goes_on(clauses, after):
            return at + 1
        if at == start and inner in (".", "!", "?"):
            return at + 1
    return stop


def _goes_on(clauses: Clauses, at: int) -> bool:
    joined = clauses.lower(at) in CONJUNCTIONS
    return joined and (clauses.lower(at + 1) in ("that", "to") or clauses.is_quotation(at + 1))


def _without_occasion(clauses: Clauses, span: Span, trimmed: Range) -> Span:
    """Cut "in a post on ...", "during an interview ..." from the end."""
    start, stop = trimmed
    last_quotation = max(
        (clauses.tokens[i].span.end for i in range(start, stop) if clauses.is_quotation(i)),
        default=span.start,
    )
    for match in OCCASION.finditer(clauses.text, last_quotation, span.end):
        if len(clauses.text[span.start : match.start()].split()) >= SHORTEST_BEFORE_OCCASION:
            return Span(span.start, match.start())
    return span


def subtract(whole: Span, parts: tuple[Span, ...]) -> tuple[Span, ...]:
    """What is left of a span without some parts of it."""
    left: list[Span] = []
    at = whole.start
    for part in sorted(parts):
        if at < part.start:
            left.append(Span(at, min(part.start, whole.end)))
        at = max(at, part.end)
    if at < whole.end:
        left.append(Span(at, whole.end))
    return tuple(left)
