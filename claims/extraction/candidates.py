"""What may be a statement: what the tagger finds, what the grammar proposes, whose turn it is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from claims.extraction.attribution import Attribution
from claims.extraction.extents import subtract
from claims.extraction.grammar import propose
from claims.extraction.occasions.counts import counts_in
from claims.extraction.prose import Prose
from claims.extraction.reading import Span
from claims.extraction.tagging.decoding import Support, Tagged
from claims.extraction.tagging.tagger import Tagger
from claims.extraction.turns import attributions_of, beside, find_turns
from claims.extraction.verbs import FORMS, Verb
from claims.extraction.words import PREPOSITIONS

SAME = 0.5  # shared code points of two contents over all of theirs, to be one candidate
TAGGED = "tagged"
LONGEST_TAGGED = (
    250_000  # code points, some twenty seconds' work; what follows is left to the grammar
)
ADDRESSEE = re.compile(
    r"(?:(?:[\w’'-]+\s+){1,4}(?=that\s)|(?:me|us|him|them|you|her(?=\s+(?:the|an?|that|he|she|it|they|we|you|I|his|her)\b))\s+)(\S+)"
)
DEED = re.compile(r"(?<=\w),?\s+(?:and|but)\s+(?=[a-z]+ed\b)")
_THAT = " that "
DITRANSITIVE = frozenset(("promise",))

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a statement, and by whom of the two it was found.

    `disputed`: the other one found another content there.
    """

    attribution: Attribution
    tagged: Tagged | None
    parsed: Attribution | None
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Survey:
    """All candidates of a text, and how the tagger judges its words up to a place."""

    candidates: tuple[Candidate, ...]
    until: int
    support: Support


def survey(prose: Prose, tagger: Tagger) -> Survey:
    """Every attribution that either finds; the same content found by both is one candidate."""
    text = prose.text
    turns = find_turns(text, prose.paragraphs)
    taught = [p for p in prose.paragraphs if p.span.end <= LONGEST_TAGGED]
    found, support = tagger.tag(text, taught, prose.quotations)
    parsed = (
        *beside(turns, propose(text, prose.sentences)),
        *attributions_of(text, turns, prose.sentences),
    )
    joined = list(_join(prose, beside(turns, found), parsed))
    until = taught[-1].span.end if taught else 0
    return Survey(tuple(_disputed(prose, joined)), until, support)


class Neighbours(Generic[Item]):
    """Things kept by the sentences that their contents stand in, so that none meets all others."""

    def __init__(self, prose: Prose) -> None:
        """Begin with nothing."""
        self._prose = prose
        self._kept: dict[int, list[Item]] = {}

    def keep(self, content: Sequence[Span], item: Item) -> None:
        """Remember one thing with its content."""
        for index in self._sentences(content):
            self._kept.setdefault(index, []).append(item)

    def near(self, content: Sequence[Span]) -> list[Item]:
        """Whatever is kept of the same sentences, in the order of keeping, each once."""
        found = [item for index in self._sentences(content) for item in self._kept.get(index, ())]
        return list(dict.fromkeys(found))

    def _sentences(self, content: Sequence[Span]) -> range:
        first = self._prose.sentence_at(content[0].start)
        return range(first, self._prose.sentence_at(content[-1].end - 1) + 1)


def _join(
    prose: Prose, found: Sequence[Tagged], parsed: Sequence[Attribution]
) -> Iterator[Candidate]:
    left = dict.fromkeys(parsed)
    near = Neighbours[Attribution](prose)
    for head in parsed:
        near.keep(head.content, head)
    for tagged, zone in zip(found, _zones(prose, found), strict=True):
        made = _convert(prose, tagged, zone)
        if made is None:
            continue
        same = [a for a in near.near(made.content) if overlap(a.content, made.content) >= SAME]
        best = max(same, key=lambda a: (a in left, overlap(a.content, made.content)), default=None)
        if best in left:
            del left[best]
            yield Candidate(_merge(prose, made, best), tagged, best)
        else:
            yield Candidate(made, tagged, None)
    for head in left:
        yield Candidate(head, None, head)


