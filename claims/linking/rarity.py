"""How rare a word is in news: weights that never change, so that no order of arrival matters.

`rarity.json` holds in how many of some articles each stem stands (`python -m training rarity`).
"""

import json
import math
from functools import cache, lru_cache
from importlib.resources import files
from typing import TypedDict


class _Counts(TypedDict):
    articles: int
    holding: dict[str, int]  # by stem; what stands in fewer than three articles is left out


@lru_cache(maxsize=65536)
def rarity(stem: str) -> float:
    """The weight of a stem: near 0 for what all articles hold, one weight for what none does."""
    counts = _counts()
    return math.log((counts["articles"] + 1) / (counts["holding"].get(stem, 1) + 0.5))


@cache
def _counts() -> _Counts:
    written = files("claims.linking").joinpath("rarity.json").read_text(encoding="utf-8")
    counts: _Counts = json.loads(written)
    return counts
