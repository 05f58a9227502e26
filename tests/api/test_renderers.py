"""Answers are JSON that says the same whichever library writes it."""

import json
from datetime import UTC, date, datetime

import pytest
from django.utils.translation import gettext_lazy as _
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.renderers import JSONRenderer

from claims.api.renderers import PlainJSONRenderer

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])) | st.integers(), inner)
    ),
    max_leaves=20,
)


@given(VALUES.filter(lambda value: value is not None))
def test_an_answer_reads_as_the_frameworks_own(value):
    written = PlainJSONRenderer().render(value)

    assert json.loads(written) == json.loads(JSONRenderer().render(value))


@pytest.mark.parametrize(
    "value",
    [
        date(2031, 5, 6),
        datetime(2031, 5, 6, 7, 8, 9, 123456, tzinfo=UTC),
        _("said"),
        (1, 2),
        {3: "a key that is no text"},
        2**80,
    ],
)
def test_what_json_has_no_form_for_is_written_as_the_framework_does(value):
    assert PlainJSONRenderer().render({"it": value}) == JSONRenderer().render({"it": value})


def test_no_answer_has_no_body():
    assert PlainJSONRenderer().render(None) == b""
