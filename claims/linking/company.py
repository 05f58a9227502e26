"""What is told beside events of a sort, by which a text speaks of one without its name.

An inquiry has inspectors and findings, a truce guns that fall silent: `company.toml` lists such
words by sort. They are general knowledge of news, not of any catalogue.
"""

import math
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files

from claims.linking.catalogue import CatalogueEvent
from claims.linking.discovery.mentions import find_mentions, sentences_in
from claims.linking.terms import stems_of

FULL = 2.0  # summed weights of words that speak of an event as plainly as any number of them
MOST_SORTS = 2  # of a name: "talks and truce"


class Company:
    """How far parts of an article speak of what goes with each of some events, from 0 to 1."""

    def __init__(
        self, events: Iterable[CatalogueEvent], sentences: Sequence[frozenset[str]]
    ) -> None:
        """Weigh the words, less where other events have them too, and read the sentences."""
        words = {event.key: company_of(event) for event in events}
        holders = Counter(stem for stems in words.values() for stem in stems)
        self._weights = {
            key: {stem: 1 / math.sqrt(holders[stem]) for stem in stems}
            for key, stems in words.items()
        }
        self.by_sentence = {
            key: tuple(self.share(key, stems) for stems in sentences) for key in words
        }
        whole = math.fsum(map(math.fsum, self.by_sentence.values())) or 1.0
        self.topic = {key: math.fsum(told) / whole for key, told in self.by_sentence.items()}

    def share(self, key: str, stems: frozenset[str]) -> float:
        """How far these stems speak of it."""
        weights = self._weights[key]
        return min(FULL, math.fsum(weights[stem] for stem in stems if stem in weights)) / FULL


@lru_cache(maxsize=20_000)
def company_of(event: CatalogueEvent) -> frozenset[str]:
    """The stems that go with the sorts of event that its names name; none where they name none."""
    for name in (event.title, *event.aliases):
        found = [mention.sort.name for mention in find_mentions(name, sentences_in(name))]
        if found:
            return frozenset().union(*(_BY_SORT[sort] for sort in found[:MOST_SORTS]))
    return frozenset()


def _load() -> dict[str, frozenset[str]]:
    text = files("claims.linking").joinpath("company.toml").read_text(encoding="utf-8")
    return {sort: frozenset(stems_of(words)) for sort, words in tomllib.loads(text).items()}


_BY_SORT = _load()
