"""The chains of several articles that are of one event: the nearest two join, again and again."""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from math import fsum, sqrt

from claims.linking.discovery.chains import Chain
from claims.linking.discovery.texts import Rarity, Text

APART = -9.0
BIAS = -1.3
SAME_SORT = 1.3
ANCHORS = 3.5  # for shared rare anchors, up to `MOST_ANCHORS`
MOST_ANCHORS = 1.5
COMPANY = 1.5  # for the articles' chief names that are shared
FAR = 30  # days that take one point away where no rare anchor is shared
FAR_ANYWAY = 0.15  # of that, however rare the anchors
CONTRADICTION = 0.8  # for anchors on both sides, and none shared
CROWD = 0.8  # times the logarithm of how many more than `FEW` chains are of such an event
FEW = 12
UNKNOWN_GAP = 10  # days between articles of which one has no day
MOST_ALIKE = 60  # chains of one key with which a chain is compared, nearest in time first

Pair = tuple[int, int]


class Cluster:
    """Chains that are taken to be of one event."""

    def __init__(self, chains: Sequence[Chain]) -> None:
        """Add up what they tell."""
        self.chains = list(chains)
        self.anchors = Counter(stem for chain in chains for stem in sorted(chain.anchors))
        self.company = Counter(name for chain in chains for name in sorted(chain.text.chief))
        self.names = {name for chain in chains for name in chain.names}
        self.sorts = {sort for chain in chains for sort in chain.sorts}
        self.families = {family for sort in self.sorts for family in sort.families}
        self.ordinals = {ordinal for chain in chains for ordinal in chain.ordinals}
        self.days = sorted(
            {day for chain in chains if (day := chain.text.article.document.published)}
        )
        self._by_text = {id(chain.text): chain for chain in reversed(self.chains)}

    def chain_of(self, text: Text) -> Chain | None:
        """What an article tells of it, in its first chain where it has several."""
        return self._by_text.get(id(text))

    def share(self, stem: str) -> float:
        """In which part of its chains an anchor stands."""
        return self.anchors[stem] / len(self.chains)

    @property
    def outlets(self) -> set[str]:
        """Who tells of it."""
        return {chain.text.article.outlet for chain in self.chains}


class _Agglomeration:
    """The state of joining; a group keeps the least number of its chains."""

    def __init__(self, chains: Sequence[Chain], rarity: Rarity) -> None:
        """Compare each chain with those that share a key with it."""
        self.rarity = rarity
        self.groups = {number: Cluster([chain]) for number, chain in enumerate(chains)}
        self.crowds = Counter(
            family for group in self.groups.values() for family in sorted(group.families)
        )
        self.near: dict[int, set[int]] = defaultdict(set)
        self.heap: list[tuple[float, int, int, int, int]] = []
        for one, other in sorted(_candidates(chains, self.crowds)):
            if self._push(one, other):
                self.near[one].add(other)
                self.near[other].add(one)

    def run(self) -> list[Cluster]:
        """Join while any two are likelier one event than two."""
        while self.heap:
            _, one, other, size, other_size = heapq.heappop(self.heap)
            if self._stands(one, size) and self._stands(other, other_size):
                self._join(one, other)
        return [self.groups[number] for number in sorted(self.groups)]

    def _stands(self, number: int, size: int) -> bool:
        return number in self.groups and len(self.groups[number].chains) == size

    def _join(self, one: int, other: int) -> None:
        joined = self.groups.pop(other)
        self.groups[one] = Cluster([*self.groups[one].chains, *joined.chains])
        neighbours = (self.near[one] | self.near.pop(other)) - {one, other}
        self.near[one] = neighbours
        for neighbour in sorted(neighbours):
            self.near[neighbour] = (self.near[neighbour] - {other}) | {one}
            self._push(min(one, neighbour), max(one, neighbour))

    def _push(self, one: int, other: int) -> bool:
        """Note how near two groups are; returns whether they may join now or later."""
        left, right = self.groups[one], self.groups[other]
        score = self._score(left, right)
        if score > 0:
            sizes = len(left.chains), len(right.chains)
            heapq.heappush(self.heap, (-score, one, other, *sizes))
        return score > APART

    def _score(self, one: Cluster, other: Cluster) -> float:
        """Above 0 where the two are rather one event."""
        company = _company(one, other)
        if not _compatible(one, other) or not (company or one.names & other.names):
            return APART
        shared = one.anchors.keys() & other.anchors.keys()
        anchors = fsum(
            self.rarity(stem) * min(1.0, sqrt(one.share(stem) * other.share(stem)) * MOST_ANCHORS)
            for stem in shared
        )
        return (
            BIAS
            + SAME_SORT * _same_sort(one, other)
            + ANCHORS * min(anchors, MOST_ANCHORS)
            + COMPANY * company
            - CROWD * self._crowd(one, other)
            - _gap(one, other) / FAR * max(FAR_ANYWAY, 1 - anchors)
            - CONTRADICTION * bool(one.anchors and other.anchors and not shared)
        )

    def _crowd(self, one: Cluster, other: Cluster) -> float:
        """The more events of such a kind are told of, the less a common kind says."""
        chains = min(self.crowds[family] for family in one.families & other.families)
        return math.log(max(chains, FEW) / FEW)


