"""The windows of days in which events are looked for."""

from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from claims.windows import STEP, Days, own_window, windows_of


@given(st.dates())
@example(date.min)
@example(date.max)
def test_a_day_is_in_the_middle_of_one_of_its_two_windows(day):
    owners = [number for number in windows_of(day) if Days(number).owns(day)]

    assert owners == [own_window(day)]


@given(st.dates())
@example(date.min)
@example(date.max)
def test_a_window_reaches_over_all_days_of_its_own(day):
    window = Days(own_window(day))

    assert window.all[0] <= window.middle[0] <= day <= window.middle[1] <= window.all[1]


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_half_a_step_on_either_side_of_a_day_is_in_view(day):
    first, last = Days(own_window(day)).all

    assert (day - first).days >= STEP // 2
    assert (last - day).days >= STEP // 2
