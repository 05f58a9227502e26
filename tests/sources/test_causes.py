import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.models.causes import LONGEST_CAUSE, cause_of


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        ("lantern.example answered 503 Service Unavailable", "… answered 503 Service Unavailable"),
        ("a.example answered 404 Not Found: check", "… answered 404 Not Found: check"),
        ("ValueError: line 31, column 4", "ValueError: line #, column #"),
        ("KeyError: 'bridge'", "KeyError: …"),
        ("it can't be what it isn't", "it can't be what it isn't"),
        ("see https://a.example/b?c=1 again", "see … again"),
        ("robots.txt forbids it", "robots.txt forbids it"),
        ("revision 550e8400-e29b-41d4-a716-446655440000", "revision #"),
        ("digest 5f2c1a9be04d", "digest #"),
        ("the connection to 10.0.0.7:443 failed", "the connection to # failed"),
        ("\n  DataError: too long\nDETAIL: the row", "DataError: too long"),
        ("", ""),
    ],
)
def test_a_cause_is_the_error_without_what_differs_from_row_to_row(error, cause):
    assert cause_of(error) == cause


@given(st.text(), st.integers(0, 10**9), st.integers(0, 10**9))
def test_errors_that_differ_in_a_number_alone_have_one_cause(words, one, other):
    told = f"row {{}} failed: {words.replace('{', '').replace('}', '')}"

    assert cause_of(told.format(one)) == cause_of(told.format(other))


@given(st.text())
def test_a_cause_is_short_and_one_line(error):
    cause = cause_of(error)

    assert len(cause) <= LONGEST_CAUSE
    assert len(cause.splitlines()) <= 1
