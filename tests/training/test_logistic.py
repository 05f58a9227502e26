"""Fitting a logistic model."""

import numpy as np
import pytest

from training.logistic import fit, table_of

ROWS = [{"x": 0.0}, {"x": 1.0}, {"x": 2.0}, {"x": 3.0}]


def chances(found, table):
    return 1 / (1 + np.exp(-table @ found))


def test_what_speaks_for_an_answer_gets_a_positive_coefficient():
    table = table_of(ROWS, ["x"])

    found = fit(table, np.array([0.0, 1.0, 0.0, 1.0]), pull=0.1)

    assert found[1] > 0
    assert chances(found, table).sum() == pytest.approx(2)


def test_a_feature_that_no_example_has_keeps_what_is_held_beforehand():
    table = table_of(ROWS, ["x", "unseen"])

    found = fit(table, np.array([0.0, 0.0, 1.0, 1.0]), 0.5, np.array([0.0, 0.0, 3.0]))

    assert found[2] == pytest.approx(3)


def test_answers_that_can_be_told_apart_do_not_run_away():
    table = table_of([{"x": 1e4}, {"x": -1e4}], ["x"])

    found = fit(table, np.array([1.0, 0.0]), pull=0.5)

    assert np.isfinite(found).all()
    assert chances(found, table) == pytest.approx([1, 0], abs=0.01)
