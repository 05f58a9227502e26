import pytest
from django.core.exceptions import ImproperlyConfigured

from tracker.weights import weights


def test_what_is_given_goes_before_the_defaults():
    assert weights("W", {"one": "-2.5"}, one=1.0, two=2.0) == {"one": -2.5, "two": 2.0}


@pytest.mark.parametrize("given", [{"tow": "1"}, {"one": "much"}, {"one": "nan"}, {"one": ""}])
def test_a_slip_is_named(given):
    with pytest.raises(ImproperlyConfigured, match=f"W: .*{next(iter(given))}"):
        weights("W", given, one=1.0, two=2.0)
