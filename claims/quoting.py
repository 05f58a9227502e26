"""Pure: stretches of a text, told by their words and found again by them and what stands around.

Kept they are W3C TextQuoteSelectors: `{"quote": ..., "quote_prefix": ..., "quote_suffix": ...}`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from claims.extraction import Span
from claims.fates import CONTEXT, Quoted, Worded, find
from sources.parsing.typography import DASHES, QUOTES, tokens_of

LONGEST = 5_000  # characters between the first and the last words of a stretch told by both
SAME_PLACE = 0.5  # shared characters of two contents, at which they are the same
MOST = 20  # stretches of one content

_ELLIPSIS = re.compile(r"\s*(?:…|\.\.\.)\s*")
_MARKS = str.maketrans(dict.fromkeys(QUOTES, "'") | dict.fromkeys(DASHES, "-"))


class WordsNotFoundError(ValueError):
    """Words that the text does not have, or has more than once; the message says which."""


def context_of(text: str, content: Sequence[Span]) -> tuple[str, str]:
    """What stands before and after a content."""
    start, end = content[0].start, content[-1].end
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def overlap(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Shared characters as a share of all, of two lists of spans that don't overlap themselves."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    total = sum(s.end - s.start for s in (*one, *other)) - shared
    return shared / total


def selector_of(text: str, span: Span) -> dict[str, str]:
    """How a stretch is found again."""
    return {
        "quote": span.of(text),
        "quote_prefix": text[max(0, span.start - CONTEXT) : span.start],
        "quote_suffix": text[span.end : span.end + CONTEXT],
    }


def spans_meant(selectors: Iterable[Mapping[str, str]], worded: Worded) -> tuple[Span, ...] | None:
    """Where these stretches stand in a text by now; None unless all do, in their order."""
    found: list[Span] = []
    for told in selectors:
        span = _meant(told, worded)
        if span is None or (found and span.start < found[-1].end):
            return None
        found.append(span)
    return tuple(found) or None


def spans_told(text: str, pieces: Sequence[str], near: int | None = None) -> tuple[Span, ...]:
    """Where words that somebody copied or typed stand in a text, piece after piece.

    Marks and spaces may be set otherwise; `first words … last words` stands for all between. Of
    several places it is the one nearest to the offset `near`. Raises `WordsNotFoundError`.
    """
    pieces = [piece.strip() for piece in pieces if piece.strip()]
    if not 0 < len(pieces) <= MOST:
        message = f"{len(pieces)} pieces: give 1 to {MOST}"
        raise WordsNotFoundError(message)
    found: list[Span] = []
    for piece in pieces:
        after = found[-1].end if found else 0
        places = [span for span in _places(text, piece) if span.start >= after]
        found.append(_chosen(piece, places, after if found else near))
    return tuple(found)


def _chosen(piece: str, places: Sequence[Span], near: int | None) -> Span:
    if not places:
        message = f"“{piece}” does not stand there: copy the words as the article has them"
        raise WordsNotFoundError(message)
    if near is None and len(places) > 1:
        message = f"“{piece}” stands there {len(places)} times: take some words more"
        raise WordsNotFoundError(message)
    return min(places, key=lambda span: abs(span.start - (near or 0)))


def _places(text: str, piece: str) -> list[Span]:
    """Where a piece stands in full, or else where its first and its last words stand."""
    plain = text.translate(_MARKS)
    words = piece.translate(_MARKS)
    found = _matches(plain, _pattern(words))
    ends = [end for end in _ELLIPSIS.split(words) if end]
    if found or len(ends) != 2 or not all(re.search(r"\w", end) for end in ends):
        return found
    between = rf"(?s:.{{1,{LONGEST}}}?)"
    return _matches(plain, between.join(map(_pattern, ends)))


def _pattern(words: str) -> str:
    """These words, whole, with any spaces between them."""
    if not re.search(r"\w", words):
        return r"(?!)"
    inner = r"\s+".join(re.escape(word) for word in words.split())
    before = r"(?<!\w)" if re.match(r"\w", words) else ""
    after = r"(?!\w)" if re.search(r"\w\Z", words) else ""
    return f"{before}{inner}{after}"


def _matches(text: str, pattern: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(pattern, text)]


def _meant(told: Mapping[str, str], worded: Worded) -> Span | None:
    """The place of one stretch, with the marks at its edges that it had."""
    quote = told["quote"]
    place = find(Quoted.told(quote, told["quote_prefix"], told["quote_suffix"]), worded)
    inside = [token for token in tokens_of(quote) if token.is_word]
    if place is None or not inside:
        return None
    first, last = worded.words[place], worded.words[place + len(inside) - 1]
    before, after = inside[0].start, len(quote) - inside[-1].end
    text, start, end = worded.text, first.start, last.end
    while before and start and _is_mark(text[start - 1]):
        start, before = start - 1, before - 1
    while after and end < len(text) and _is_mark(text[end]):
        end, after = end + 1, after - 1
    return Span(start, end)


def _is_mark(character: str) -> bool:
    return not character.isspace() and not character.isalnum()
