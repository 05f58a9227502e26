"""From scores to attributions: the best chain of roles, then who hangs on whom."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from claims.extraction.reading import Span
from claims.extraction.tagging.roles import LABELS, ROLES
from claims.extraction.tagging.windows import Window

Floats = npt.NDArray[np.float32]

# Added to the scores of a role's labels: what the figures on PolNeAR dev asked for.
LEANING = {"source": 0.5, "cue": 0.0, "content": 0.0}
LEAST_LINK = 0.45  # of a content to its cue
NOBODY = 0


@dataclass(frozen=True, slots=True)
class Chain:
    """Scores of one label after another, (labels, labels), and of the first one, (labels,)."""

    transitions: Floats
    starts: Floats

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> "Chain":
        """Take what `tagger.json` holds; a role never goes on where it has not begun."""
        transitions = np.array(values["transitions"], dtype=np.float32)
        starts = np.array(values["starts"], dtype=np.float32).reshape(-1)
        for inside in range(2, len(LABELS), 2):
            allowed = [inside - 1, inside]
            transitions[[i for i in range(len(LABELS)) if i not in allowed], inside] = -np.inf
            starts[inside] = -np.inf
        return cls(transitions, starts)


class Scores(NamedTuple):
    """The encoder's answer for one window's words.

    roles (words, labels); links (2, words as children, 1 + words as parents), where parent 0 is
    nobody; acts (words, 2).
    """

    roles: Floats
    links: Floats
    acts: Floats


@dataclass(frozen=True, slots=True)
class Tagged:
    """Who said what, as spans; the scores (0 to 1) say how sure each part is.

    `linked`: that the content hangs on this cue; `credited`: that the cue hangs on this source;
    `spoken`: that it was said or written rather than wanted, hoped or believed.
    """

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    linked: float
    credited: float
    spoken: float


class Support:
    """How likely the words of any span have a role, whatever the best chain says."""

    def __init__(self, starts: list[int], chances: Floats) -> None:
        """Take the first offset of every word in text order, and (words, roles)."""
        self._starts = starts
        self._chances = chances

    @classmethod
    def of(cls, windows: Sequence[Window], scores: Sequence[Scores]) -> "Support":
        """The support of a document, from the scores of its windows."""
        starts = [word.span.start for window in windows for word in window.words]
        if not starts:
            return cls([], np.zeros((0, len(ROLES)), dtype=np.float32))
        chances = _softmax(np.concatenate([score.roles for score in scores]))
        return cls(starts, chances[:, 1::2] + chances[:, 2::2])

    def of_role(self, role: str, spans: Sequence[Span]) -> float:
        """The mean over the words of some spans, 0 where there are none."""
        column = ROLES.index(role)
        held = [
            self._chances[
                bisect_left(self._starts, s.start) : bisect_left(self._starts, s.end), column
            ]
            for s in spans
        ]
        words = sum(map(len, held))
        return float(sum(part.sum() for part in held) / words) if words else 0.0

    def around(self, role: str, span: Span) -> tuple[float, float]:
        """How likely the word before a span and the one after it have a role; 0 at the ends."""
        column = ROLES.index(role)
        places = bisect_left(self._starts, span.start) - 1, bisect_left(self._starts, span.end)
        before, after = (
            float(self._chances[at, column]) if 0 <= at < len(self._starts) else 0.0
            for at in places
        )
        return before, after


class _Run(NamedTuple):
    """Words [first, stop) of one role."""

    first: int
    stop: int


def decode(
    text: str, windows: Sequence[Window], scores: Sequence[Scores], chain: Chain
) -> tuple[Tagged, ...]:
    """The attributions of all windows, in text order."""
    found: list[Tagged] = []
    lean = np.zeros(len(LABELS), dtype=np.float32)
    for role, value in LEANING.items():
        lean[[LABELS.index(f"B-{role}"), LABELS.index(f"I-{role}")]] = value
    leant = [s.roles + lean for s in scores]
    for window, score, labels in zip(windows, scores, _best_chains(leant, chain), strict=True):
        found += _attributions(text, window, score, labels)
    return tuple(sorted(found, key=lambda tagged: tagged.content[0].start))


def _best_chains(scores: Sequence[Floats], chain: Chain) -> list[list[int]]:
    """The labels of every window's words: Viterbi, all windows at once."""
    if not scores:
        return []
    lengths = [len(s) for s in scores]
    padded = np.zeros((len(scores), max(lengths), len(LABELS)), dtype=np.float32)
    for row, score in zip(padded, scores, strict=True):
        row[: len(score)] = score
    best = chain.starts + padded[:, 0]
    values, back = [best], []
    for step in range(1, padded.shape[1]):
        moves = best[:, :, None] + chain.transitions
        back.append(moves.argmax(1))
        best = moves.max(1) + padded[:, step]
        values.append(best)
    return [_trace(n, length, values, back) for n, length in enumerate(lengths)]