def _disputed(prose: Prose, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Mark what one of the two found alone and the other found otherwise."""
    near = Neighbours[Candidate](prose)
    for candidate in candidates:
        near.keep(candidate.attribution.content, candidate)
    for candidate in candidates:
        yield replace(
            candidate,
            disputed=not (candidate.tagged and candidate.parsed)
            and any(
                bool(other.tagged) != bool(candidate.tagged)
                or bool(other.parsed) != bool(candidate.parsed)
                for other in near.near(candidate.attribution.content)
                if _rivals(candidate.attribution, other.attribution)
            ),
        )


def _rivals(one: Attribution, other: Attribution) -> bool:
    """Whether two attributions claim the same words, and neither lies in the other."""
    same_cue = any(a.overlaps(b) for a in one.cue for b in other.cue)
    nested = lies_in(one, other) or lies_in(other, one)
    return crosses(one, other) and (same_cue or not nested)


def _merge(prose: Prose, made: Attribution, head: Attribution) -> Attribution:
    """One attribution of what both found: the tagger's spans, the grammar's sentences and rule.

    The tagger takes the preposition of "called for talks" for part of the cue: it is the content's.
    """
    first, own = made.content[0], head.content[0]
    if own.end == first.end and prose.text[own.start : first.start].strip() in PREPOSITIONS:
        made = replace(made, content=(own, *made.content[1:]), cue=head.cue)
    return _without_count(
        prose.text,
        replace(
            head,
            content=made.content,
            source=made.source or head.source,
            cue=made.cue or head.cue,
            reading=head.source,
        ),
    )


def _without_count(text: str, found: Attribution) -> Attribution:
    """A content without what it is counted from: "said two days after [X's proposal that] ..."."""
    (first, *rest), cue = found.content, found.cue[0] if found.cue else None
    if cue is None or cue.end >= first.start:
        return found
    for count in counts_in(text, Span(cue.start, first.end)):
        start = count.anchor.end + len(_THAT)
        begun = count.span.start <= first.start <= count.anchor.start
        if begun and start < first.end and text.startswith(_THAT, count.anchor.end):
            zone = (*found.zone, Span(cue.end, start))
            return replace(found, content=(Span(start, first.end), *rest), zone=zone)
    return found


def _convert(prose: Prose, found: Tagged, zone: Span) -> Attribution | None:
    first, *rest = found.content
    verbs = _verbs_of(prose.text, found)
    first = _without_addressee(prose.text, first, found, verbs)
    spans = (_without_deeds(prose.text, first, verbs), *rest)
    parts = (part for span in spans for part in prose.parts(span, found.cue[0]))
    apart = (*found.cue, *found.source)
    content = tuple(mended for part in parts if (mended := prose.mended(part, apart)))
    if not content:
        return None
    sentence = prose.sentence_at(found.cue[0].start)
    made = Attribution(
        content=content,
        source=found.source,
        cue=found.cue,
        zone=subtract(zone, content),
        sentence=sentence,
        until=max(sentence, prose.sentence_at(content[-1].end - 1)),
        rule=TAGGED,
    )
    return _without_count(prose.text, made)


def _verbs_of(text: str, found: Tagged) -> list[Verb]:
    words = found.cue[0].of(text).lower().split()
    return [form.verb for word in words for form in FORMS.get(word, ())]


def _without_addressee(text: str, content: Span, found: Tagged, verbs: Sequence[Verb]) -> Span:
    """A content without those to whom it was said: "told [me] the barn was on fire"."""
    match = ADDRESSEE.match(text, content.start, content.end)
    if match is None or match[1] in PREPOSITIONS or text[found.cue[0].end : content.start].strip():
        return content
    if not any("addressee" in verb.takes or verb.lemma in DITRANSITIVE for verb in verbs):
        return content
    return Span(match.start(1), content.end)


def _without_deeds(text: str, content: Span, verbs: Sequence[Verb]) -> Span:
    """A content without what was done besides: "blamed X for Y [and cancelled a visit]"."""
    found = any(verb.needs for verb in verbs) and DEED.search(text, content.start, content.end)
    return Span(content.start, found.start()) if found else content


def _zones(prose: Prose, found: Sequence[Tagged]) -> Iterator[Span]:
    """The stretch of its cue's sentence that each attribution has for itself."""
    extents: dict[int, list[Span]] = {}
    places = [prose.sentence_at(tagged.cue[0].start) for tagged in found]
    for place, tagged in zip(places, found, strict=True):
        extents.setdefault(place, []).append(_extent(tagged))
    for place, tagged in zip(places, found, strict=True):
        span, own = prose.sentences[place].span, _extent(tagged)
        start = max((e.end for e in extents[place] if e.end <= own.start), default=span.start)
        end = min((e.start for e in extents[place] if e.start >= own.end), default=span.end)
        yield Span(start, max(start, end))


def _extent(found: Tagged) -> Span:
    parts = (*found.content, *found.source, *found.cue)
    return Span(min(part.start for part in parts), max(part.end for part in parts))


def overlap(one: Sequence[Span], other: Sequence[Span]) -> float:
    """The code points that two contents share over all of theirs (Jaccard)."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    return shared / (size(one) + size(other) - shared)


def size(spans: Sequence[Span]) -> int:
    """The code points of a content."""
    return sum(span.end - span.start for span in spans)


def crosses(one: Attribution, other: Attribution) -> bool:
    """Whether two attributions share words of their contents."""
    return any(a.overlaps(b) for a in one.content for b in other.content)


def lies_in(inner: Attribution, outer: Attribution) -> bool:
    """Whether an attribution lies wholly in the content of another."""
    parts = (*inner.content, *inner.source, *inner.cue)
    within = all(any(whole.contains(part) for whole in outer.content) for part in parts)
    return within and size(inner.content) < size(outer.content)
