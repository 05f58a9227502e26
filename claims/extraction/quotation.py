"""Where quotation marks open and close: every kind of mark, one paragraph at a time."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from claims.extraction.layout import Paragraph
from claims.extraction.reading import Span
from claims.extraction.words import LEXICON

PAIRS: dict[str, str] = LEXICON["marks"]["pairs"]
SINGLE: str = LEXICON["marks"]["single"]
MARK = re.compile("[" + "".join(sorted(set("".join(PAIRS) + "".join(PAIRS.values())))) + "]")
DOUBLED = re.compile(r"(?P<opening>(?<!\S)(?:''|``)(?=\S))|''")
INTERRUPTED = -1
FORGOTTEN = re.compile(r",\s(?:\w+\s){1,3}(?:said|says|told|added|wrote|asked)\b")
BEFORE_OPENING = " \t\n\u00a0\u202f([{—–-/:"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between marks, the marks included; `paragraph` is the index of theirs.

    An unclosed one runs to the end of its paragraph, and the next begins with `continues`.
    """

    span: Span
    paragraph: int
    closed: bool = True
    continues: bool = False


def find_quotations(text: str, paragraphs: Iterable[Paragraph]) -> tuple[Quotation, ...]:
    """All outermost quotations in order; a mark without its fellow costs its paragraph alone."""
    found: list[Quotation] = []
    listed = list(paragraphs)
    unified = DOUBLED.sub(_one_mark, text)
    for index, paragraph in enumerate(listed):
        if paragraph.role == "furniture":
            continue
        following = _first_mark(unified, listed, index + 1)
        found += _in_paragraph(unified, paragraph.span, index, following)
    return tuple(_mark_continued([_with_both_marks(text, quotation) for quotation in found]))


def _one_mark(match: re.Match[str]) -> str:
    """Two single marks as one double mark, beside a space on its outer side."""
    return ' "' if match["opening"] else '" '


def _with_both_marks(text: str, quotation: Quotation) -> Quotation:
    start, end = quotation.span.start, quotation.span.end
    start -= DOUBLED.match(text, max(0, start - 1)) is not None and text[start] in "'`"
    end += text[end - 1 : end + 1] == "''"
    return replace(quotation, span=Span(start, end))


def _first_mark(text: str, paragraphs: list[Paragraph], index: int) -> str:
    return text[paragraphs[index].span.start] if index < len(paragraphs) else ""


def _in_paragraph(text: str, span: Span, index: int, following: str) -> Iterator[Quotation]:
    marks = [m.start() for m in MARK.finditer(text, span.start, span.end)]
    hopeless: set[str] = set()
    at = 0
    while at < len(marks):
        start = marks[at]
        opening = text[start]
        if opening in hopeless or not _can_open(text, start, span):
            at += 1
            continue
        closing = _closing(text, marks, at, span)
        runs_on = opening == following and opening not in "'`"
        if closing is None and runs_on and not FORGOTTEN.search(text, start, span.end):
            yield Quotation(Span(start, span.end), index, closed=False)
            return
        if closing is None:
            hopeless.add(opening)
        elif closing != INTERRUPTED:
            yield Quotation(Span(start, marks[closing] + 1), index)
            at = closing
        at += 1


def _can_open(text: str, at: int, span: Span) -> bool:
    if text[at] not in PAIRS or at + 1 >= span.end:
        return False
    if text[at + 1] in text[at] + PAIRS[text[at]] or (text[at + 1].isspace() and text[at] != "«"):
        return False
    before = text[at - 1] if at > span.start else " "
    return before in BEFORE_OPENING or (text[at] not in SINGLE and not before.isalnum())


def _can_close(text: str, at: int, span: Span) -> bool:
    after = text[at + 1] if at + 1 < span.end else " "
    return (text[at] == "»" or not text[at - 1].isspace()) and not after.isalnum()


def _closing(text: str, marks: list[int], opened: int, span: Span) -> int | None:
    """The index of the mark that closes the one at index `opened`.

    None where no later one could; `INTERRUPTED` where the same mark opens again before.
    """
    opening = text[marks[opened]]
    for index in range(opened + 1, len(marks)):
        at = marks[index]
        if text[at] in PAIRS[opening] and _can_close(text, at, span):
            if opening not in SINGLE or not _is_apostrophe(text, marks, index, span):
                return index
        elif text[at] == opening and opening not in SINGLE and _can_open(text, at, span):
            return INTERRUPTED
    return None


def _is_apostrophe(text: str, marks: list[int], index: int, span: Span) -> bool:
    """Whether a closing single mark is a plural's possessive: "the journalists’ union"."""
    at = marks[index]
    if text[at - 1] != "s" or not text[at + 1 : at + 2].isspace() or at + 2 >= span.end:
        return False
    later = marks[index + 1] if index + 1 < len(marks) else None
    return later is not None and text[later] == text[at] and _can_close(text, later, span)


def _mark_continued(quotations: list[Quotation]) -> Iterator[Quotation]:
    open_in = -2
    for quotation in quotations:
        continues = quotation.paragraph == open_in + 1
        yield replace(quotation, continues=continues)
        if not quotation.closed:
            open_in = quotation.paragraph
