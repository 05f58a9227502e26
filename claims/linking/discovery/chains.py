"""The mentions of one article that are of one event."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import fsum

from claims.linking.discovery.mentions import Mention
from claims.linking.discovery.texts import Rarity, Text
from claims.linking.discovery.vocabulary import Sort

SHARED = 0.25  # rarity of shared anchors that joins a mention to a chain
SAME_SORT = 0.3  # what a common sort adds to that when chains compete
COUNTED = frozenset("12345")  # ordinals that tell one event of a sort from another


@dataclass
class Chain:
    """Mentions of one event in one article, in its order, the headline's first."""

    text: Text
    mentions: list[Mention] = field(default_factory=list)
    sorts: Counter[Sort] = field(default_factory=Counter)
    anchors: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    ordinals: set[str] = field(default_factory=set)

    def add(self, mention: Mention) -> None:
        """Take a mention in, with what it tells."""
        self.mentions.append(mention)
        self.sorts[mention.sort] += 1
        self.anchors |= mention.anchors
        self.names |= mention.names
        self.ordinals |= {mention.ordinal} & COUNTED

    def fit(self, mention: Mention, rarity: Rarity) -> float:
        """How well a mention fits, 0 where it is of another event."""
        if not any(mention.sort.fits(sort) for sort in self.sorts):
            return 0.0
        if mention.ordinal in COUNTED and self.ordinals and mention.ordinal not in self.ordinals:
            return 0.0
        same = mention.sort in self.sorts
        if not mention.anchors:
            return self._fit_of_bare(mention, same=same)
        shared = fsum(rarity(stem) for stem in mention.anchors & self.anchors)
        follows = same and (not self.anchors or mention.verbal)
        return 2 * shared + SAME_SORT * same if shared >= SHARED or follows else 0.0

    def _fit_of_bare(self, mention: Mention, *, same: bool) -> float:
        """How well a bare "the blast" fits: its own sort best, else what may be called so."""
        if same:
            return 1.0
        pointing = mention.definite or mention.sort.general
        return 0.4 if pointing and not mention.sort.loose else 0.0

    @property
    def is_named(self) -> bool:
        """Whether the catalogue has it, by the place of a mention."""
        return any(self.text.is_named(mention) for mention in self.mentions)


def chains_of(text: Text, rarity: Rarity) -> list[Chain]:
    """The events of an article; what only a loose or a general word could name is none."""
    chains: list[Chain] = []
    for mention in (*text.headline, *text.mentions):
        fits = [(chain.fit(mention, rarity), place) for place, chain in enumerate(chains)]
        fit, place = max(fits, default=(0.0, -1))
        if fit > 0:
            chains[place].add(mention)
        elif mention.anchors or not (mention.sort.loose or mention.sort.general):
            chains.append(Chain(text))
            chains[-1].add(mention)
    return chains


def mentions_in_text(chain: Chain) -> Iterator[Mention]:
    """Those that stand in the text, not in the headline alone."""
    return (mention for mention in chain.mentions if mention.sentence >= 0)
