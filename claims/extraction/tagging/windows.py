"""What the encoder sees: windows of whole paragraphs as word pieces with their looks."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from tokenizers import Encoding, Tokenizer

from claims.extraction.layout import Paragraph
from claims.extraction.quotation import Quotation
from claims.extraction.reading import Span

LONGEST_WINDOW = 256  # pieces, the two special ones included
LOOKS = 3  # case, place in its paragraph, marks around it
CASES, PLACES, MARKS = 6, 4, 4  # values of each look; 0 is "not told"
LAST_PLAIN = "\u02ff"  # no accent that joins the letter before it comes before
SENTENCE_ENDS = '.!?…”"'

Ints = npt.NDArray[np.int64]


class Word(NamedTuple):
    """A word or a mark of the text as the encoder takes it: its pieces and its looks."""

    span: Span
    ids: tuple[int, ...]
    looks: tuple[int, int, int]


@dataclass(frozen=True)
class Window:
    """A run of words that the encoder sees at once; the first piece and the last are special."""

    words: tuple[Word, ...]
    ends: tuple[int, int]  # the ids of the special pieces

    @cached_property
    def ids(self) -> Ints:
        """The ids of its pieces."""
        inner = [piece for word in self.words for piece in word.ids]
        return np.array([self.ends[0], *inner, self.ends[1]], dtype=np.int64)

    @cached_property
    def looks(self) -> Ints:
        """(pieces, LOOKS): each piece has the looks of its word."""
        inner = [word.looks for word in self.words for _ in word.ids]
        return np.array([(0,) * LOOKS, *inner, (0,) * LOOKS], dtype=np.int64)

    @cached_property
    def firsts(self) -> Ints:
        """The index of each word's first piece."""
        lengths = [1, *(len(word.ids) for word in self.words[:-1])]
        return np.cumsum(lengths, dtype=np.int64)


class Windows:
    """Cuts documents into windows with the vocabulary of one encoder."""

    def __init__(self, tokenizer: Path) -> None:
        """Read a tokenizer file of the `tokenizers` library."""
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        vocabulary = self._tokenizer.get_vocab()
        self.ends = (vocabulary["[CLS]"], vocabulary["[SEP]"])

    def cut(
        self, text: str, paragraphs: Sequence[Paragraph], quotations: Sequence[Quotation]
    ) -> Iterator[Window]:
        """Windows of as many whole paragraphs as fit; a longer paragraph is cut at a sentence."""
        held: list[Word] = []
        size = 2
        for paragraph in self._paragraphs(text, paragraphs, quotations):
            for part in _parts(text, paragraph):
                length = sum(len(word.ids) for word in part)
                if held and size + length > LONGEST_WINDOW:
                    yield Window(tuple(held), self.ends)
                    held, size = [], 2
                held += part
                size += length
        if held:
            yield Window(tuple(held), self.ends)

    def _paragraphs(
        self, text: str, paragraphs: Sequence[Paragraph], quotations: Sequence[Quotation]
    ) -> Iterator[list[Word]]:
        quoted = {index: list(found) for index, found in groupby(quotations, lambda q: q.paragraph)}
        read = [(i, p) for i, p in enumerate(paragraphs) if _is_prose(text, p)]
        encoded = self._tokenizer.encode_batch(
            [p.span.of(text) for _, p in read], add_special_tokens=False
        )
        for (index, paragraph), encoding in zip(read, encoded, strict=True):
            words = list(_words(text, paragraph, encoding, quoted.get(index, [])))
            if words:
                yield words


def _is_prose(text: str, paragraph: Paragraph) -> bool:
    """Whether anything may be said in a paragraph: neither furniture nor a long run of marks."""
    words = paragraph.span.of(text)
    written = len(words) <= LONGEST_WINDOW or any(character.isalnum() for character in words)
    return written and paragraph.role != "furniture"


def _words(
    text: str, paragraph: Paragraph, encoding: Encoding, quotations: list[Quotation]
) -> Iterator[Word]:
    base = paragraph.span.start
    ids, offsets = encoding.ids, encoding.offsets
    left = list(reversed(quotations))
    place = 2 if paragraph.role == "body" else 3
    for first, stop in _pieces_of_words(encoding.word_ids):
        start, end = base + offsets[first][0], base + offsets[stop - 1][1]
        span = Span(start, _with_accents(text, end))
        while left and left[-1].span.end <= start:
            left.pop()
        inside = left[-1] if left and left[-1].span.start <= start else None
        marks = 1 if inside is None else 2 if inside.closed and not inside.continues else 3
        looks = (_case(text[start : span.end]), place, marks)
        yield Word(span, tuple(ids[first:stop]), looks)
        place = 1 if paragraph.role == "body" else 3


def _pieces_of_words(numbers: Sequence[int | None]) -> Iterator[tuple[int, int]]:
    """Where each word's pieces begin and end, given the number of every piece's word."""
    first = 0
    for at in range(1, len(numbers)):
        if numbers[at] != numbers[first]:
            yield first, at
            first = at
    if numbers:
        yield first, len(numbers)


def _with_accents(text: str, end: int) -> int:
    """Where a word ends that may go on with accents of its last letter, which the pieces lack."""
    while text[end : end + 1] > LAST_PLAIN and unicodedata.combining(text[end]):
        end += 1
    return end


def _case(word: str) -> int:
    if not word[:1].isalpha():
        return 5 if word[:1].isdigit() else 4
    if not word[0].isupper():
        return 1
    return 3 if len(word) > 1 and word.isupper() else 2


def _parts(text: str, words: list[Word]) -> Iterator[list[Word]]:
    """A paragraph whole, or in parts that fit a window, cut after a sentence where there is one."""
    begin = size = 0
    cut = None
    for at, word in enumerate(words):
        while begin < at and size + len(word.ids) > LONGEST_WINDOW - 2:
            stop = cut or at
            yield words[begin:stop]
            size = sum(len(w.ids) for w in words[stop:at])
            begin, cut = stop, None
        size += len(word.ids)
        if text[word.span.end - 1] in SENTENCE_ENDS:
            cut = at + 1
    yield words[begin:]
