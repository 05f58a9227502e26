"""What holds of any page, feed, sitemap or list, however it got here; the long run is by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mangling_sources import DEEPEST, SAMPLES, Mangled, faults_of, mangled

pytestmark = pytest.mark.uncounted


@settings(max_examples=300)
@given(st.integers(0, 2**32))
def test_a_mangled_document_is_taken_or_refused_soundly(seed):
    assert faults_of(mangled(seed)) == []


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_sample_is_sound(kind):
    assert faults_of(Mangled(kind, SAMPLES[kind])) == []


@given(st.integers(0, 2**32))
def test_a_seed_mangles_one_way(seed):
    assert mangled(seed) == mangled(seed)


@pytest.mark.parametrize(
    "piece", [b"<div>", b"<p>", b"[", b"<item>", b"&amp;", b"<!--", b"<a href='/rss'>x</a>", b"(("]
)
def test_a_document_of_one_piece_is_taken_or_refused(piece):
    assert faults_of(Mangled("page", piece * DEEPEST)) == []
    assert faults_of(Mangled("page", SAMPLES["page"] + piece * DEEPEST)) == []
