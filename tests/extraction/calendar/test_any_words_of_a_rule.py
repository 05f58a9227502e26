"""What holds of any words that fit a rule of the grammar."""

from collections import defaultdict
from datetime import date
from random import Random

import pytest

from claims.edtf import bounds
from claims.extraction.calendar import find
from claims.extraction.calendar.grammar import RULES, SYMBOLS
from claims.extraction.calendar.patterns import Atom
from tests.extraction.calendar.test_any_text import SCRAPS, TIMEX3

MORE = ("zenda", "4", "4th", "0th", "21st", "29", "0930", "10.30", "1776", "2.5")
DAYS = (None, date.min, date(2031, 5, 14), date(2032, 2, 29), date.max)
TIMES = 60  # tried of each rule


@pytest.fixture(scope="module")
def words():
    """Words for each symbol, as they are and with a capital letter."""
    found = defaultdict(list)
    for word in (*SCRAPS, *MORE):
        for written in (word, word.capitalize()):
            found[SYMBOLS[written]].append(written)
    return found


def words_for(node, words, random):
    """Some of the words that fit a pattern; what it only looks for may be there or not."""
    if node.optional and random.random() < 0.5:
        return []
    if isinstance(node, Atom):
        known = [word for symbol in SYMBOLS.of_class(node.name) for word in words[symbol]]
        return [random.choice(known or [node.name.removeprefix("=")])]
    row = random.choice(node.choices)
    return [word for part in row for word in words_for(part, words, random)]


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_whatever_fits_a_rule_is_a_time_of_the_calendar_or_none(rule, words):
    random = Random(rule.name)  # noqa: S311

    for _ in range(TIMES):
        for time in find(" ".join(words_for(rule.tree, words, random)), random.choice(DAYS)):
            assert TIMEX3.fullmatch(time.value), (time.value, time.rule)
            if time.period:
                assert bounds(time.edtf) == (time.period.earliest, time.period.latest)
