"""What holds of the times of any text."""

import re
from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.edtf import bounds
from claims.extraction.calendar import find
from claims.extraction.calendar.grammar import SYMBOLS, WORDS
from claims.extraction.calendar.symbols import OTHER
from tests.extraction.calendar.timex3 import ANY_YEAR

DAY = r"\d{4}-\d\d-\d\d"
TIMEX3 = re.compile(
    rf"{DAY}/{DAY}|{ANY_YEAR}-\d\d-\d\d(?:/{ANY_YEAR}-\d\d-\d\d)?|\d{{4}}-\d\d/\d{{4}}-\d\d|\d{{4}}/\d{{4}}|"
    r"\d{2,4}|\d{4}-(?:\d\d(?:-\d\d)?|W\d\d(?:-WE)?|Q[1-4]|H[12]|SP|SU|FA|WI)"
    rf"|PT?(?:X|\d+(?:\.\d+)?)(?:[DWMQYHSEC]|WE)|{ANY_YEAR}-(?:\d\d|WXX-(?:\d(?:T[A-Z]+)?|WE)|SP|SU|FA|WI|"
    r"XX-XXT[A-Z0-9:]+)"
    r"|PRESENT_REF|PAST_REF|FUTURE_REF"
)
SCRAPS = (
    *(word for table in WORDS.values() for word in table if isinstance(word, str)),
    *(word for words in WORDS["classes"].values() for word in words.split()),
    *("the", "of", "a", "an", "May", "Monday,", "Sept.", "Christmas", "Orthodox Easter", "o'clock"),
    *("1", "3rd", "31", "99", "2031", "1,000,000,000", "9" * 400, "1.5", "10:30", "1990s", "’60s"),
    *("2031-05-14", "5/13/30", "30.2.2031", "٣", "²", "-", "–", ",", ".", "'s", "’", "(", "$", "%"),
    *("ago", "earlier", "later", "after", "every", "as soon as", "year-ago", "\n", "\n\n", "old"),
)
SOUP = st.builds(" ".join, st.lists(st.sampled_from(SCRAPS), max_size=40))
ANY = st.text(st.characters(exclude_categories=["Cs"]))
DAYS = st.none() | st.dates()


@settings(max_examples=600)
@given(SOUP | ANY, DAYS)
def test_times_lie_in_the_text_and_never_overlap(text, published):
    spans = [time.span for time in find(text, published)]

    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@settings(max_examples=600)
@given(SOUP, DAYS)
def test_every_value_is_timex3(text, published):
    for time in find(text, published):
        assert TIMEX3.fullmatch(time.value), (time.value, time.rule)


@settings(max_examples=200)
@given(SOUP, st.dates(date(1800, 1, 1), date(2200, 1, 1)))
def test_what_names_days_has_edtf_with_the_same_bounds(text, published):
    for time in find(text, published):
        if time.period:
            assert bounds(time.edtf) == (time.period.earliest, time.period.latest)
            assert time.period.earliest <= time.period.latest


@given(st.text(min_size=1))
def test_a_word_keeps_its_symbol(word):
    assert SYMBOLS[word] == SYMBOLS[word]
    assert len(SYMBOLS[word]) == 1


def test_the_words_of_one_text_are_not_kept_for_ever():
    for number in range(120_000):
        assert SYMBOLS[f"word{number}"] == OTHER

    assert len(SYMBOLS) <= 100_000


def test_long_runs_of_numbers_take_no_longer_than_their_length():
    text = "twenty early last two of the " * 20_000

    assert list(find(text, date(2031, 5, 14))) == []
