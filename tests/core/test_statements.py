"""What statements say of themselves."""

import pytest

from tests.builders import make_statement

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"speaker_name": "Ilo Brandt", "label": "he"}, "Ilo Brandt"),
        ({"body": "the harbour board", "label": "the board"}, "the harbour board"),
        ({"label": "a senior official"}, "“a senior official”"),
        ({"label": "He"}, "Unknown speaker"),
    ],
    ids=["a person", "a body", "a label", "a pronoun"],
)
def test_the_source_is_named_as_well_as_is_known(fields, named):
    assert make_statement(**fields).named == named
