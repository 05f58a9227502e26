"""Pure: what became of a quotation in another revision of its article.

It stands there still, wherever it was moved and however it is set; or other words stand in its
place; or it was dropped. A short one is known by the words around it, so that another "No" of the
same article is not taken for it. Only texts are looked at: how well the reader reads makes no
difference.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from claims.changes import Run, align, lines_of
from claims.extraction import Span
from sources.parsing.typography import Token, tokens_of

CONTEXT = 32  # characters kept before and after a quotation, as in the W3C TextQuoteSelector
LONG = 5  # words: a quotation of so many is known by itself
AROUND = 4  # words on either side that are looked at
AGREEING = 4  # of them, on both sides together: a short quotation is known by so many
BESIDE = 2  # of them, on each side: words between the same ones stand for a short quotation
CHANGED = 0.5  # likeness of the words that stand for others, at which they are a change of them
ALIKE = 0.8  # likeness of words that are the same but for the edges of a quotation
ELSEWHERE = 0.6  # the same, in another place of the text


class Worded:
    """A text by its words alone, as they are compared: without marks and case."""

    def __init__(self, text: str) -> None:
        """Prepare it for many questions."""
        self.text = text
        self.lines = lines_of(text, _words(text))
        self.words = [word for line in self.lines for word in line]
        self.keys = [word.key for word in self.words]

    @cached_property
    def joined(self) -> str:
        """All words between single spaces."""
        return f" {' '.join(self.keys)} "

    def places(self, keys: Sequence[str]) -> list[int]:
        """Where these words follow each other: the index of the first of them."""
        sought = f" {' '.join(keys)} "
        found, at, counted, index = [], self.joined.find(sought), 0, 0
        while at >= 0:
            index += self.joined.count(" ", counted, at)
            counted = at
            found.append(index)
            at = self.joined.find(sought, at + 1)
        return found

    def index(self, offset: int) -> int:
        """The first word that begins at an offset of the text or after it."""
        return bisect_left(self.words, offset, key=lambda word: word.start)

    def line_of(self, place: int) -> tuple[int, int]:
        """The first word of the line in which a word stands, and the first of the next."""
        end = 0
        for line in self.lines:
            start, end = end, end + len(line)
            if place < end:
                break
        return start, end

    def between(self, first: int, last: int) -> str:
        """The text from one word to before another, with the marks that lean on them."""
        start, end = self.words[first].start, self.words[last - 1].end
        while start and _leans(self.text[start - 1]):
            start -= 1
        while end < len(self.text) and _leans(self.text[end]):
            end += 1
        return self.text[start:end]


@dataclass(frozen=True, slots=True)
class Quoted:
    """One stretch of quoted words, and the words around it."""

    keys: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def is_long(self) -> bool:
        """Whether its words alone are enough to know it by."""
        return len(self.keys) >= LONG

    @property
    def needed(self) -> int:
        """How many words around must agree for a short one; fewer where fewer stand."""
        return min(AGREEING, len(self.before) + len(self.after))

    def agreement(self, other: "Quoted") -> int:
        """How many words around two quotations are the same, counted outward from them."""
        before = _shared(reversed(self.before), reversed(other.before))
        return before + _shared(self.after, other.after)

    @classmethod
    def told(cls, words: str, before: str, after: str) -> "Quoted":
        """A quotation by its text and some of that around it, which may be cut within a word."""
        around = [Worded(text).keys for text in (before, after)]
        cut = [len(text) == CONTEXT for text in (before, after)]
        left = around[0][1:] if cut[0] and before[:1].isalnum() else around[0]
        right = around[1][:-1] if cut[1] and after[-1:].isalnum() else around[1]
        return cls(tuple(Worded(words).keys), tuple(left[-AROUND:]), tuple(right[:AROUND]))

    @classmethod
    def of(cls, worded: Worded, span: Span) -> "Quoted":
        """The words in that span of the text."""
        inside = [n for n, word in enumerate(worded.words) if span.start <= word.start < span.end]
        first, last = (inside[0], inside[-1] + 1) if inside else (0, 0)
        return cls(
            tuple(worded.keys[first:last]),
            tuple(worded.keys[max(0, first - AROUND) : first]),
            tuple(worded.keys[last : last + AROUND]),
        )


def find(quoted: Quoted, worded: Worded, taken: Collection[int] = ()) -> int | None:
    """Where it stands in a text, but for places that are `taken`, as the index of a word.

    Of several it is the place that agrees most with what stood around it.
    """
    places = worded.places(quoted.keys) if quoted.keys else []
    ranked = [(_agreement(quoted, worded, at), -at) for at in places if at not in taken]
    if not ranked:
        return None
    (agreement, place) = max(ranked)
    return -place if quoted.is_long or agreement >= quoted.needed else None


def fate(quoted: Quoted, old: Worded, new: Worded) -> str | None:
    """The words of the new text that stand for a quotation which the old one had; "" for none.

    None where it stands there still, or where the old text does not have it.
    """
    place = find(quoted, old)
    if place is None or find(quoted, new) is not None:
        return None
    runs = align(old.lines, new.lines)
    end = place + len(quoted.keys)
    first, last = _mapped(runs, *old.line_of(place))
    others = [_mapped(runs, at, at + 1)[0] for at in old.places(quoted.keys) if at != place]
    if any(first <= at < last for at in new.places(quoted.keys) if at not in others):
        return None  # the paragraph around it was written anew
    first, last = _mapped(runs, place, end)
    if first < last and _stands_for(quoted, new, first, last):
        return new.between(first, last)
    return _elsewhere(quoted, new, runs)


def _words(text: str) -> list[Token]:
    return [
        Token(word.start, word.end, word.key.casefold()) for word in tokens_of(text) if word.is_word
    ]


def _leans(character: str) -> bool:
    return not character.isspace() and not character.isalnum()


def _agreement(quoted: Quoted, worded: Worded, place: int) -> int:
    end = place + len(quoted.keys)
    there = Quoted(
        quoted.keys,
        tuple(worded.keys[max(0, place - AROUND) : place]),
        tuple(worded.keys[end : end + AROUND]),
    )
    return quoted.agreement(there)


def _shared(one: Iterable[str], other: Iterable[str]) -> int:
    """How many words agree before the first that does not."""
    agreeing = 0
    for ours, theirs in zip(one, other, strict=False):
        if ours != theirs:
            break
        agreeing += 1
    return agreeing


def _mapped(runs: Sequence[Run], first: int, last: int) -> tuple[int, int]:
    """Where the words from `first` to before `last` of the old text would be in the new one."""
    start = end = 0
    for run in runs:
        if run.old.start <= first < run.old.stop:
            start = run.new.start + (first - run.old.start if run.same else 0)
        if run.old.start < last <= run.old.stop:
            end = run.new.start + last - run.old.start if run.same else run.new.stop
    return start, end


def _stands_for(quoted: Quoted, new: Worded, first: int, last: int) -> bool:
    """Whether these words of the new text are the quotation in other words.

    A long one is like them; a short one stands between the same words as they do.
    """
    if _likeness(quoted.keys, new.keys[first:last]) >= CHANGED:
        return True
    before = _shared(reversed(quoted.before), reversed(new.keys[max(0, first - AROUND) : first]))
    after = _shared(quoted.after, new.keys[last : last + AROUND])
    kept = before >= min(BESIDE, len(quoted.before)) and after >= min(BESIDE, len(quoted.after))
    return kept and max(len(quoted.keys), last - first) < LONG


def _elsewhere(quoted: Quoted, new: Worded, runs: Sequence[Run]) -> str:
    """The new words, on one line, that are most like a long quotation and are like it enough."""
    if not quoted.is_long:
        return ""
    fresh = {n for run in runs if not run.same for n in range(run.new.start, run.new.stop)}
    best, found, at = ELSEWHERE, "", 0
    for line in new.lines:
        if any(n in fresh for n in range(at, at + len(line))):
            first, last = _most_alike(quoted.keys, [word.key for word in line])
            likeness = _likeness(quoted.keys, new.keys[at + first : at + last])
            if likeness >= best:
                best, found = likeness, new.between(at + first, at + last)
        at += len(line)
    return found


def _most_alike(keys: Sequence[str], line: Sequence[str]) -> tuple[int, int]:
    blocks = SequenceMatcher(None, keys, line, autojunk=False).get_matching_blocks()[:-1]
    return (blocks[0].b, blocks[-1].b + blocks[-1].size) if blocks else (0, 0)


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if one and other else 0.0


def alike(one: str, other: str) -> bool:
    """Whether two stretches of text are the same words but for a few at their edges."""
    return _likeness(Worded(one).keys, Worded(other).keys) >= ALIKE
