"""The grammar of times, compiled from `words.toml`, `holidays.toml` and `grammar.toml`."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

from claims.extraction.calendar import holidays
from claims.extraction.calendar.patterns import Group, expand, literals, parse, regex_of, starts_of
from claims.extraction.calendar.symbols import Symbols

_CLASS_OF_TABLE = {
    "months": "month",
    "month_abbreviations": "mon",
    "weekdays": "weekday",
    "weekday_abbreviations": "wday",
    "weekday_plurals": "weekday_plural",
    "parts": "part",
    "numbers": "numword",
    "ordinals": "ordinal",
    "units": "unit",
    "seasons": "season",
    "decades": "decade",
    "sets": "set",
}


@dataclass(frozen=True)
class Rule:
    """One kind of expression: `means` names what resolves it.

    Where `directed`, tense decides; an `echo` only repeats a time told before, a year back;
    what is `named` means the same on any day, or in any year.
    """

    name: str
    means: str
    directed: bool
    echo: bool
    named: bool
    tree: Group

    @cached_property
    def groups(self) -> re.Pattern[str]:
        """Its pattern over the symbols; made when asked for, as most processes read no text."""
        return re.compile(regex_of(self.tree, SYMBOLS.of_class))


def _table(name: str) -> dict[str, Any]:
    source = files("claims.extraction.calendar").joinpath(f"{name}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


WORDS = _table("words")
_GRAMMAR = _table("grammar")


def _vocabulary(patterns: list[str]) -> dict[str, set[str]]:
    """The classes of each word: its lists, its tables, and itself where a pattern names it."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, words in WORDS["classes"].items():
        for word in words.split():
            found[word].add(name)
    for table, name in _CLASS_OF_TABLE.items():
        for word in WORDS[table]:
            found[word].add(name)
    for word, worth in WORDS["units"].items():
        found[word] |= {"unit_one"} if not word.endswith("s") and worth else set()
    for pattern in patterns:
        for word in literals(pattern):
            found[word].add(f"={word}")
    return found


def _holidays() -> str:
    """Any holiday, longer names first."""
    names = sorted(holidays.NAMES, key=lambda name: (-len(name.split()), name))
    return " | ".join(" ".join(map(_quoted, name.split())) for name in names)


def _quoted(word: str) -> str:
    """A word of a holiday; of one that needs a capital letter its class."""
    return word if word in WORDS["capitals"]["names"].split() else f'"{word}"'


def _rules() -> Iterator[tuple[dict[str, Any], str]]:
    macros = {**_GRAMMAR["macros"], "HOLIDAY": _holidays()}
    for rule in _GRAMMAR["rule"]:
        yield rule, expand(rule["pattern"], macros)


_EXPANDED = list(_rules())
SYMBOLS = Symbols(
    _vocabulary([pattern for _, pattern in _EXPANDED]), WORDS["capitals"]["words"].split()
)
RULES = tuple(
    Rule(
        rule["name"],
        rule["means"],
        rule.get("directed", False),
        rule.get("echo", False),
        rule.get("named", False),
        parse(pattern),
    )
    for rule, pattern in _EXPANDED
)
# Most words begin nothing, and the others few rules each: to look at the first one alone before
# trying rule after rule makes finding five times as fast.
_STARTING: dict[str, list[Rule]] = defaultdict(list)
for _rule in RULES:
    for _symbol in starts_of(_rule.tree, SYMBOLS.of_class):
        _STARTING[_symbol].append(_rule)
_START = re.compile(f"[{''.join(sorted(_STARTING))}]")


def matches(symbols: str) -> Iterator[tuple[Rule, re.Match[str]]]:
    """At each place in turn the first rule that fits, each behind the end of the one before."""
    end = 0
    while start := _START.search(symbols, end):
        found = _first(_STARTING[start[0]], symbols, start.start())
        end = start.end()
        if found:
            yield found
            end = max(end, found[1].end())


def _first(rules: list[Rule], symbols: str, at: int) -> tuple[Rule, re.Match[str]] | None:
    for rule in rules:
        match = rule.groups.match(symbols, at)
        if match:
            return rule, match
    return None
