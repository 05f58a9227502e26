import re

import pytest

from claims.extraction.calendar.patterns import (
    PatternError,
    expand,
    literals,
    parse,
    regex_of,
    starts_of,
)

SYMBOLS = {"month": "m", "day": "d", "=of": "o"}


def matches(pattern, text):
    return re.fullmatch(regex_of(parse(pattern), SYMBOLS.__getitem__), text)


def test_classes_and_words_stand_in_a_row():
    assert matches("day 'of'? month", "dom")
    assert matches("day 'of'? month", "dm")
    assert not matches("day 'of'? month", "md")


def test_a_group_used_twice_keeps_both_names():
    found = matches("d:day month | month d:(day 'of')", "mdo")

    assert {name: value for name, value in found.groupdict().items() if value} == {"d__2": "do"}


def test_a_look_around_takes_no_word():
    pattern = regex_of(parse("day >!('of' month)"), SYMBOLS.__getitem__)

    assert [found.start() for found in re.finditer(pattern, "domdodm")] == [3, 5]


@pytest.mark.parametrize(
    ("pattern", "starts"),
    [
        ("day month", "d"),
        ("day? month", "dm"),
        ("(day | 'of'?) month", "dmo"),
        ("n:(day? 'of') month", "do"),
        ("<!day month", "m"),
        ("(day? 'of'?)? month", "dom"),
    ],
)
def test_the_words_that_may_begin_a_match_are_known(pattern, starts):
    assert starts_of(parse(pattern), SYMBOLS.__getitem__) == set(starts)


def test_macros_are_written_out_within_macros():
    assert expand("A day", {"A": "B?", "B": "month"}) == "((month)?) day"


def test_the_words_of_a_pattern_are_told():
    assert list(literals("'the' | \"'s\" day")) == ["the", "'s"]


@pytest.mark.parametrize("pattern", ["day ^", "d:(day", "d:^", "d:", "day)", "(day"])
def test_a_pattern_that_cant_be_read_is_named(pattern):
    with pytest.raises(PatternError):
        matches(pattern, "d")
