"""Transcripts: whose turn it is to speak, paragraph by paragraph."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from claims.extraction.attribution import Attribution
from claims.extraction.layout import Paragraph
from claims.extraction.reading import Span
from claims.extraction.sentences import Sentence

LABEL = re.compile(
    r"(?P<label>[QA](?:\.|:)|[A-Z][A-Z.’'-]+(?:\s[A-Z][A-Z.’'-]*){0,5}(?:\s\([^()\n]{1,40}\))?:)\s+"
    r"(?:\[[^\]\n]{1,40}\]\s+)?"
)
ASKERS = re.compile(
    r"(?:Q|REPORTER|QUESTION|QUESTIONER|HOST|MODERATOR|INTERVIEWER|PRESENTER|ANCHOR|JOURNALIST"
    r"|THE\sCHAIR)\b"
)
ASIDE = re.compile(r"[(\[].*[)\]]$|[A-Z\s]+$")
FEWEST = 3  # turns that make a transcript
LEAST_SHARE = 0.3  # of its paragraphs that are turns
SHORTEST = 3  # words of a turn that says something
ENDS = '.!?…"”’'
TURN, FURTHER = "turn", "turn goes on"


@dataclass(frozen=True, slots=True)
class Turn:
    """A paragraph of a transcript: who speaks (None: whoever spoke before), and the words."""

    label: Span | None
    words: Span
    asks: bool

    @property
    def head(self) -> Span:
        """The label with its mark and the space after it."""
        start = self.label.start if self.label else self.words.start
        return Span(start, self.words.start)


def find_turns(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Turn, ...]:
    """The turns of a transcript in order; none in any other text."""
    labelled = [_labelled(text, p.span) for p in paragraphs]
    count = sum(turn is not None for turn in labelled)
    if count < max(FEWEST, LEAST_SHARE * len(paragraphs)):
        return ()
    return tuple(_turns(text, paragraphs, labelled))


def _labelled(text: str, span: Span) -> Turn | None:
    match = LABEL.match(text, span.start, span.end)
    if match is None or match.end() >= span.end:
        return None
    label = match["label"].rstrip(":")
    end = match.start() + len(label)
    asks = ASKERS.match(label) is not None
    return Turn(Span(match.start(), end), Span(match.end(), span.end), asks)


def _turns(
    text: str, paragraphs: Sequence[Paragraph], labelled: Sequence[Turn | None]
) -> Iterator[Turn]:
    last: Turn | None = None
    for paragraph, turn in zip(paragraphs, labelled, strict=True):
        words = paragraph.span.of(text)
        if turn:
            last = turn
            yield turn
        elif last and paragraph.role == "body" and words[-1] in ENDS and not ASIDE.match(words):
            yield Turn(None, paragraph.span, last.asks)
        else:
            last = None


class Attributed(Protocol):
    """Anything with the spans of a cue and a source."""

    @property
    def cue(self) -> tuple[Span, ...]: ...

    @property
    def source(self) -> tuple[Span, ...]: ...


Found = TypeVar("Found", bound=Attributed)


def beside(turns: Sequence[Turn], found: Iterable[Found]) -> tuple[Found, ...]:
    """What does not take the label of a turn for a cue or a source."""
    heads = [turn.head for turn in turns if turn.label]
    return tuple(
        one
        for one in found
        if not any(part.overlaps(head) for part in (*one.cue, *one.source) for head in heads)
    )


def attributions_of(
    text: str, turns: Sequence[Turn], sentences: Sequence[Sentence]
) -> Iterator[Attribution]:
    """A statement for each turn of somebody who is not there to ask."""
    starts = {sentence.span.start: index for index, sentence in enumerate(sentences)}
    for turn in turns:
        index = starts.get(turn.head.start)
        if turn.asks or index is None or len(turn.words.of(text).split()) < SHORTEST:
            continue
        until = index
        while until + 1 < len(sentences) and sentences[until + 1].span.start < turn.words.end:
            until += 1
        source, cue = (turn.label,) if turn.label else (), ()
        rule = TURN if turn.label else FURTHER
        yield Attribution((turn.words,), source, cue, (), index, until, rule)
