"""A sentence as the grammar sees it: tokens, time adjuncts, noun phrases."""

from collections.abc import Container
from dataclasses import dataclass
from functools import cached_property

from claims.extraction.reading import Span
from claims.extraction.sentences import Sentence, Token
from claims.extraction.verbs import is_form, speaks
from claims.extraction.words import (
    ADVERBS,
    CONJUNCTIONS,
    FILLERS,
    FINITE,
    IRREGULAR_PAST,
    PREPOSITIONS,
    ROLES,
    SUBORDINATORS,
    TIME,
)

REACH = 40
LONGEST_SUBJECT = 15
COMMAS = frozenset({",", "—", "–", "…"})
LEADING = ADVERBS - {"all", "both", "first", "only", "even", "there", "here"}
STOPS = frozenset(",;:—–?!…•|()[]")

Range = tuple[int, int]


@dataclass(frozen=True)
class Clauses:
    """A sentence's tokens by number; ranges are half-open."""

    text: str
    sentence: Sentence

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The sentence's tokens."""
        return self.sentence.tokens

    @cached_property
    def times(self) -> dict[int, int]:
        """First token of each time adjunct to the token after it."""
        span = self.sentence.span
        starts = {t.span.start: i for i, t in enumerate(self.tokens)}
        ends = {t.span.end: i + 1 for i, t in enumerate(self.tokens) if not t.quotation}
        found = (m.span() for m in TIME.finditer(self.text, span.start, span.end))
        return {starts[a]: ends[b] for a, b in found if a in starts and b in ends}

    @cached_property
    def times_by_end(self) -> dict[int, int]:
        """The same by the token after each."""
        return {end: start for start, end in self.times.items()}

    @property
    def length(self) -> int:
        """How many tokens there are."""
        return len(self.tokens)

    def span_of(self, start: int, end: int) -> Span:
        """The span of tokens [start, end)."""
        return Span(self.tokens[start].span.start, self.tokens[end - 1].span.end)

    def lower(self, at: int) -> str:
        """The token's text in lower case, "" outside the sentence and for quotations."""
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def is_quotation(self, at: int) -> bool:
        """Whether a quotation stands there."""
        return 0 <= at < len(self.tokens) and self.tokens[at].quotation is not None

    def is_comma(self, at: int) -> bool:
        """Whether a comma stands there, or a quotation that ends in one."""
        if self.is_quotation(at):
            return self.tokens[at].text[-2:-1] == ","
        return self.lower(at) == ","

    def follows_comma(self, at: int) -> bool:
        """Whether the token before is a comma, a dash or any quotation."""
        return self.is_quotation(at - 1) or self.lower(at - 1) in COMMAS

    def find(self, words: Container[str], start: int, stop: int) -> int | None:
        """The first token of a stretch that is one of some words."""
        return next((i for i in range(start, stop) if self.lower(i) in words), None)

    def comma_after(self, start: int) -> int | None:
        """The next comma within reach."""
        stop = min(self.length, start + REACH)
        return next((i for i in range(start, stop) if self.is_comma(i)), None)


def subject_of(clauses: Clauses, start: int = 0) -> Range | None:
    """The first noun phrase that may be a subject, past adjuncts at the sentence's front."""
    start = _skip_fronted(clauses, start)
    end = start
    while end < min(clauses.length, start + LONGEST_SUBJECT) and not _ends_subject(
        clauses, start, end
    ):
        end += 1
    return (start, end) if end > start else None


def _ends_subject(clauses: Clauses, start: int, at: int) -> bool:
    token = clauses.tokens[at]
    if token.quotation or token.text in STOPS or _is_verbal(clauses, at):
        return True
    return at > start and token.lower in CONJUNCTIONS and _bounds(clauses, at)


def _skip_fronted(clauses: Clauses, start: int) -> int:
    if clauses.lower(start) in CONJUNCTIONS:
        start += 1
    word = clauses.lower(start)
    adjunct = word in PREPOSITIONS | SUBORDINATORS | ADVERBS | {"asked", "hours", "minutes", "days"}
    participle = word.endswith(("ing", "ly")) and word not in ROLES | FILLERS
    if adjunct or participle or start in clauses.times:
        comma = clauses.comma_after(start)
        return start if comma is None else comma + 1
    return start


def _is_verbal(clauses: Clauses, at: int) -> bool:
    token, word = clauses.tokens[at], clauses.lower(at)
    if token.is_capital:
        return False
    if clauses.sentence.heading and at and word.endswith("s"):
        return True
    known = word in FINITE | IRREGULAR_PAST or is_form(word, "past", "present")
    return known or at in clauses.times or (word.endswith("ed") and len(word) > 4)


def source_before(clauses: Clauses, last: int) -> Range | None:
    """The noun phrase that ends at token `last`, with an apposition after it."""
    if not clauses.is_comma(last):
        return noun_phrase_before(clauses, last)
    for opening in range(last - 1, max(-1, last - REACH), -1):
        if clauses.is_comma(opening):
            source = noun_phrase_before(clauses, opening - 1)
            return (source[0], last) if source else None
    return None


def noun_phrase_before(clauses: Clauses, last: int) -> Range | None:
    """The noun phrase whose last token is `last`."""
    if last + 1 in clauses.times_by_end:
        last = clauses.times_by_end[last + 1] - 1
    start = last + 1
    while start > max(0, last - REACH) and not _bounds(clauses, start - 1):
        start -= 1
    start = _drop_adjunct(clauses, start, last)
    return (start, last + 1) if 0 <= start <= last else None


def noun_phrase_after(clauses: Clauses, at: int) -> Range | None:
    """The noun phrase whose first token is `at`."""
    end = at
    while end < min(clauses.length, at + LONGEST_SUBJECT):
        word = clauses.lower(end)
        stop = clauses.is_quotation(end) or word in SUBORDINATORS | FINITE or word in STOPS | {"."}
        if stop or end in clauses.times or word in PREPOSITIONS - {"of", "for"}:
            break
        end += 1
    return (at, end) if end > at else None


def _bounds(clauses: Clauses, at: int) -> bool:
    """Whether a token can't be part of a noun phrase around it."""
    token, word = clauses.tokens[at], clauses.lower(at)
    if token.quotation or token.text in STOPS:
        return True
    if word in CONJUNCTIONS:
        return not _joins_names(clauses, at)
    if token.is_capital and at:
        return False
    return word in SUBORDINATORS | FINITE or at + 1 in clauses.times_by_end or speaks(word)


def _joins_names(clauses: Clauses, at: int) -> bool:
    """Whether "and" stands between two names, or "but" between two adjectives."""
    if clauses.lower(at) == "but":
        return clauses.lower(at - 2) in ("a", "an")
    around = clauses.tokens[at + 1 : at + 2] + clauses.tokens[max(0, at - 1) : at]
    return len(around) == 2 and all(t.is_capital for t in around)


def _drop_adjunct(clauses: Clauses, start: int, last: int) -> int:
    """Skip what stands before the source without a comma: "On Monday Ms X"."""
    while start <= last and (start in clauses.times or clauses.lower(start) in LEADING):
        start = clauses.times.get(start, start + 1)
    if clauses.lower(start) in PREPOSITIONS | SUBORDINATORS | CONJUNCTIONS:
        names = last
        while names > start and clauses.tokens[names - 1].is_capital:
            names -= 1
        return names
    return start
