"""How many: "3", "twenty-four", "a couple of", "several"."""

from collections.abc import Sequence

from claims.extraction.calendar.grammar import WORDS

_VAGUE = frozenset({"several", "few", "many", "some"})
_HUNDRED, _HALF = 100, 0.5
_AND_A_HALF = ("and", "a", "half")


def count_of(words: Sequence[str]) -> float | None:
    """The number that the words say; None where they only say that there are some."""
    whole = words[: -len(_AND_A_HALF)]
    if whole and tuple(words[len(whole) :]) == _AND_A_HALF:
        count = _count(whole)
        return None if count is None else count + _HALF
    return _count(words)


def whole_of(words: Sequence[str]) -> int | None:
    """The whole number that the words say; None where they say none, or another."""
    count = count_of(words)
    return int(count) if count is not None and count == int(count) else None


def _count(words: Sequence[str]) -> float | None:
    if _VAGUE.intersection(words):
        return None
    if "couple" in words or "half" in words:
        return 2 if "couple" in words else _HALF
    if words[0][0].isdigit():
        return float(words[0].replace(",", ""))
    return _spelled([WORDS["numbers"][word] for word in words if word in WORDS["numbers"]])


def ordinal_of(words: Sequence[str]) -> int:
    """The number of "3rd", "3", "third" or "twenty-third"; 0 where it has none."""
    if words[0][0].isdigit():
        return int(words[0].rstrip("sthnrd"))
    tens = WORDS["numbers"].get(words[0], 0)
    return int(tens + WORDS["ordinals"].get(words[-1], 0))


def spelled_year(words: Sequence[str]) -> int | None:
    """The year of "nineteen ninety-six" or "two thousand three"."""
    numbers = [WORDS["numbers"][word] for word in words if word in WORDS["numbers"]]
    if "thousand" in words:
        return int(_spelled(numbers))
    rest = int(_spelled(numbers[1:]))
    return numbers[0] * _HUNDRED + rest if 10 <= rest < _HUNDRED else None


def _spelled(numbers: Sequence[int]) -> float:
    """Hundreds and thousands multiply what stands before them; "a" alone is one."""
    total = 0
    for number in numbers:
        total = max(total, 1) * number if number >= _HUNDRED else total + number
    return total or (0 if 0 in numbers else 1)