def clusters_of(chains: Sequence[Chain], rarity: Rarity) -> list[Cluster]:
    """Every chain in one cluster; chains in the order of their articles give the same always."""
    return _Agglomeration(chains, rarity).run()


def _candidates(chains: Sequence[Chain], crowds: Counter[str]) -> set[Pair]:
    """Pairs of a family with a common anchor, or in a small one a common name.

    Of what is common to many, those nearest in time are compared.
    """
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, chain in enumerate(chains):
        families = {family for sort in chain.sorts for family in sort.families}
        for family in families:
            small = crowds[family] <= MOST_ALIKE
            for key in chain.anchors | chain.text.chief if small else chain.anchors:
                holders[family, key].append(number)
    return {pair for held in holders.values() for pair in _neighbours(held)}


def _neighbours(held: Sequence[int]) -> Iterator[Pair]:
    if len(held) <= MOST_ALIKE:
        yield from combinations(held, 2)
        return
    for place, number in enumerate(held):
        for other in held[place + 1 : place + 1 + MOST_ALIKE // 2]:
            yield number, other


def _company(one: Cluster, other: Cluster) -> float:
    """How far the articles share their chief names."""
    fewer, more = sorted((one, other), key=lambda cluster: len(cluster.company))
    sizes = len(fewer.chains), len(more.chains)
    shared = fsum(
        min(count / sizes[0], more.company[name] / sizes[1])
        for name, count in fewer.company.items()
    )
    least = min(sum(fewer.company.values()) / sizes[0], sum(more.company.values()) / sizes[1])
    return shared / least if least else 0.0


def _compatible(one: Cluster, other: Cluster) -> bool:
    """Of sorts that may be told of as one another, and not the first and the second round."""
    if one.ordinals and other.ordinals and not one.ordinals & other.ordinals:
        return False
    return any(a.fits(b) for a in one.sorts for b in other.sorts)


def _same_sort(one: Cluster, other: Cluster) -> bool:
    return any(not sort.general for sort in one.sorts & other.sorts)


def _gap(one: Cluster, other: Cluster) -> int:
    """The least number of days between their articles."""
    return min(
        (abs((a - b).days) for a in one.days for b in other.days),
        default=UNKNOWN_GAP,
    )


def told_by_several(clusters: Iterable[Cluster]) -> list[Cluster]:
    """Those of which at least two outlets tell, and which the catalogue lacks."""
    return [
        cluster
        for cluster in clusters
        if len(cluster.outlets) > 1
        and 2 * sum(chain.is_named for chain in cluster.chains) < len(cluster.chains)
    ]
