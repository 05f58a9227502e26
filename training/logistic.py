"""Logistic regression by Newton's method; a ridge pulls towards what is held beforehand."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

MOST_STEPS = 60
SETTLED = 1e-8

Rows = npt.NDArray[np.float64]


def table_of(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> Rows:
    """Features by name as a table, the constant first; what a row lacks is 0."""
    return np.array([[1.0, *(row.get(name, 0.0) for name in names)] for row in rows])


def fit(table: Rows, answers: Rows, pull: float, prior: Rows | None = None) -> Rows:
    """The coefficients of a table's columns; the first column, the constant, is not pulled.

    The loss is convex, so that there is one answer; a step that would raise it is halved.
    """
    held = np.zeros(table.shape[1]) if prior is None else prior
    ridge = np.diag([1e-9, *[pull] * (table.shape[1] - 1)])

    def loss(found: Rows) -> float:
        scores, away = table @ found, found - held
        return float((np.logaddexp(0, scores) - answers * scores).sum() + away @ ridge @ away / 2)

    found = held.copy()
    for _ in range(MOST_STEPS):
        chances = 1 / (1 + np.exp(-np.clip(table @ found, -40, 40)))
        slope = table.T @ (chances - answers) + ridge @ (found - held)
        curve = (table * (chances * (1 - chances))[:, None]).T @ table + ridge
        step = np.linalg.solve(curve + 1e-9 * np.eye(len(curve)), slope)
        while loss(found - step) > loss(found) + 1e-9 and np.abs(step).max() > SETTLED:
            step = step / 2
        found = found - step
        if np.abs(step).max() < SETTLED:
            break
    return found
