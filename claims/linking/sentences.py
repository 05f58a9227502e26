"""Where sentences begin and end, roughly: enough to see what is said together."""

import re
from collections.abc import Iterator

from claims.extraction import Span

LONGEST_SENTENCE = 2000  # characters

_SENTENCE_END = re.compile(r"\n+|(?<=[.!?])[”\"’»)]*\s+(?=[^\W\d_a-z]|[“\"‘«(])")


def sentences_of(text: str) -> Iterator[Span]:
    """The sentences of a text, roughly; none reaches over a line's end; endless ones are cut."""
    start = 0
    for end in (*_SENTENCE_END.finditer(text), None):
        stop = end.start() if end else len(text)
        for part in range(start, stop, LONGEST_SENTENCE):
            yield Span(part, min(part + LONGEST_SENTENCE, stop))
        start = end.end() if end else stop
