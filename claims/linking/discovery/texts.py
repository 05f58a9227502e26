"""An article as discovery reads it, once: its sentences, mentions, terms and chief names."""

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from claims.extraction import Span
from claims.extraction.calendar import Expression, find
from claims.linking.discovery.material import Article
from claims.linking.discovery.mentions import Mention, Sentence, find_mentions, sentences_in
from claims.linking.discovery.wording import EMPTY, is_name, name_stem, stem_in_text

CHIEF_NAMES = 8
SHORTEST = 3  # letters of a term

Rarity = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Stem:
    """A telling word of the text, its place and the number of its sentence."""

    place: int
    stem: str
    sentence: int


class Text:
    """What is looked up in one article."""

    def __init__(self, article: Article) -> None:
        """Read title and text."""
        self.article = article
        self.words = article.document.text
        self.sentences = sentences_in(self.words)
        self.starts = [sentence.span.start for sentence in self.sentences]
        self.mentions = find_mentions(self.words, self.sentences)
        self.headline = _headline(article.document.title)
        self.terms = list(_terms(self.sentences))
        self._places = [term.place for term in self.terms]
        self.stems = frozenset(term.stem for term in self.terms)
        self.chief = frozenset(_chief_names(self.sentences, article))

    @cached_property
    def times(self) -> list[Expression]:
        """The times of the calendar that it tells."""
        found = find(self.words, self.article.document.published)
        return [time for time in found if time.period]

    def sentence_at(self, place: int) -> Sentence:
        """The sentence that holds a place."""
        return self.sentences[max(bisect_right(self.starts, place) - 1, 0)]

    def stems_in(self, spans: Iterable[Span]) -> set[str]:
        """The terms of some stretches of the text."""
        return {
            term.stem
            for span in spans
            for term in self.terms[
                bisect_left(self._places, span.start) : bisect_left(self._places, span.end)
            ]
        }

    def is_named(self, mention: Mention) -> bool:
        """Whether the catalogue has an event of that name there."""
        return mention.sentence >= 0 and any(
            mention.span.overlaps(span) for span in self.article.named
        )


def rarity_in(texts: Sequence[Text]) -> Rarity:
    """How telling a stem is among these articles: 1 in a single one, near 0 in all."""
    shared = Counter(stem for text in texts for stem in text.stems)
    most = math.log(max(len(texts), 2) + 1)
    return lambda stem: math.log((len(texts) + 1) / (shared[stem] or 1)) / most


def _headline(title: str) -> list[Mention]:
    return [replace(found, sentence=-1) for found in find_mentions(title, sentences_in(title))]


def _terms(sentences: Iterable[Sentence]) -> Iterator[Stem]:
    for sentence in sentences:
        for word in sentence.words:
            stem = "" if word.plain in EMPTY else stem_in_text(word)
            if len(stem) >= SHORTEST and len(word.plain) >= SHORTEST:
                yield Stem(word.span.start, stem, sentence.number)


def _chief_names(sentences: Iterable[Sentence], article: Article) -> Iterator[str]:
    """Whom and what the article names most, and who speaks in it."""
    names = Counter(
        name_stem(word.text)
        for sentence in sentences
        for word in sentence.words[1:]
        if is_name(word) and word.plain not in EMPTY
    )
    speakers = (report.speaker.split()[-1] for report in article.reports if report.speaker)
    names.update(name_stem(surname) for surname in speakers)
    for name, _ in sorted(names.items(), key=lambda pair: (-pair[1], pair[0]))[:CHIEF_NAMES]:
        yield name
