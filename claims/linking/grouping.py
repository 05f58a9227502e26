"""Which reports make up one utterance, given how alike they are and what editors decided.

Pure and indifferent to order: the same reports, likenesses and decisions give the same groups,
whatever order they come in.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice
from typing import Generic, TypeVar

from claims.linking.utterances import Key

JOINED = 0.5  # the chance from which on two reports are taken for one utterance
DOUBTFUL = 0.25  # from which on the desk is asked
STRANGE = 0.1  # below which two reports have nothing to do with each other
COMPARED = 12  # members of a group that speak for it: the first by key

K = TypeVar("K", bound=Key)
Pair = tuple[Key, Key]
Test = Callable[[Key, Key], bool]


@dataclass(frozen=True, slots=True)
class Decisions:
    """Editors' word on pairs of reports, the latest on each.

    `decided` are reports on whose speaker, day or other values an editor has decided: the machine
    does not put two of them together.
    """

    same: Mapping[Pair, bool] = field(default_factory=dict)
    decided: Set[Key] = frozenset()


def pair_of(one: Key, other: Key) -> Pair:
    """Two keys in the order in which all that is about both is filed."""
    return (one, other) if one <= other else (other, one)


def group(
    keys: Iterable[Key],
    chances: Mapping[Pair, float],
    chance: Callable[[Key, Key], float],
    decisions: Decisions = Decisions(),
    barred: Test = lambda *_: False,
) -> list[list[Key]]:
    """The groups, each in order, by their first keys.

    `chances` has the pairs that were compared, `chance` tells of any other. The likeliest pairs
    are taken first, down to `JOINED`. A pair brings its groups together unless their
    members are for the most part strangers: so a long quotation does not chain two different
    clips of it. Of two that are `barred` from each other the machine puts neither with what the
    other is in. What editors joined is together, what they parted is not.
    """
    work = _Work(sorted(keys), _Judge({**chances}, chance, barred), decisions)
    likely = ((-found, pair) for pair, found in chances.items() if found >= JOINED)
    for _, pair in sorted(likely):
        work.offer(*pair)
    return work.groups()


class _Judge:
    """What is known of pairs, and asked of the others where it matters."""

    def __init__(
        self, known: dict[Pair, float], chance: Callable[[Key, Key], float], barred: Test
    ) -> None:
        self._known, self._chance, self._barred = known, chance, barred
        self._bars: dict[Key, set[Key]] = defaultdict(set)  # those that were found

    def agree(self, ours: Sequence[Key], theirs: Sequence[Key]) -> bool:
        """Whether more members than not have something to do with those of the other side."""
        strange = [
            self._chance_of(one, other) < STRANGE
            for one in islice(sorted(ours), COMPARED)
            for other in islice(sorted(theirs), COMPARED)
        ]
        return sum(strange) < len(strange) / 2

    def bar(self, ours: Sequence[Key], theirs: Sequence[Key]) -> bool:
        """Whether any member can't be with any of the other side; a bar found is looked up."""
        members = set(theirs)
        if any(self._bars[key] & members for key in ours if key in self._bars):
            return True
        pairs = ((one, other) for one in ours for other in theirs)
        found = next((pair for pair in pairs if self._barred(*pair_of(*pair))), None)
        if found:
            self._bars[found[0]].add(found[1])
            self._bars[found[1]].add(found[0])
        return found is not None

    def _chance_of(self, one: Key, other: Key) -> float:
        pair = pair_of(one, other)
        if pair not in self._known:
            self._known[pair] = self._chance(*pair)
        return self._known[pair]


class _Work:
    """Groups under construction: what the machine put together, and with editors' joins."""

    def __init__(self, keys: Sequence[Key], judge: _Judge, decisions: Decisions) -> None:
        self._judge = judge
        self._parts = _Sets(keys)  # by the machine alone
        self._groups = _Sets(keys)  # and the editors' joins
        self._decided = decisions.decided
        self._parted: dict[Key, set[Key]] = defaultdict(set)
        for (one, other), same in sorted(decisions.same.items()):
            if not {one, other} <= self._groups.keys():
                continue
            if same:
                self._groups.unite(one, other)
            else:
                self._parted[one].add(other)
                self._parted[other].add(one)

    def offer(self, one: Key, other: Key) -> None:
        """Put the groups of a likely pair together, if nothing speaks against it."""
        if self._parts.same(one, other) or self._is_parted(one, other):
            return
        ours, theirs = self._parts.of(one), self._parts.of(other)
        if self._judge.agree(ours, theirs) and not self._judge.bar(ours, theirs):
            self._parts.unite(one, other)
            self._groups.unite(one, other)

    def groups(self) -> list[list[Key]]:
        return sorted(map(sorted, self._groups.all()))

    def _is_parted(self, one: Key, other: Key) -> bool:
        """Whether editors parted two of the members, or decided on both sides by themselves."""
        if self._groups.same(one, other):
            return False
        ours, theirs = set(self._groups.of(one)), set(self._groups.of(other))
        if ours & self._decided and theirs & self._decided:
            return True
        return any(self._parted[key] & theirs for key in ours if key in self._parted)


class _Sets(Generic[K]):
    """Disjoint sets; each is found by any of its members."""

    def __init__(self, keys: Iterable[K]) -> None:
        self._of = {key: [key] for key in keys}

    def keys(self) -> Set[K]:
        return self._of.keys()

    def of(self, key: K) -> Sequence[K]:
        return self._of[key]

    def same(self, one: K, other: K) -> bool:
        return self._of[one] is self._of[other]

    def unite(self, one: K, other: K) -> None:
        more, fewer = sorted((self._of[one], self._of[other]), key=len, reverse=True)
        if more is not fewer:
            more.extend(fewer)
            for key in fewer:
                self._of[key] = more

    def all(self) -> Iterator[Sequence[K]]:
        return iter({id(members): members for members in self._of.values()}.values())
