"""Words and sentences of a paragraph; a quotation counts as one word and is never cut."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claims.extraction.layout import Paragraph
from claims.extraction.quotation import Quotation
from claims.extraction.reading import Span
from claims.extraction.words import ABBREVIATIONS, LEXICON

MAX_TOKENS = 300

TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|\d+(?:[.,:]\d+)+"  # 1,300 or 18:00
    r"|\w+(?:[-'’‘]\w+)*"  # president-elect, Osric’s
    r"|([^\w\s])\1*"  # a mark, or many of it
)
OPENERS = frozenset({"the", "he", "she", "it", "in", "on", "a", "but", "they"})
FINAL = ".!?…"
DATELINE = re.compile(
    r"[A-Z]{3}[A-Z .'’/-]{0,30}"
    r"(?:(?:,[^—–\n\"“«‘]{1,40})?(?:\s?\([^()\n]{1,40}\))?\s?(?:[—–]|--|-\s)"
    r"|,[^—–.\n\"“«‘]{1,30}\.\s)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark or a whole quotation; `lower` is its text in lower case."""

    span: Span
    text: str
    lower: str
    quotation: Quotation | None = None

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.quotation is None and self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens up to a full stop; `paragraph` is the index of theirs, `dateline` goes before."""

    tokens: tuple[Token, ...]
    paragraph: int
    heading: bool = False
    dateline: Span | None = None

    @property
    def span(self) -> Span:
        """From the first token to the last."""
        return Span(self.tokens[0].span.start, self.tokens[-1].span.end)


def split_sentences(
    text: str, paragraphs: Iterable[Paragraph], quotations: Iterable[Quotation]
) -> tuple[Sentence, ...]:
    """The sentences of all paragraphs that are not furniture."""
    quoted: dict[int, list[Quotation]] = {}
    for quotation in quotations:
        quoted.setdefault(quotation.paragraph, []).append(quotation)
    found: list[Sentence] = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.role != "furniture":
            found += _in_paragraph(text, index, paragraph, quoted.get(index, []))
    return tuple(found)


def _in_paragraph(
    text: str, index: int, paragraph: Paragraph, quotations: list[Quotation]
) -> Iterator[Sentence]:
    dateline = _dateline(text, paragraph)
    start = dateline.end if dateline else paragraph.span.start
    tokens = list(_tokens(text, Span(start, paragraph.span.end), quotations))
    begin = 0
    for at in range(len(tokens)):
        if at + 1 == len(tokens) or _ends(tokens, at) or at - begin >= MAX_TOKENS:
            heading = paragraph.role == "heading"
            yield Sentence(tuple(tokens[begin : at + 1]), index, heading, dateline)
            begin = at + 1


def _dateline(text: str, paragraph: Paragraph) -> Span | None:
    match = DATELINE.match(text, paragraph.span.start, paragraph.span.end)
    return Span(match.start(), match.end()) if match and paragraph.role == "body" else None


def _tokens(text: str, span: Span, quotations: list[Quotation]) -> Iterator[Token]:
    at = span.start
    for quotation in quotations:
        yield from _words(text, at, quotation.span.start)
        words = quotation.span.of(text)
        yield Token(quotation.span, words, "", quotation)
        at = quotation.span.end
    yield from _words(text, at, span.end)


def _words(text: str, start: int, end: int) -> Iterator[Token]:
    for match in TOKEN.finditer(text, start, end):
        word = match.group()
        yield Token(Span(*match.span()), word, word.lower())


def _ends(tokens: list[Token], at: int) -> bool:
    token, following = tokens[at], tokens[at + 1]
    if not _can_begin(following):
        return False
    if token.quotation:
        return _quotation_ends(token, tokens, at)
    if token.text == "." and at and tokens[at - 1].span.end == token.span.start:
        return not _is_abbreviated(tokens[at - 1], following)
    return token.text[0] in FINAL or (token.lower.endswith(".") and following.lower in OPENERS)


def _can_begin(token: Token) -> bool:
    return (
        token.quotation is not None
        or token.is_capital
        or token.text[0].isdigit()
        or (token.text in "•—([*")
    )


def _is_abbreviated(word: Token, following: Token) -> bool:
    if word.lower in ABBREVIATIONS:
        return True
    return len(word.text) == 1 and word.text.isalpha() and following.is_capital


def _quotation_ends(token: Token, tokens: list[Token], at: int) -> bool:
    """Whether a quotation that ends in a full stop ends its sentence too."""
    inner = token.text.rstrip(LEXICON["marks"]["closing"])
    if not inner or inner[-1] not in FINAL:
        return False
    if inner[-1] == ".":
        return True
    tail = tokens[at + 1 : at + 5]
    return not any(t.lower in ("said", "asked", "says", "asks", "wrote", "replied") for t in tail)
