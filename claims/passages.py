"""Pure: the paragraphs of an article in which a statement stands, cut into marked pieces."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.extraction import Span

REACH = 600  # characters shown of an endless paragraph before its first and after its last mark


_Mark = tuple[str, Span]
_INSERTED = re.compile(r"\[[^\[\]\n]{1,200}\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that share their roles: "content", "source", "cue", "inserted"; most have none."""

    words: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `adjoins` where no words are left out between it and the one before."""

    pieces: tuple[Piece, ...]
    adjoins: bool


def paragraphs_around(text: str, marks: Mapping[str, Iterable[Span]]) -> list[Paragraph]:
    """The paragraphs that hold a mark, in order; `marks` are the spans by role."""
    shown: list[Paragraph] = []
    end = 0
    for line, inside in _marked_lines(text, marks):
        if inside:
            adjoins = not text[end : line.start].strip()
            shown.append(Paragraph(tuple(_pieces(text, line, inside, reach=REACH)), adjoins))
            end = line.end
    return shown


def inserted(text: str, content: Iterable[Span]) -> list[Span]:
    """What an outlet put into somebody's words, in its brackets: "[the bridge]"."""
    return [
        Span(*match.span())
        for span in content
        for match in _INSERTED.finditer(text, span.start, span.end)
    ]


def whole_text(text: str, marks: Mapping[str, Iterable[Span]]) -> list[Paragraph]:
    """Every paragraph, marked; nothing is left out."""
    return [
        Paragraph(tuple(_pieces(text, line, inside, reach=len(text))), adjoins=True)
        for line, inside in _marked_lines(text, marks)
    ]


def _marked_lines(
    text: str, marks: Mapping[str, Iterable[Span]]
) -> Iterator[tuple[Span, list[_Mark]]]:
    """Each line with the marks that reach into it, in the order of the roles."""
    named = [(role, span) for role, of_role in marks.items() for span in of_role]
    waiting = sorted(enumerate(named), key=lambda item: item[1][1].start, reverse=True)
    open_: list[tuple[int, _Mark]] = []
    for line in lines_of_text(text):
        while waiting and waiting[-1][1][1].start < line.end:
            open_.append(waiting.pop())
        open_ = [item for item in open_ if item[1][1].end > line.start]
        yield line, [mark for _, mark in sorted(open_)]


def lines_of_text(text: str) -> Iterator[Span]:
    """Where each paragraph stands: what is between two ends of line and not empty."""
    start = 0
    for line in text.split("\n"):
        if line:
            yield Span(start, start + len(line))
        start += len(line) + 1


def _pieces(text: str, line: Span, inside: Sequence[_Mark], *, reach: int) -> Iterator[Piece]:
    """The line, or what is within reach of its marks, cut wherever a role begins or ends."""
    start = max(line.start, min((span.start for _, span in inside), default=0) - reach)
    end = min(line.end, max((span.end for _, span in inside), default=line.end) + reach)
    edges = {edge for _, span in inside for edge in (span.start, span.end) if start < edge < end}
    if start > line.start:
        yield Piece("… ")
    for bounds in pairwise(sorted({start, end, *edges})):
        here = Span(*bounds)
        roles = dict.fromkeys(role for role, span in inside if span.overlaps(here))
        yield Piece(here.of(text), tuple(roles))
    if end < line.end:
        yield Piece(" …")
