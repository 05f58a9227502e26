"""What the rules of the grammar mean: each name with the function that makes a TIMEX3 value."""

from collections.abc import Callable

from claims.extraction.calendar.meanings import (
    beside,
    dates,
    hours,
    lengths,
    offsets,
    periods,
    ranges,
    vague,
    weeks,
)
from claims.extraction.calendar.scene import Found, Scene
from claims.extraction.calendar.values import Meant

Meaning = Callable[[Found, Scene], str | Meant | None]

MEANINGS: dict[str, Meaning] = {
    "nothing": vague.nothing,
    "iso_day": dates.iso_day,
    "slashed_day": dates.slashed_day,
    "pointed_day": dates.pointed_day,
    "day_of_month": dates.day_of_month,
    "day_of_this_month": dates.day_of_this_month,
    "holiday": dates.holiday_of,
    "weekday": dates.weekday,
    "day_word": dates.day_word,
    "month_of_year": dates.month_of_year,
    "month": dates.month,
    "spelled_year": dates.spelled,
    "year": dates.year,
    "days_of_month": ranges.days_of_month,
    "weekdays": ranges.weekdays,
    "day_beside": beside.day_beside,
    "length_beside": beside.length_beside,
    "weekday_of_week": weeks.weekday_of_week,
    "weekday_beyond": weeks.weekday_beyond,
    "weekdays_ago": weeks.weekdays_ago,
    "from_weekday": weeks.from_weekday,
    "ago_from": weeks.ago_from,
    "weekday_of_month": weeks.weekday_of_month,
    "unit_beyond": weeks.unit_beyond,
    "week_with": weeks.week_with,
    "day_alone": dates.day_alone,
    "overnight": hours.overnight,
    "hour": hours.hour,
    "part_of_day": hours.part_of_day,
    "quarter": periods.quarter,
    "half_year": periods.half_year,
    "year_before": periods.year_before,
    "season": periods.season,
    "decade": periods.decade,
    "century": periods.century,
    "weekend": periods.weekend,
    "neighbour": offsets.neighbour,
    "the_unit": offsets.the_unit,
    "offset": offsets.offset,
    "stretch": lengths.stretch,
    "duration": lengths.duration,
    "long_times": lengths.long_times,
    "again": lengths.again,
    "present": vague.present,
    "past": vague.past,
    "future": vague.future,
}
