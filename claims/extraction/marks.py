"""What the quotation marks say of a content: direct, mixed or indirect."""

from bisect import bisect_right
from collections.abc import Sequence

from claims.extraction.quotation import Quotation
from claims.extraction.reading import Kind, Span


def kind_of(text: str, content: Sequence[Span], quotations: Sequence[Quotation]) -> Kind:
    """Direct where all words stand in marks, mixed where some do, else indirect."""
    inside = outside = False
    for span in content:
        at = span.start
        first = max(0, bisect_right(quotations, span.start, key=lambda q: q.span.start) - 1)
        for quotation in quotations[first:]:
            if quotation.span.start >= span.end:
                break
            outside = outside or _has_words(text, at, quotation.span.start)
            inside = inside or quotation.span.overlaps(span)
            at = max(at, quotation.span.end)
        outside = outside or _has_words(text, at, span.end)
    if inside:
        return "mixed" if outside else "direct"
    return "indirect"


def _has_words(text: str, start: int, end: int) -> bool:
    return any(character.isalnum() for character in text[start:end])
