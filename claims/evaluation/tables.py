"""Outcomes as people read them: the corpora side by side, and errors with their words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from claims.evaluation.outcomes import Outcome

_BLANK = "-"
_NARROWEST = 5  # as wide as a figure


def figures_table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """A line for each figure and each type of error, a column for each corpus."""
    names = [f"{outcome.corpus:>{_NARROWEST}}" for outcome in outcomes]
    figures = [
        {key: f"{value:.3f}" for key, value in outcome.figures.items()} for outcome in outcomes
    ]
    errors = [
        {f"errors: {kind}": str(count) for kind, count in outcome.counts().items()}
        for outcome in outcomes
    ]
    rows = {**_rows(figures), **_rows(errors)}
    first = max(map(len, rows), default=0)
    for label, cells in {"": names, **rows}.items():
        aligned = (f"{cell:>{len(name)}}" for cell, name in zip(cells, names, strict=True))
        yield "  ".join((f"{label:<{first}}", *aligned)).rstrip()


def errors_list(outcome: Outcome, most: int) -> Iterator[str]:
    """The first errors of each type, each with its place and its words."""
    counts = outcome.counts()
    for kind, mistakes in groupby(outcome.examples(most), lambda mistake: mistake.type):
        yield ""
        yield f"{outcome.corpus}, {kind} ({counts[kind]})"
        for mistake in mistakes:
            yield f"  {mistake.article}: {mistake.detail}"
            yield f"    {' '.join(mistake.words.split())}"


def _rows(columns: Sequence[Mapping[str, str]]) -> dict[str, list[str]]:
    """By label the cells of all columns, in the order in which the labels come up."""
    labels: Iterable[str] = dict.fromkeys(label for column in columns for label in column)
    return {label: [column.get(label, _BLANK) for column in columns] for label in labels}
