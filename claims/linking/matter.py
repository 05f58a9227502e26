"""What words are about, roughly: their terms without names; enough to tell them from others."""

import re
from collections.abc import Set

from claims.linking.terms import stems_of

_WORD = re.compile(r"(?<!\w)[a-z\d][\w'’-]*")
LONGEST = 100  # characters of a term


def matter_of(text: str) -> frozenset[str]:
    """The terms of a text but for those of names and whatever else has a capital."""
    stems = (stem for word in _WORD.findall(text) for stem in stems_of(word))
    return frozenset(stem[:LONGEST] for stem in stems)


def same_matter(one: Set[str], other: Set[str], *, least: int, share: float) -> bool:
    """Whether two have at least so many terms in common, and that share of the fewer."""
    shared = len(one & other)
    return shared >= least and shared >= share * min(len(one), len(other))
