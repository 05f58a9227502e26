"""What the grammar proposes: quotations and clauses joined to their cues and sources."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claims.extraction.attribution import Attribution
from claims.extraction.clauses import Clauses, Range
from claims.extraction.complements import find_content, lies_before
from claims.extraction.cues import Cue, find_cues
from claims.extraction.extents import extent_of, subtract
from claims.extraction.formulas import find_formula
from claims.extraction.quotation import Quotation
from claims.extraction.sentences import Sentence
from claims.extraction.words import CONJUNCTIONS, SUBORDINATORS

SHORTEST_QUOTATION = 3


@dataclass(frozen=True, slots=True)
class _Found:
    """A cue with its content, as token ranges, in the stretch that it has for itself."""

    cue: Cue
    ranges: tuple[Range, ...]
    segment: Range


def propose(text: str, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
    """All attributions that read like one, in text order, none of them within a content."""
    found: list[Attribution] = []
    for index, sentence in enumerate(sentences):
        clauses = Clauses(text, sentence)
        alone = _quotation_alone(clauses)
        if alone is None:
            found += _in_sentence(clauses, index)
        elif found and _carries_on(found[-1], sentences, index, alone):
            longer = (*found[-1].content, alone.span)
            found[-1] = replace(found[-1], content=longer, until=index)
        elif len(alone.span.of(text).split()) >= SHORTEST_QUOTATION and not sentence.heading:
            found.append(Attribution((alone.span,), (), (), (), index, index, "quotation alone"))
    return tuple(found)


def _quotation_alone(clauses: Clauses) -> Quotation | None:
    """The quotation that is all of a sentence."""
    first, *rest = clauses.tokens
    return first.quotation if all(t.text in ".!?…" for t in rest) else None


def _carries_on(
    last: Attribution, sentences: Sequence[Sentence], index: int, alone: Quotation
) -> bool:
    """Whether a quotation goes on with the statement before it."""
    if last.until != index - 1:
        return False
    if alone.continues:
        return True
    same_paragraph = sentences[index].paragraph == sentences[index - 1].paragraph
    quotes = any(t.span in last.content for t in sentences[index - 1].tokens if t.quotation)
    return same_paragraph and quotes


def _in_sentence(clauses: Clauses, index: int) -> Iterator[Attribution]:
    cues = list(find_cues(clauses))
    for found in [*_by_formula(clauses, cues)] or _statements(clauses, cues, 0, clauses.length):
        made = _build(clauses, found, index)
        if made:
            yield made


def _by_formula(clauses: Clauses, cues: list[Cue]) -> Iterator[_Found]:
    formula = find_formula(clauses)
    if formula:
        cue, ranges = formula
        start = min(ranges[0][0], cue.left)
        yield from _statements(clauses, [c for c in cues if c.at < start], 0, start)
        yield _Found(cue, ranges, (start, clauses.length))


def _statements(clauses: Clauses, cues: list[Cue], begin: int, stop: int) -> Iterator[_Found]:
    """The statements of a stretch of tokens, none inside another."""
    tags = {cue for cue in cues if lies_before(clauses, cue, begin, stop)}
    while cues:
        head = next((c for c in cues if c in tags), cues[0])
        rest = [c for c in cues if c.at > head.at]
        sibling = next((c for c in rest if _is_sibling(clauses, head, c)), None)
        cut = _edge(clauses, sibling, head) if sibling else stop
        if head.manner == "fronted" and head.source:
            cut = min(cut, head.source[0])
        ranges = find_content(clauses, head, begin, cut)
        if ranges:
            yield _Found(head, ranges, (begin, cut))
            begin, cues = cut, [c for c in rest if c.at >= cut]
        else:
            cues = [c for c in cues if c is not head]


def _is_sibling(clauses: Clauses, head: Cue, cue: Cue) -> bool:
    """Whether a later cue stands beside the first rather than within its content."""
    if cue.manner in ("shared", "relative") or cue.left <= head.at:
        return True
    before = clauses.lower(cue.left - 1)
    if before in (";", "—", "and", "but"):
        return True
    joined = before in CONJUNCTIONS | {"while", "whereas", "though", "although", "as"}
    return joined and clauses.follows_comma(cue.left - 1)


def _edge(clauses: Clauses, cue: Cue, head: Cue) -> int:
    """Where the words of a later statement begin, its conjunction and comma included."""
    at = cue.left
    if at <= head.at:
        at = cue.at
    while at - 1 > head.at and clauses.lower(at - 1) in CONJUNCTIONS | SUBORDINATORS | {","}:
        at -= 1
    return at


def _build(clauses: Clauses, found: _Found, index: int) -> Attribution | None:
    content = extent_of(clauses, found.ranges, found.cue.at)
    if not any(any(c.isalnum() for c in span.of(clauses.text)) for span in content):
        return None
    source = (clauses.span_of(*found.cue.source),) if found.cue.source else ()
    cue = clauses.span_of(found.cue.at, found.cue.end)
    zone = subtract(clauses.span_of(*found.segment), content)
    return Attribution(content, source, (cue,), zone, index, index, found.cue.manner)
