"""Attributions without a verb of their own: "according to X", "X as saying", "X: ..."."""

from claims.extraction.clauses import Clauses, Range, noun_phrase_before, subject_of
from claims.extraction.complements import after_divider, resumed_at
from claims.extraction.cues import Cue
from claims.extraction.words import RELATIVES

LONGEST_NAME = 6


def find_formula(clauses: Clauses) -> tuple[Cue, tuple[Range, ...]] | None:
    """The first formula of a sentence: its cue, and the token ranges of its content."""
    return _according(clauses) or _as_saying(clauses) or _colon(clauses)


def _according(clauses: Clauses) -> tuple[Cue, tuple[Range, ...]] | None:
    for at in range(len(clauses.tokens) - 2):
        if clauses.lower(at) == "according" and clauses.lower(at + 1) == "to":
            source = (at + 2, _source_end(clauses, at + 2))
            cue = Cue(at, at + 2, (), source, at, "formula")
            ranges = _around(clauses, at, source[1])
            return (cue, ranges) if ranges else None
    return None


def _source_end(clauses: Clauses, at: int) -> int:
    end = at + 1
    while end < clauses.length - 1 and clauses.lower(end) not in {",", ";", ":", *RELATIVES}:
        end += 1
    return end


def _around(clauses: Clauses, at: int, after: int) -> tuple[Range, ...]:
    stop = len(clauses.tokens)
    before = at - 1 if clauses.lower(at - 1) == "," else at
    left = ((after_divider(clauses, 0, before), before),) if before > 0 else ()
    resumed = resumed_at(clauses, after, stop) if left else after + 1
    right = ((resumed, stop),) if resumed is not None and resumed < stop - 1 else ()
    return left + right


def _as_saying(clauses: Clauses) -> tuple[Cue, tuple[Range, ...]] | None:
    """The content of "quoted X as saying ..." and "X is quoted by Y as saying ..."."""
    words = [token.lower for token in clauses.tokens]
    for at in range(1, len(words) - 1):
        if words[at] == "saying" and words[at - 1] == "as":
            source = _quoted_source(clauses, words, at - 1)
            start = at + 2 if words[at + 1] == "that" else at + 1
            if source is None:
                return None
            return Cue(at, at + 1, (), source, source[0], "formula"), ((start, len(words)),)
    return None


def _quoted_source(clauses: Clauses, words: list[str], stop: int) -> Range | None:
    for at in range(stop - 1, -1, -1):
        if words[at] in ("quoted", "cited", "quoting", "citing", "quotes", "cites"):
            if words[at - 1] in ("is", "was", "were", "are", "been"):
                return subject_of(clauses) or noun_phrase_before(clauses, at - 2)
            return (at + 1, stop) if at + 1 < stop else None
    return None


def _colon(clauses: Clauses) -> tuple[Cue, tuple[Range, ...]] | None:
    """A heading's "Mayor: it rains", a transcript's or any "Mayor: “It rains.”"."""
    words = [token.lower for token in clauses.tokens[: LONGEST_NAME + 1]]
    if ":" not in words[1:]:
        return None
    at = words.index(":")
    subject = subject_of(clauses)
    named = subject == (0, at) and clauses.tokens[0].is_capital
    shouted = all(t.text.isupper() for t in clauses.tokens[:at])
    quoted = clauses.is_quotation(at + 1)
    capital = clauses.sentence.heading and all(t.is_capital for t in clauses.tokens[:at])
    if not named or not (quoted or shouted or capital):
        return None
    content = (at + 1, len(clauses.tokens))
    return (
        (Cue(at, at + 1, (), (0, at), 0, "formula"), (content,))
        if content[0] < content[1]
        else None
    )
