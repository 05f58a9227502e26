"""A text with its paragraphs, quotations and sentences, for what is asked of its spans."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from claims.extraction.layout import Paragraph, lay_out
from claims.extraction.quotation import Quotation, find_quotations
from claims.extraction.reading import Span
from claims.extraction.sentences import Sentence, split_sentences

OPENING_SIGNS, CLOSING_SIGNS = "$£€#@([", "%)]?!"
LEADING = re.compile(r"(?:(?:only |just |even )?that|(?:of|as|like)(?=\s[\"“«„‘»']))\s")
TRAILING = re.compile(r"[\s,;—–-](?:and|but|or|nor)$", re.IGNORECASE)  # what goes on elsewhere


class Prose:
    """One text as the reader takes it apart, once."""

    def __init__(self, text: str) -> None:
        """Take the text apart."""
        self.text = text
        self.paragraphs: tuple[Paragraph, ...] = lay_out(text)
        self.quotations: tuple[Quotation, ...] = find_quotations(text, self.paragraphs)
        self.sentences: tuple[Sentence, ...] = split_sentences(
            text, self.paragraphs, self.quotations
        )
        self._starts = [sentence.span.start for sentence in self.sentences]
        self._opened = [quotation.span.start for quotation in self.quotations]
        self._edges = {at for q in self.quotations for at in (q.span.start, q.span.end)}

    def sentence_at(self, position: int) -> int:
        """The index of the sentence of a position, or of the last one before it."""
        return max(0, bisect_right(self._starts, position) - 1)

    def parts(self, span: Span, cue: Span) -> Iterator[Span]:
        """What of a content may belong to a cue: words of its sentence, quotations in others.

        A dateline, which stands before a sentence, is no part of it.
        """
        home, last = self.sentence_at(cue.start), self.sentence_at(span.end - 1)
        first = self.sentence_at(span.start)
        first += self.sentences[first].span.end <= span.start and first < last
        start = max(span.start, self.sentences[first].span.start)
        for index in range(first, last + 1):
            whole = self.sentences[index].span
            if index == home or self._is_quoted(index, Span(start, span.end)):
                continue
            if start < whole.start:
                yield Span(start, self.sentences[index - 1].span.end)
            start = min(span.end, whole.end)
        if start < span.end:
            yield Span(start, span.end)

    def _is_quoted(self, index: int, span: Span) -> bool:
        """Whether a part of a sentence that lies in a span stands in marks."""
        tokens = self.sentences[index].tokens
        return any(token.quotation and token.span.overlaps(span) for token in tokens)

    def mended(self, span: Span, apart: Sequence[Span] = ()) -> Span | None:
        """A content without "that" and loose marks, its quotations whole; None if it has no words.

        A quotation of which a content has more than half belongs to it, unless what is to stay
        `apart`, its cue or source, stands there too; of another it has nothing.
        """
        start, end = span.start, span.end
        for quotation in self._cut_by(span):
            whole = quotation.span
            if any(whole.overlaps(other) for other in apart):
                continue
            held = min(end, whole.end) - max(start, whole.start)
            if 2 * held > whole.end - whole.start:
                start, end = min(start, whole.start), max(end, whole.end)
            elif whole.start < start:
                start = whole.end
            else:
                end = whole.start
        return self._trimmed(start, end)

    def _cut_by(self, span: Span) -> list[Quotation]:
        """The quotations within which a span begins or ends."""
        cut = []
        for at in (span.start, span.end):
            index = bisect_right(self._opened, at) - 1
            quotation = self.quotations[index] if index >= 0 else None
            if quotation and quotation.span.start < at < quotation.span.end:
                cut.append(quotation)
        return cut

    def _trimmed(self, start: int, end: int) -> Span | None:
        start = self._first_edge(start, end)
        leading = LEADING.match(self.text, start, end)
        if leading:
            start = self._first_edge(leading.end(), end)
        end = self._last_edge(start, end)
        joining = TRAILING.search(self.text, start, end)
        if joining and end not in self._edges:
            end = self._last_edge(start, joining.start())
        return Span(start, end) if start < end else None

    def _first_edge(self, start: int, end: int) -> int:
        while start < end and not self._may_be_edge(start, start, OPENING_SIGNS):
            start += 1
        return start

    def _last_edge(self, start: int, end: int) -> int:
        while start < end and not self._may_be_edge(end - 1, end, CLOSING_SIGNS):
            end -= 1
        return end

    def _may_be_edge(self, at: int, edge: int, signs: str) -> bool:
        """Whether a content may begin or end with the character at `at`."""
        character = self.text[at]
        if character.isspace():
            return False
        of_word = character.isalnum() or unicodedata.category(character).startswith("M")
        return of_word or edge in self._edges or character in signs
