"""What the reader reaches on labelled articles: it may rise and must not fall."""

import pytest

from tests.gold.floors import CORPORA, below, measure, raised, read_floors


@pytest.mark.parametrize("corpus", CORPORA)
def test_quality_stays_at_or_above_its_floors(corpus):
    folder = CORPORA[corpus]
    if not folder.exists():
        pytest.skip(f"{folder} is missing: set ON_RECORD_SHARED to the folder of shared texts")

    measured = measure(folder)

    assert below(measured, read_floors()[corpus]) == []


def test_every_corpus_has_a_floor_for_every_figure():
    floors = read_floors()

    assert set(floors) == set(CORPORA)
    assert {len(figures) for figures in floors.values()} == {6}


def test_a_fallen_figure_is_named():
    assert below({"speaker": 0.5, "kind": 0.9}, {"speaker": 0.6, "kind": 0.9}) == [
        "speaker is 0.500, below its floor of 0.6"
    ]


def test_floors_rise_to_what_is_measured_and_fall_only_when_that_is_allowed():
    measured, floors = {"speaker": 0.5, "kind": 0.9}, {"speaker": 0.6, "kind": 0.7}

    assert raised(measured, floors, allow_lower=False) == {"speaker": 0.6, "kind": 0.89}
    assert raised(measured, floors, allow_lower=True) == {"speaker": 0.49, "kind": 0.89}
