"""Which of the things found is taken for which of the things wanted: the best overlap first."""

from collections.abc import Iterable, Iterator, Set

LEAST_OVERLAP = 0.5

Rank = tuple[float, ...]


def characters(spans: Iterable[tuple[int, int]]) -> set[int]:
    """The places that spans cover."""
    return {place for start, end in spans for place in range(start, end)}


def overlap(one: Set[int], other: Set[int]) -> float:
    """What two sets share, over all that is in either; of two empty ones, 0."""
    either = len(one | other)
    return len(one & other) / either if either else 0.0


def one_to_one(candidates: Iterable[tuple[Rank, int, int]]) -> Iterator[tuple[int, int]]:
    """The candidates by rank, the lowest first, without those of which one side is taken."""
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    for _, left, right in sorted(candidates):
        if left not in taken_left and right not in taken_right:
            taken_left.add(left)
            taken_right.add(right)
            yield left, right
