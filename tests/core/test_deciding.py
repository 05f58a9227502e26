"""The one description of each field that editors decide on."""

import pytest

from claims.deciding import FIELDS, Names
from claims.interchange.decided import VALUES
from claims.models import Correction
from tests.builders import make_event, make_statement

pytestmark = pytest.mark.django_db

ASKED = {
    "speaker": {"name": "Mira Koss"},
    "said": "2031-05",
    "kind": "mixed",
    "event": {"event": "opening-of-the-bridge", "refers": True},
    "verdict": "rejected",
}


def test_every_field_is_described_and_has_values_in_files():
    assert set(FIELDS) == set(VALUES) == set(Correction.Field.values)


@pytest.mark.parametrize("name", ASKED)
def test_what_is_kept_and_what_was_believed_can_stand_in_a_file(name):
    make_event()
    statement, field = make_statement(), FIELDS[name]

    kept = [field.kept(statement, ASKED[name]), field.believed(statement, ASKED[name])]

    assert all(VALUES[name](value) for value in kept)
    assert all(field.words(value, Names()) for value in kept)


@pytest.mark.parametrize("name", FIELDS)
def test_what_is_no_value_of_a_field_is_named(name):
    wrong = FIELDS[name].wrong_with(make_statement(), {"nonsense": 7})

    assert "nonsense" in wrong
