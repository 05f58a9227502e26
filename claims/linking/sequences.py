"""What two rows of words have in common, in a row and in one order."""

from collections import defaultdict
from collections.abc import Sequence


def longest_runs(one: Sequence[str], other: Sequence[str]) -> list[slice]:
    """Where in the first the most words in a row stand that both have; several are equally long."""
    longest, ends = 0, set[int]()
    ending: dict[int, int] = {}
    at = _places(other)
    for place, word in enumerate(one):
        ending = {there: ending.get(there - 1, 0) + 1 for there in at.get(word, ())}
        length = max(ending.values(), default=0)
        if length > longest:
            longest, ends = length, set()
        if length == longest > 0:
            ends.add(place + 1)
    return [slice(end - longest, end) for end in sorted(ends)]


def longest_subsequence(one: Sequence[str], other: Sequence[str]) -> int:
    """The most tokens that both have in one order (Hunt and Szymanski)."""
    at = _places(other)
    row = [0] * (len(other) + 1)
    for token in one:
        for place in reversed(at.get(token, ())):
            best = row[place] + 1
            for later in range(place + 1, len(row)):
                if row[later] >= best:
                    break
                row[later] = best
    return row[-1]


def _places(tokens: Sequence[str]) -> dict[str, list[int]]:
    at: dict[str, list[int]] = defaultdict(list)
    for place, token in enumerate(tokens):
        at[token].append(place)
    return at
