"""How well attributions (content, source, cue) agree with PolNeAR's, speakers left aside.

Statements of an article are paired one to one by the overlap of their contents in tokens, the best
first. A token is a run of letters and digits or a single mark.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from claims.evaluation.outcomes import Figures, Mistake
from claims.evaluation.pairing import LEAST_OVERLAP, one_to_one, overlap
from claims.evaluation.polnear import ROLES, Spans
from claims.extraction import Span, join_pieces

TYPES = ("missed", "invented", "source")

_TOKEN = re.compile(r"\w+|[^\w\s]")
_THAT = re.compile(r"\s*that\s+", re.IGNORECASE)
_INSIDE_SPACE = re.compile(r"\S(?:.*\S)?", re.DOTALL)
_INSIDE_MARKS = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
# An apostrophe opens a quotation only where no word runs into it, and is not that of "'s".
_OPENING = re.compile(r"[\"“«„]|``|(?<!\w)[‘'](?!s\b)")
# What the cues of speech begin with; PolNeAR's others are beliefs, plans and attitudes.
_SPEECH = re.compile(
    r"""\b(?:
    accord|accus|acknowledg|add|admi|advis|alleg|announc|answer|argu|ask|assert|assur|blam|boast|brag|
    call|caution|charg|cite|citi|claim|comment|complain|conced|conclud|confirm|contend|critici|
    declar|declin|defend|demand|deni|denounc|deny|describ|disclos|echo|emphasi|explain|express|
    insist|interview|jok|lament|mention|note|noting|observ|plead|pledg|point|prais|promis|propos|
    quot|read|recall|recount|refer|reiterat|remark|remind|repeat|repl|report|respon|reveal|
    said|say|speak|spoke|state|stating|stress|suggest|talk|tell|testif|threat|told|tweet|
    urg|vow|warn|writ|wrote)""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Compared:
    """An article with the attributions that are wanted and those that were found."""

    url: str
    text: str
    wanted: Sequence[Spans]
    found: Sequence[Spans]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of those found are right, and how many of those wanted were found."""

    right: int = 0
    found: int = 0
    reached: int = 0
    wanted: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """The counts of two articles together."""
        return Tally(
            self.right + other.right,
            self.found + other.found,
            self.reached + other.reached,
            self.wanted + other.wanted,
        )

    def f1(self) -> float:
        """The harmonic mean of precision and recall; of nothing wanted and nothing found, 1."""
        if not self.found and not self.wanted:
            return 1.0
        if not self.right or not self.reached:
            return 0.0
        return 2 / (self.found / self.right + self.wanted / self.reached)


@dataclass(frozen=True, slots=True)
class _Marked:
    """An attribution as it is compared: its tokens by number, its edges, and its types."""

    content: frozenset[int]
    source: frozenset[int]
    edges: Spans
    trimmed: tuple[Span, ...]
    types: frozenset[str]
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class _Sides:
    """The attributions of an article, and those of them that are taken for each other."""

    found: list[_Marked]
    wanted: list[_Marked]
    pairs: list[tuple[int, int]]

    def couples(self) -> list[tuple[_Marked, _Marked]]:
        return [(self.found[place], self.wanted[number]) for place, number in self.pairs]

    def paired(
        self, is_right: Callable[[_Marked, _Marked], bool], counts: Callable[[_Marked], bool]
    ) -> Tally:
        """The pairs that are right; each side counts those of its own that `counts` picks."""
        hits = [couple for couple in self.couples() if is_right(*couple)]
        return Tally(
            right=sum(counts(found) for found, _ in hits),
            found=sum(map(counts, self.found)),
            reached=sum(counts(wanted) for _, wanted in hits),
            wanted=sum(map(counts, self.wanted)),
        )

    def equal(self, value: Callable[[_Marked], Hashable]) -> Tally:
        """Those with an equal on the other side, whatever they are paired with."""
        found = Counter(filter(None, map(value, self.found)))
        wanted = Counter(filter(None, map(value, self.wanted)))
        hits = (found & wanted).total()
        return Tally(hits, found.total(), hits, wanted.total())


def spans_of(line: dict[str, Any]) -> Spans:
    """A report line's content, source and cue."""
    return {role: tuple(Span(*span) for span in line[role]) for role in ROLES}


