"""Where a text names events of the catalogue."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from claims.extraction import Span
from claims.linking.catalogue import Catalogue
from claims.linking.terms import Term, terms_in

LONGEST_SENTENCE = 2000  # characters
ALIAS_GAP = 2  # words that may stand between two words of an alias
TITLE_WINDOW = 5  # telling words in a row among which a title's words are looked for
FULL_TITLE = 0.6  # share of a title's weight that names the event as well as all of it
FEWEST_OF_TITLE = 0.5  # share that must stand there to name it at all
WORD_STRENGTH = 0.7  # of a single word of a title that the text has named before

_SENTENCE_END = re.compile(r"\n+|(?<=[.!?])[”\"’»)]*\s+(?=[^\W\d_a-z]|[“\"‘«(])")


@dataclass(frozen=True, slots=True)
class Reference:
    """A stretch of text that names an event; `strength` is how fully, up to 1, `rule` how."""

    event: str
    span: Span
    strength: float
    rule: str


def sentences_of(text: str) -> Iterator[Span]:
    """The sentences of a text, roughly; none reaches over a line's end; endless ones are cut."""
    start = 0
    for end in (*_SENTENCE_END.finditer(text), None):
        stop = end.start() if end else len(text)
        for part in range(start, stop, LONGEST_SENTENCE):
            yield Span(part, min(part + LONGEST_SENTENCE, stop))
        start = end.end() if end else stop


def find_references(text: str, catalogue: Catalogue) -> list[Reference]:
    """Every reference that a text makes by name, in its order.

    An event that the text names well somewhere is then meant by less: "the blast", "the talks".
    """
    sentences = [list(terms_in(text, sentence)) for sentence in sentences_of(text)]
    found = [
        reference
        for terms in sentences
        for reference in (*_by_alias(terms, catalogue), *_by_title(terms, catalogue))
    ]
    established = {reference.event for reference in found}
    found += [
        reference for terms in sentences for reference in _by_word(terms, catalogue, established)
    ]
    return sorted(found, key=lambda reference: (reference.span, reference.event))


def _by_alias(terms: Sequence[Term], catalogue: Catalogue) -> Iterator[Reference]:
    here = {term.stem for term in terms}
    for key, stems in catalogue.aliased(sorted(here)):
        span = _in_order(terms, stems) if here.issuperset(stems) else None
        if span:
            yield Reference(key, span, 1.0, "alias")


def _in_order(terms: Sequence[Term], stems: Sequence[str]) -> Span | None:
    """Where these stems stand one after the other, a few words apart at most."""
    for start, term in enumerate(terms):
        if term.stem == stems[0]:
            last = _follow(terms, start, stems[1:])
            if last is not None:
                return Span(term.span.start, terms[last].span.end)
    return None


def _follow(terms: Sequence[Term], at: int, stems: Sequence[str]) -> int | None:
    for stem in stems:
        near = range(at + 1, min(at + 2 + ALIAS_GAP, len(terms)))
        following = next((place for place in near if terms[place].stem == stem), None)
        if following is None:
            return None
        at = following
    return at


def _by_title(terms: Sequence[Term], catalogue: Catalogue) -> Iterator[Reference]:
    """The events of whose titles enough stands near together in a sentence."""
    for key in sorted(catalogue.titled(term.stem for term in terms)):
        weights = catalogue.weights[key]
        share, span = _densest(terms, weights)
        if share >= FEWEST_OF_TITLE:
            yield Reference(key, span, min(1.0, share / FULL_TITLE), "title")


def _densest(terms: Sequence[Term], weights: Mapping[str, float]) -> tuple[float, Span]:
    """The stretch with most of a title's weight in it, and that share."""
    places = [place for place, term in enumerate(terms) if term.stem in weights]
    total = sum(weights.values())
    best, words = 0.0, terms[places[0]].span
    for first, place in enumerate(places):
        near = (p for p in places[first : first + TITLE_WINDOW] if p < place + TITLE_WINDOW)
        here = [terms[p] for p in near]
        share = sum(weights[stem] for stem in {term.stem for term in here}) / total
        if share > best:
            best, words = share, Span(here[0].span.start, here[-1].span.end)
    return best, words


def _by_word(
    terms: Sequence[Term], catalogue: Catalogue, established: Set[str]
) -> Iterator[Reference]:
    """Words that one title alone has, where the text names its event elsewhere."""
    for term in terms:
        keys = catalogue.titled([term.stem])
        if len(keys) == 1 and keys <= established:
            yield Reference(min(keys), term.span, WORD_STRENGTH, "word")
