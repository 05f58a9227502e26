"""What only looks like a time, and figures that leave open which day they mean."""

from datetime import date

import pytest

from claims.extraction.calendar import find

PUBLISHED = date(2031, 5, 14)


def values(text, published=PUBLISHED):
    return [time.value for time in find(text, published)]


@pytest.mark.parametrize(
    "text",
    [
        "It was the fall of Zenda.",
        "The fall was deep.",
        "He drank at the spring of life.",
        "March on Zenda, he cried.",
        "The March of the Mothers went by.",
        "The October Revolution had begun.",
        "The June 30 movement was banned.",
        "The Seven Years' War and the Six-Day War were long.",
        "She lives in Friday Harbor.",
        "They remember Bloody Sunday and Black Monday.",
        "He took flight 2031 from room 1999.",
        "Resolution 1701 and No. 1984 hold.",
        "She lives at 1945 Elm Street.",
        "A man in his 90s and a woman in her late 20s sang.",
        "The year-end party was loud.",
        "April Jones and Mr. August sang.",
        "The first quarter of the game was dull.",
        "The Winter Palace and the Summer Olympics are large.",
        "The Good Friday Agreement holds.",
        "He took 2000 pills.",
        "He lives on the 14th floor.",
        "The overnight train was late.",
        "At the time of the flood he slept.",
    ],
)
def test_a_name_is_no_time(text):
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Pell left in the fall of 2030.", "2030-FA"),
        ("The fall of last year was wet.", "2030-FA"),
        ("The spring of 2030 was wet.", "2030-SP"),
        ("Pell left in March of 2030.", "2030-03"),
        ("The six-day war ended.", "P6D"),
        ("In 1945 Elm Street burnt.", "1945"),
        ("Pell left in the 90s.", "199"),
        ("In April Russia sent grain.", "2031-04"),
        ("He will come late in June Pell said.", "2031-06"),
        ("Sales fell in the second half.", "2030-H2"),
        ("Sales will fall in the second half.", "2031-H2"),
        ("Pell wore a black Sunday hat.", "2031-05-11"),
        ("Pell worked 1800 hours.", "PT1800H"),
        ("It was a months-long siege.", "PXM"),
        ("Pell came the other day.", "PAST_REF"),
        ("Pell said so at the time.", "PAST_REF"),
    ],
)
def test_a_time_in_like_words_is_one(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Pell left on 06/05/2031.", ["2031-05-06"]),
        ("Pell left on 04/05/2031, not on 13/02/2031.", ["2031-05-04", "2031-02-13"]),
        ("Pell left on 04/05/2031.", ["2031-04-05"]),
        ("The rent is due on 06/05/2031.", ["2031-06-05"]),
        ("It fell on 31/02/2031.", []),
    ],
)
def test_figures_are_day_first_where_the_text_or_its_day_says_so(text, days):
    assert values(text) == days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Pell left on the 9th.", "2031-05-09"),
        ("Pell left on the 30th.", "2031-04-30"),
        ("Pell left on the 31st.", "2031-03-31"),
        ("It is due on the 12th.", "2031-06-12"),
        ("Pell left on the fifth of the month.", "2031-05-05"),
        ("It began on 3 March. On the 14th, Pell left.", "2031-03-14"),
    ],
)
def test_a_day_without_its_month_is_of_the_month_told(text, day):
    assert values(text)[-1] == day


def test_a_night_has_two_days():
    (past,) = find("Overnight, Zenda burnt.", PUBLISHED)
    (ahead,) = find("It will freeze overnight.", PUBLISHED)

    assert (past.edtf, ahead.edtf) == ("2031-05-13/2031-05-14", "2031-05-14/2031-05-15")
