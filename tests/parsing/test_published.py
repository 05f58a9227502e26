"""Publication dates: a date stays a date, a moment keeps its zone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.parsing.published import PublishedError, parse_published


@pytest.mark.parametrize(
    ("given_as", "iso", "day"),
    [
        ("2025-04-22", "2025-04-22", date(2025, 4, 22)),
        (" 20250422 ", "2025-04-22", date(2025, 4, 22)),
        ("2025-04-22T18:40:00Z", "2025-04-22T18:40:00Z", date(2025, 4, 22)),
        ("2025-04-22 18:40", "2025-04-22T18:40:00Z", date(2025, 4, 22)),
        ("2025-04-22T18:40:00.123z", "2025-04-22T18:40:00Z", date(2025, 4, 22)),
        ("2025-04-22T00:30:00+03:00", "2025-04-22T00:30:00+03:00", date(2025, 4, 22)),
        ("2025-04-21T23:30-0500", "2025-04-21T23:30:00-05:00", date(2025, 4, 21)),
    ],
)
def test_the_day_is_the_day_in_the_articles_own_zone(given_as, iso, day):
    published = parse_published(given_as)

    assert (published.iso, published.day) == (iso, day)


@pytest.mark.parametrize("text", ["", "yesterday", "22.04.2025", "2025-13-01", "2025-04", "1745"])
def test_what_is_no_date_is_refused_by_name_and_with_a_remedy(text):
    with pytest.raises(PublishedError, match="write ISO 8601") as refusal:
        parse_published(text)

    assert repr(text) in str(refusal.value)


@given(st.datetimes() | st.datetimes(timezones=st.timezones()))
def test_a_canonical_publication_reads_as_itself(moment):
    published = parse_published(moment.isoformat())

    assert parse_published(published.iso) == published
