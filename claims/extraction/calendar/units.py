"""Units of time: how many of which TIMEX3 unit a word means."""

from datetime import date
from typing import NamedTuple

from claims.extraction.calendar.grammar import WORDS
from claims.extraction.calendar.values import moved

# What people mean by half of one: "half an hour" is thirty minutes.
_HALVES = {
    0.5: {("H", True): "PT30M", ("M", True): "PT30S", ("D", False): "PT12H", ("Y", False): "P6M"}
}
# and the smaller unit that "a year and a half" counts in
_SMALLER = {("H", True): (60, "minute"), ("M", True): (60, "second"), ("Y", False): (12, "month")}
_UNKNOWN = {10: "E", 100: "C"}  # an unknown number of decades or centuries


class Unit(NamedTuple):
    """A decade is 10 "Y"; hours, minutes and seconds are of the clock."""

    size: int
    letter: str
    of_clock: bool


def unit_of(word: str) -> Unit:
    """The unit that a word of the vocabulary names."""
    worth: str = WORDS["units"][word]
    figures = worth.removeprefix("T")
    letter = figures.lstrip("0123456789")
    return Unit(int(figures.removesuffix(letter)), letter, worth.startswith("T"))


def moved_by(day: date, count: int, unit: Unit) -> date:
    """The day so many units on: hours lead to no other, and weekends are a week apart."""
    if unit.of_clock:
        return day
    return moved(day, count * unit.size, "W" if unit.letter == "WE" else unit.letter)


def length_of(count: float | None, word: str, *, half: bool = False) -> str:
    """So many units as a TIMEX3 duration, "X" for a number that nobody told.

    `half` adds what the words say after the unit: "a year and a half".
    """
    unit = unit_of(word)
    if half and count is not None:
        smaller = _SMALLER.get((unit.letter, unit.of_clock))
        return (
            length_of((count + 0.5) * smaller[0], smaller[1])
            if smaller
            else length_of(count + 0.5, word)
        )
    clock = "T" if unit.of_clock else ""
    if count is None:
        return f"P{clock}X{_UNKNOWN.get(unit.size, unit.letter)}"
    number = count * unit.size
    if number in _HALVES and (unit.letter, unit.of_clock) in _HALVES[number]:
        return _HALVES[number][unit.letter, unit.of_clock]
    figures = str(int(number)) if number == int(number) else f"{number:.2f}".rstrip("0")
    return f"P{clock}{figures}{unit.letter}"
