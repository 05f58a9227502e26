"""What an evaluation comes to: figures from 0 to 1, and the mistakes behind them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

Figures = dict[str, float]

LOWER_IS_BETTER = frozenset({"calibration_error"})

_BINS = 10


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error of the reader: what kind it is, where, what is wrong and the words concerned."""

    type: str
    article: str
    detail: str
    words: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the reader did on one corpus, and the types of mistakes that were looked for there."""

    corpus: str
    figures: Figures
    types: tuple[str, ...]
    mistakes: tuple[Mistake, ...] = ()

    def counts(self) -> dict[str, int]:
        """How many mistakes there are of each type."""
        counts = Counter(mistake.type for mistake in self.mistakes)
        return {kind: counts[kind] for kind in self.types}

    def examples(self, most: int) -> list[Mistake]:
        """The first mistakes of each type, as many of each as are wanted."""
        of_type = ((m for m in self.mistakes if m.type == kind) for kind in self.types)
        return [mistake for kind in of_type for mistake in islice(kind, most)]


def f1(right: int, found: int, wanted: int) -> float:
    """The harmonic mean of precision and recall; of nothing to find and nothing found, 1."""
    return 2 * right / (found + wanted) if found or wanted else 1.0


def share(outcomes: Iterable[bool]) -> float:
    """How many of the outcomes are true; of none, 1."""
    known = list(outcomes)
    return sum(known) / len(known) if known else 1.0


def calibration_error(told: Sequence[tuple[float, bool]]) -> float:
    """How far confidence lies from the share that is right, over bins of equal width."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in told:
        bins[min(int(confidence * _BINS), _BINS - 1)].append((confidence, right))
    gaps = (abs(sum(told - right for told, right in held)) for held in bins.values())
    return sum(gaps) / len(told) if told else 0.0
