"""Where an article's paragraphs are, and which of them are page furniture."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import Literal

from claims.extraction.furniture import CLOSING, is_furniture, opens_list
from claims.extraction.reading import Span

Role = Literal["heading", "body", "furniture"]

WRAPPED_WIDTH = (45, 100)
HEADING_LIMIT = 200

TRUNCATED = re.compile(r"\w(?:…|\.\.\.|\[\.\.\.\]|\[…\])$")
ENDS_A_SENTENCE = (".", "!", "?", "…", ":", "”", '"', "»", "’", "'", "“", ")")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text without the space around it; only furniture is left unread."""

    span: Span
    role: Role


def lay_out(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text in order, none of them empty."""
    lines = list(_lines(text))
    spans = _unwrap(text, lines) if _is_wrapped(text, lines) else lines
    return tuple(_with_roles(text, spans))


def _lines(text: str) -> Iterator[Span]:
    for match in re.finditer(r"[^\n]+", text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        if start < end:
            yield Span(start, end)


def _adjacent(text: str, first: Span, second: Span) -> bool:
    return text.count("\n", first.end, second.start) == 1


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether lines break at a column, so that only an empty line ends a paragraph."""
    low, high = WRAPPED_WIDTH
    followed = [a for a, b in pairwise(lines) if _adjacent(text, a, b)]
    full = [s for s in followed if low <= s.end - s.start <= high]
    unfinished = [s for s in full if not s.of(text).endswith(ENDS_A_SENTENCE)]
    return len(unfinished) >= 3 and len(full) >= 0.9 * len(followed)


def _unwrap(text: str, lines: list[Span]) -> list[Span]:
    blocks: list[Span] = []
    for line, before in zip(lines, [None, *lines], strict=False):
        if before is not None and _adjacent(text, before, line):
            blocks[-1] = Span(blocks[-1].start, line.end)
        else:
            blocks.append(line)
    return blocks


def _with_roles(text: str, spans: list[Span]) -> Iterator[Paragraph]:
    """Comments close the story; beneath the heading of a list, titles are other stories'."""
    closed = listing = False
    for span, following in zip_longest(spans, spans[1:]):
        words = text[span.start : min(span.end, span.start + HEADING_LIMIT)]
        closed = closed or bool(CLOSING.fullmatch(words))
        listing = opens_list(words) or (listing and _is_heading(text, span))
        if closed or listing or is_furniture(words) or _is_teaser(text, span, following):
            yield Paragraph(span, "furniture")
        else:
            yield Paragraph(span, "heading" if _is_heading(text, span) else "body")


def _is_teaser(text: str, span: Span, following: Span | None) -> bool:
    """A text that is cut off in the middle of a word, or the heading above one."""
    if TRUNCATED.search(text, max(span.start, span.end - 8), span.end):
        return True
    return following is not None and _is_heading(text, span) and _is_teaser(text, following, None)


def _is_heading(text: str, span: Span) -> bool:
    short = span.end - span.start < HEADING_LIMIT
    return short and text[span.end - 1] not in ".!?…:" and not _closes_a_sentence(text, span)


def _closes_a_sentence(text: str, span: Span) -> bool:
    return span.end - span.start > 2 and text[span.end - 2] in ".!?…,"