def score(articles: Iterable[Compared]) -> Figures:
    """F1 of each measure over all articles.

    `triple`: paired, and the sources overlap or are both empty; also by what the attribution is:
    `quoted` wholly or in part, `indirect`, or `spoken` (quoted, or with a cue of speech).
    """
    totals = dict(_tallies(Compared("", "", (), ())))
    for compared in articles:
        for name, tally in _tallies(compared):
            totals[name] += tally
    return {name: tally.f1() for name, tally in totals.items()}


def mistakes(compared: Compared) -> Iterator[Mistake]:
    """Attributions that were missed or invented, and pairs whose sources differ."""
    sides = _sides(compared)
    reached, taken = {number for _, number in sides.pairs}, {place for place, _ in sides.pairs}
    for number, one in enumerate(sides.wanted):
        if number not in reached:
            yield Mistake("missed", compared.url, f"by “{one.by}”", one.words)
    for place, one in enumerate(sides.found):
        if place not in taken:
            yield Mistake("invented", compared.url, f"by “{one.by}”", one.words)
    for found, wanted in sides.couples():
        if not _same_source(found, wanted):
            detail = f"gold “{wanted.by}”, found “{found.by}”"
            yield Mistake("source", compared.url, detail, found.words)


def _tallies(compared: Compared) -> Iterator[tuple[str, Tally]]:
    sides = _sides(compared)
    yield "triple_f1", sides.paired(_same_source, lambda _: True)
    for kind in ("spoken", "quoted", "indirect"):
        yield f"triple_{kind}_f1", sides.paired(_same_source, lambda one, k=kind: k in one.types)  # type: ignore[misc]
    yield "content_trimmed_f1", sides.equal(lambda one: one.trimmed)
    yield "content_exact_f1", sides.equal(lambda one: one.edges["content"])
    yield (
        "source_exact_f1",
        sides.paired(
            lambda found, wanted: found.edges["source"] == wanted.edges["source"],
            lambda one: bool(one.edges["source"]),
        ),
    )
    yield "cue_exact_f1", sides.equal(lambda one: one.edges["cue"])


def _sides(compared: Compared) -> _Sides:
    tokens = _numbered(compared.text)
    found = [_marked(compared.text, tokens, spans) for spans in compared.found]
    wanted = [_marked(compared.text, tokens, spans) for spans in compared.wanted]
    candidates = (
        ((-shared,), place, number)
        for place, one in enumerate(found)
        for number, other in enumerate(wanted)
        if (shared := overlap(one.content, other.content)) >= LEAST_OVERLAP
    )
    return _Sides(found, wanted, list(one_to_one(candidates)))


def _same_source(found: _Marked, wanted: _Marked) -> bool:
    if not found.source and not wanted.source:
        return True
    return overlap(found.source, wanted.source) >= LEAST_OVERLAP


def _numbered(text: str) -> list[int]:
    """For each character the number of its token, -1 for space."""
    numbers = [-1] * len(text)
    for number, token in enumerate(_TOKEN.finditer(text)):
        numbers[token.start() : token.end()] = [number] * len(token.group())
    return numbers


def _marked(text: str, tokens: Sequence[int], spans: Spans) -> _Marked:
    content, source = (
        frozenset(n for span in spans[role] for n in tokens[span.start : span.end] if n >= 0)
        for role in ("content", "source")
    )
    return _Marked(
        content=content,
        source=source,
        edges={role: tuple(_inside(text, s, _INSIDE_SPACE) for s in spans[role]) for role in ROLES},
        trimmed=_trimmed(text, spans["content"]),
        types=frozenset(_types(text, spans)),
        words=join_pieces(text, spans["content"]),
        by=join_pieces(text, spans["source"]),
    )


def _types(text: str, spans: Spans) -> Iterator[str]:
    is_quoted = any(_OPENING.search(span.of(text)) for span in spans["content"])
    yield "quoted" if is_quoted else "indirect"
    if is_quoted or any(_SPEECH.search(span.of(text)) for span in spans["cue"]):
        yield "spoken"


def _trimmed(text: str, content: Sequence[Span]) -> tuple[Span, ...]:
    """The extents without marks at their edges and without "that" before them."""
    that = _THAT.match(content[0].of(text))
    begin = content[0].start + (that.end() if that else 0)
    spans = (Span(begin, content[0].end), *content[1:])
    return tuple(_inside(text, span, _INSIDE_MARKS) for span in spans)


def _inside(text: str, span: Span, core: re.Pattern[str]) -> Span:
    found = core.search(text, span.start, span.end)
    return Span(*found.span()) if found else span
