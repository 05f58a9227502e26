"""Pure: what an outlet changed between two revisions, by word; typography is no change."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, takewhile

from claims.wordings import Difference
from sources.parsing.typography import Token, tokens_of

COSTLIEST = 1500 * 1500  # tokens of one stretch times those of the other that are compared
MOST_LINES = 3000  # that are put in order; beyond them the middle of a text is one stretch
SHORTEST_KEPT = 2  # words: fewer between two changes are read as part of them

Line = list[Token]


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens of the old text and the tokens of the new one that are the same, or stand for them."""

    old: slice
    new: slice
    same: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs as they are shown: with their changes, or unchanged and folded."""

    changed: bool
    paragraphs: tuple[tuple[Difference, ...], ...]


def changes(old: str, new: str) -> list[Stretch]:
    """The new text paragraph by paragraph, with what the old one had in its place."""
    ours, theirs = tokens_of(old), tokens_of(new)
    runs = _smoothed(align(lines_of(old, ours), lines_of(new, theirs)), theirs)
    shown = _paragraphs(_differences(_Told(old, ours), _Told(new, theirs), runs))
    return [Stretch(changed, tuple(found)) for changed, found in groupby(shown, key=_is_changed)]


def align(old: Sequence[Line], new: Sequence[Line]) -> list[Run]:
    """Which tokens of two texts are the same: whole lines first, then those of other lines.

    The runs cover both texts; indices count tokens through all lines.
    """
    ours, theirs = _keys(old), _keys(new)
    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(ours, theirs)))  # noqa: B905
    left, right = ours[head:], theirs[head:]
    backwards = zip(reversed(left), reversed(right))  # noqa: B905
    tail = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], backwards))
    middle = (head, len(ours) - tail), (head, len(theirs) - tail)
    blocks = [
        (True, (0, head), (0, head)),
        *_blocks(ours, theirs, *middle),
        (True, (middle[0][1], len(ours)), (middle[1][1], len(theirs))),
    ]
    return list(_runs(old, new, blocks))


def lines_of(text: str, tokens: Iterable[Token]) -> list[Line]:
    """The tokens by the line in which they stand; empty lines are none."""
    lines: list[Line] = []
    end = -1
    for token in tokens:
        if end < 0 or "\n" in text[end : token.start]:
            lines.append([])
        lines[-1].append(token)
        end = token.end
    return lines


_Range = tuple[int, int]
_Block = tuple[bool, _Range, _Range]


def _keys(lines: Iterable[Line]) -> list[tuple[str, ...]]:
    return [tuple(token.key for token in line) for line in lines]


def _blocks(
    ours: list[tuple[str, ...]], theirs: list[tuple[str, ...]], old: _Range, new: _Range
) -> Iterator[_Block]:
    """Lines that are the same or not, of those between the common head and the common tail."""
    if max(old[1] - old[0], new[1] - new[0]) > MOST_LINES:
        yield False, old, new
        return
    matcher = SequenceMatcher(None, ours[slice(*old)], theirs[slice(*new)], autojunk=False)
    for tag, first, last, begin, end in matcher.get_opcodes():
        yield (
            tag == "equal",
            (old[0] + first, old[0] + last),
            (new[0] + begin, new[0] + end),
        )


def _runs(old: Sequence[Line], new: Sequence[Line], blocks: Iterable[_Block]) -> Iterator[Run]:
    at, to = 0, 0
    for same, lines, others in blocks:
        ours = [token for line in old[slice(*lines)] for token in line]
        theirs = [token for line in new[slice(*others)] for token in line]
        if same:
            yield Run(slice(at, at + len(ours)), slice(to, to + len(theirs)), same)
        else:
            yield from _within(ours, theirs, at, to)
        at, to = at + len(ours), to + len(theirs)


def _within(ours: Line, theirs: Line, at: int, to: int) -> Iterator[Run]:
    if len(ours) * len(theirs) > COSTLIEST:
        yield Run(slice(at, at + len(ours)), slice(to, to + len(theirs)))
        return
    left, right = ([token.key for token in side] for side in (ours, theirs))
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for tag, first, last, begin, end in matcher.get_opcodes():
        yield Run(slice(at + first, at + last), slice(to + begin, to + end), tag == "equal")


def _smoothed(runs: Iterable[Run], tokens: Line) -> list[Run]:
    """Without a few words kept between two changes; neighbours of a kind are put together."""
    rows = [run for run in runs if run.old.start < run.old.stop or run.new.start < run.new.stop]
    found: list[Run] = []
    for number, run in enumerate(rows):
        between = 0 < number < len(rows) - 1 and not (
            rows[number - 1].same or rows[number + 1].same
        )
        few = sum(token.is_word for token in tokens[run.new]) < SHORTEST_KEPT
        same = run.same and not (between and few)
        if found and found[-1].same == same:
            found[-1] = _joined(found[-1], run)
        else:
            found.append(Run(run.old, run.new, same))
    return found


def _joined(one: Run, following: Run) -> Run:
    old = slice(one.old.start, following.old.stop)
    return Run(old, slice(one.new.start, following.new.stop), one.same)


class _Told:
    """A text of which stretches are printed, each with the line break that goes before it."""

    def __init__(self, text: str, tokens: Line) -> None:
        self.text, self.tokens = text, tokens

    def words(self, part: slice) -> str:
        if part.start == part.stop:
            return ""
        first = self.tokens[part.start].start
        before = self.tokens[part.start - 1].end if part.start else 0
        end = self.tokens[part.stop].start if part.stop < len(self.tokens) else len(self.text)
        opening = "\n" if "\n" in self.text[before:first] else ""
        return opening + self.text[first:end]


def _differences(old: _Told, new: _Told, runs: Iterable[Run]) -> Iterator[Difference]:
    for run in runs:
        if run.same:
            yield Difference(new.words(run.new), "same")
            continue
        left_out, added = old.words(run.old), new.words(run.new)
        if left_out:
            yield Difference(left_out, "left out")
        if added:
            yield Difference(added, "added")


def _paragraphs(pieces: Iterable[Difference]) -> list[tuple[Difference, ...]]:
    paragraphs: list[list[Difference]] = [[]]
    for piece in pieces:
        for number, words in enumerate(piece.words.split("\n")):
            if number:
                paragraphs.append([])
            if words.strip():
                paragraphs[-1].append(Difference(words, piece.change))
    return [tuple(paragraph) for paragraph in paragraphs if paragraph]


def _is_changed(paragraph: Iterable[Difference]) -> bool:
    return any(piece.change != "same" for piece in paragraph)
