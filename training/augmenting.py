"""The same article in other clothes: other quotation marks, other people's names."""

import random
import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from claims.evaluation.polnear import Labelled
from claims.extraction.reading import Span

NAMES = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))
FIRST: list[str] = NAMES["first"].split()
LAST: list[str] = NAMES["last"].split()

# Opening and closing double mark, opening and closing single mark within them.
STYLES = (
    ("“", "”", "‘", "’"),
    ('"', '"', "'", "'"),
    ("‘", "’", "“", "”"),
    ("'", "'", '"', '"'),
    ("«", "»", "“", "”"),
    ("„", "“", "‚", "‘"),
    ("``", "''", "`", "'"),
    ("", "", "", ""),
)
WEIGHTS = (30, 30, 12, 8, 6, 3, 3, 8)
OPENING = re.compile(r"“|(?<![^\s(\[—–-])\"(?=\S)")
CLOSING = re.compile(r"”|(?<=\S)\"(?!\w)")


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Words of a text to be replaced."""

    start: int
    end: int
    words: str


def apply(article: Labelled, edits: Iterable[Edit]) -> Labelled:
    """The article with its text edited, every span moved along; overlapping edits are dropped."""
    pieces: list[str] = []
    kept: list[Edit] = []
    at = 0
    for edit in sorted(edits):
        if edit.start < at:
            continue
        pieces += [article.text[at : edit.start], edit.words]
        at = edit.end
        kept.append(edit)
    text = "".join([*pieces, article.text[at:]])
    move = _Mover(kept)
    statements = tuple(
        {role: tuple(map(move.span, spans)) for role, spans in statement.items()}
        for statement in article.statements
    )
    names = tuple((move.span(span), kind) for span, kind in article.names)
    return replace(article, text=text, statements=statements, names=names)


class _Mover:
    """Takes spans of the text before the edits to the text after them."""

    def __init__(self, edits: list[Edit]) -> None:
        self._edits = edits
        self._starts = [edit.start for edit in edits]
        shift, self._shifts = 0, [0]
        for edit in edits:
            shift += len(edit.words) - (edit.end - edit.start)
            self._shifts.append(shift)

    def span(self, span: Span) -> Span:
        return Span(self._move(span.start, ahead=False), self._move(span.end, ahead=True))

    def _move(self, at: int, *, ahead: bool) -> int:
        """Where an offset went; within an edit, to the end of it or back to its beginning."""
        index = bisect_right(self._starts, at - ahead)
        if index and at < self._edits[index - 1].end:
            edit = self._edits[index - 1]
            start = edit.start + self._shifts[index - 1]
            return start + len(edit.words) if ahead else start
        return at + self._shifts[index]


def augment(article: Labelled, chance: random.Random) -> Labelled:
    """One random variant of an article; its labels stay right."""
    if chance.random() < 0.5:
        article = apply(article, _renamed(article, chance))
    if chance.random() < 0.6:
        article = apply(article, _marked(article, chance))
    return article


def _renamed(article: Labelled, chance: random.Random) -> list[Edit]:
    """Each word of a person's name becomes another, the same all through the article."""
    new: dict[str, str] = {}
    edits = []
    for span, kind in article.names:
        if kind != "PERSON":
            continue
        words = list(re.finditer(r"[^\W\d_][\w’'-]*\w", span.of(article.text)))
        for number, word in enumerate(words):
            old = re.sub(r"['’]s$", "", word.group())
            known = FIRST if len(words) > 1 and number == 0 else LAST
            name = new.setdefault(old, chance.choice(known))
            start = span.start + word.start()
            edits.append(Edit(start, start + len(old), name.upper() if old.isupper() else name))
    return edits


def _marked(article: Labelled, chance: random.Random) -> list[Edit]:
    """All double quotation marks in another style, or without any."""
    (style,) = chance.choices(STYLES, WEIGHTS)
    pairs = ((OPENING, style[0]), (CLOSING, style[1]))
    edits = [
        Edit(match.start(), match.end(), mark)
        for pattern, mark in pairs
        for match in pattern.finditer(article.text)
    ]
    if style[0] in ("‘", "'"):
        inner = ((r"(?<!\w)‘(?=\w)", style[2]), (r"(?<=[\w.,!?])’(?!\w)", style[3]))
        edits += [
            Edit(match.start(), match.end(), mark)
            for pattern, mark in inner
            for match in re.finditer(pattern, article.text)
        ]
    return edits