def _trace(
    n: int, length: int, values: list[Floats], back: list[npt.NDArray[np.int64]]
) -> list[int]:
    labels = [int(values[length - 1][n].argmax())]
    for step in range(length - 2, -1, -1):
        labels.append(int(back[step][n, labels[-1]]))
    return labels[::-1]


def _attributions(text: str, window: Window, scores: Scores, labels: list[int]) -> Iterator[Tagged]:
    runs = {role: list(_runs(labels, role)) for role in ROLES}
    by_cue: dict[int, list[tuple[_Run, float]]] = {}
    for content in runs["content"]:
        cue, linked = _parent(scores.links[0, content.first], runs["cue"])
        if cue is not None and linked >= LEAST_LINK:
            by_cue.setdefault(cue.first, []).append((content, linked))
    for cue in runs["cue"]:
        contents = by_cue.get(cue.first)
        if not contents:
            continue
        source, credited = _parent(scores.links[1, cue.first], runs["source"])
        yield Tagged(
            content=tuple(_joined(text, window, [c for c, _ in contents], cue, source)),
            source=(_span(window, source),) if source else (),
            cue=(_span(window, cue),),
            linked=max(linked for _, linked in contents),
            credited=credited,
            spoken=float(_softmax(scores.acts[cue.first])[1]),
        )


def _runs(labels: list[int], role: str) -> Iterator[_Run]:
    begin, inside = LABELS.index(f"B-{role}"), LABELS.index(f"I-{role}")
    at = 0
    while at < len(labels):
        if labels[at] == begin:
            stop = at + 1
            while stop < len(labels) and labels[stop] == inside:
                stop += 1
            yield _Run(at, stop)
            at = stop
        else:
            at += 1


def _parent(scores: Floats, among: list[_Run]) -> tuple[_Run | None, float]:
    """The run that a word hangs on, or None for nobody, and how sure that is."""
    chances = _softmax(scores[[NOBODY, *(run.first + 1 for run in among)]])
    best = int(chances.argmax())
    return (among[best - 1] if best else None), float(chances[best])


def _span(window: Window, run: _Run) -> Span:
    return Span(window.words[run.first].span.start, window.words[run.stop - 1].span.end)


CLOSED_HOLE = 5  # words


def _joined(
    text: str, window: Window, contents: list[_Run], cue: _Run, source: _Run | None
) -> Iterator[Span]:
    """The pieces of a content; a small hole that neither cue nor source stands in is closed."""
    last: Span | None = None
    between = [_span(window, run) for run in (cue, source) if run]
    for span in sorted(_span(window, run) for run in contents):
        if last is not None:
            hole = Span(last.end, span.start)
            words = hole.of(text)
            apart = "\n" in words or len(words.split()) > CLOSED_HOLE
            if not apart and not any(hole.overlaps(part) for part in between):
                last = Span(last.start, span.end)
                continue
            yield last
        last = span
    if last is not None:
        yield last


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    chances: Floats = raised / raised.sum(-1, keepdims=True)
    return chances
