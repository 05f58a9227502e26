"""Pure: the paragraphs of an article in which a statement stands, cut into marked pieces."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.extraction import Span

REACH = 600  # characters shown of an endless paragraph before its first and after its last mark


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that share their roles ("content", "source", "cue"); unmarked words have none."""

    words: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `adjoins` where no words are left out between it and the one before."""

    pieces: tuple[Piece, ...]
    adjoins: bool


def paragraphs_around(text: str, marks: Mapping[str, Iterable[Span]]) -> list[Paragraph]:
    """The paragraphs that hold a mark, in order; `marks` are the spans by role."""
    spans = [(role, span) for role, of_role in marks.items() for span in of_role]
    shown: list[Paragraph] = []
    end = 0
    for line in _lines(text):
        inside = [(role, span) for role, span in spans if span.overlaps(line)]
        if inside:
            adjoins = not text[end : line.start].strip()
            shown.append(Paragraph(tuple(_pieces(text, line, inside)), adjoins))
            end = line.end
    return shown


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        if line:
            yield Span(start, start + len(line))
        start += len(line) + 1


def _pieces(text: str, line: Span, inside: Sequence[tuple[str, Span]]) -> Iterator[Piece]:
    """The line, or what is within reach of its marks, cut wherever a role begins or ends."""
    start = max(line.start, min(span.start for _, span in inside) - REACH)
    end = min(line.end, max(span.end for _, span in inside) + REACH)
    edges = {edge for _, span in inside for edge in (span.start, span.end) if start < edge < end}
    if start > line.start:
        yield Piece("… ")
    for bounds in pairwise(sorted({start, end, *edges})):
        here = Span(*bounds)
        roles = dict.fromkeys(role for role, span in inside if span.overlaps(here))
        yield Piece(here.of(text), tuple(roles))
    if end < line.end:
        yield Piece(" …")
