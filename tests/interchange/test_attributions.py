"""What the model found, as JSON and back: exactly the same, since days and people hang on it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction import Attribution, Span
from claims.interchange.attributions import attributions_from_json, attributions_to_json

spans = st.lists(
    st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(lambda pair: Span(*sorted(pair))),
    max_size=3,
).map(tuple)
attributions = st.builds(
    Attribution,
    content=spans,
    source=spans,
    cue=spans,
    zone=spans,
    sentence=st.integers(0, 10**4),
    until=st.integers(0, 10**4),
    rule=st.text(),
    reading=spans,
    parent=st.none() | st.integers(0, 10**4),
    act=st.sampled_from(["speech", "attitude"]),
    sure=st.floats(0, 1),
)


@given(st.lists(attributions, max_size=4).map(tuple))
def test_what_comes_back_is_what_went_in(found):
    written = json.loads(json.dumps(attributions_to_json(found)))

    assert attributions_from_json(written) == found


@pytest.mark.parametrize("dumped", [{}, {"version": 0, "attributions": []}])
def test_what_another_version_wrote_is_refused(dumped):
    with pytest.raises(ValueError, match="read the article again"):
        attributions_from_json(dumped)
