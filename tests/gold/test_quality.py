"""What the reader reaches on labelled articles: it may rise and must not fall."""

import pytest

from tests.gold.floors import CORPORA, fallen, raised, read_floors

pytestmark = pytest.mark.uncounted


@pytest.mark.timeout(900)  # PolNeAR is long
@pytest.mark.parametrize("name", CORPORA)
def test_quality_stays_at_or_above_its_floors(name):
    corpus = CORPORA[name]
    if not corpus.path.exists():
        pytest.skip(f"{corpus.path} is missing: set ON_RECORD_SHARED to the folder of shared texts")

    measured = corpus.measure()

    assert fallen(measured, read_floors().get(name, {})) == []


@pytest.mark.parametrize("name", CORPORA)
def test_every_corpus_has_a_floor_for_every_figure(name):
    floors = read_floors().get(name, {})

    assert set(floors) == set(CORPORA[name].perfect), "python -m tests.gold.floors --update"


def test_no_floor_is_left_of_a_corpus_that_has_gone():
    assert set(read_floors()) <= set(CORPORA)


def test_a_fallen_figure_is_named():
    assert fallen({"speaker": 0.5, "kind": 0.9}, {"speaker": 0.6, "kind": 0.9}) == [
        "speaker is 0.500, below its floor of 0.6"
    ]


def test_an_error_has_a_ceiling():
    pinned = {"calibration_error": 0.1}

    assert fallen({"calibration_error": 0.08}, pinned) == []
    assert fallen({"calibration_error": 0.12}, pinned) == [
        "calibration_error is 0.120, above its ceiling of 0.1"
    ]


def test_floors_rise_to_what_is_measured_and_fall_only_when_that_is_allowed():
    measured, floors = {"speaker": 0.5, "kind": 0.9}, {"speaker": 0.6, "kind": 0.7}

    assert raised(measured, floors, allow_lower=False) == {"speaker": 0.6, "kind": 0.89}
    assert raised(measured, floors, allow_lower=True) == {"speaker": 0.49, "kind": 0.89}


@pytest.mark.parametrize(
    ("pinned", "allow_lower", "expected"),
    [(0.2, False, 0.09), (0.05, False, 0.05), (0.05, True, 0.09)],
)
def test_a_ceiling_moves_the_other_way(pinned, allow_lower, expected):
    figures = raised(
        {"calibration_error": 0.075}, {"calibration_error": pinned}, allow_lower=allow_lower
    )

    assert figures == {"calibration_error": expected}
