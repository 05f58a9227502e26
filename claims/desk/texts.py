"""An article's text as the desk shows it for selecting: each paragraph with its offset."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims.extraction import Span
from claims.passages import lines_of_text, whole_text


def selectable(text: str, marks: Mapping[str, Iterable[Span]]) -> Iterator[tuple[int, SafeString]]:
    """Each paragraph's offset and its words, marked, with not a space more than they have."""
    starts = (line.start for line in lines_of_text(text))
    for start, paragraph in zip(starts, whole_text(text, marks), strict=True):
        pieces = [
            format_html('<mark class="content">{}</mark>', piece.words)
            if piece.roles
            else piece.words
            for piece in paragraph.pieces
        ]
        yield start, format_html_join("", "{}", ((piece,) for piece in pieces))
