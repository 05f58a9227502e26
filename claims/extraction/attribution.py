"""Who is credited with what: quotations and clauses joined to their cues and sources."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claims.extraction.clauses import Clauses, Range
from claims.extraction.complements import find_content, lies_before
from claims.extraction.cues import Cue, find_cues
from claims.extraction.extents import extent_of, subtract
from claims.extraction.formulas import find_formula
from claims.extraction.quotation import Quotation
from claims.extraction.reading import Span
from claims.extraction.sentences import Sentence
from claims.extraction.words import CONJUNCTIONS, SUBORDINATORS

SHORTEST_QUOTATION = 3


@dataclass(frozen=True, slots=True)
class Attribution:
    """Content with its cue and source, either of which may be missing.

    `zone` is the clause that attributes, where day and outlet are looked for; `sentence` and
    `until` are the first and the last sentence, `parent` is an index among the attributions;
    `rule` names the construction.
    """

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    zone: tuple[Span, ...]
    sentence: int
    until: int
    rule: str
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """A cue with its content, as token ranges; `inside` are the cues within that content."""

    cue: Cue
    ranges: tuple[Range, ...]
    segment: Range
    inside: tuple[Cue, ...]


def attribute(text: str, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
    """All attributions in text order, a nested one after its parent."""
    found: list[Attribution] = []
    for index, sentence in enumerate(sentences):
        clauses = Clauses(text, sentence)
        alone = _quotation_alone(clauses)
        if alone is None:
            found += _in_sentence(clauses, index, len(found))
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
    if last.until != index - 1 or last.parent is not None:
        return False
    if alone.continues:
        return True
    same_paragraph = sentences[index].paragraph == sentences[index - 1].paragraph
    quotes = any(t.span in last.content for t in sentences[index - 1].tokens if t.quotation)
    return same_paragraph and quotes


def _in_sentence(clauses: Clauses, index: int, offset: int) -> Iterator[Attribution]:
    cues = list(find_cues(clauses))
    for found in [*_by_formula(clauses, cues)] or _statements(clauses, cues, 0, clauses.length):
        made = _build(clauses, found, index)
        if made is None:
            continue
        yield made
        children = [
            child for inner in _nested(clauses, found) if (child := _build(clauses, inner, index))
        ]
        yield from (replace(child, parent=offset) for child in children)
        offset += 1 + len(children)


def _by_formula(clauses: Clauses, cues: list[Cue]) -> Iterator[_Found]:
    formula = find_formula(clauses)
    if formula:
        cue, ranges = formula
        start = min(ranges[0][0], cue.left)
        yield from _statements(clauses, [c for c in cues if c.at < start], 0, start)
        yield _Found(cue, ranges, (start, clauses.length), tuple(cues))


def _nested(clauses: Clauses, found: _Found) -> Iterator[_Found]:
    for start, stop in found.ranges:
        within = [c for c in found.inside if start <= c.at < stop and c.manner == "own"]
        yield from _statements(clauses, within, start, stop)


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
            inside = tuple(c for c in cues if c is not head and c.at < cut)
            yield _Found(head, ranges, (begin, cut), inside)
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
