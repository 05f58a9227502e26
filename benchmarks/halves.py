"""How far two halves of labelled texts differ by chance alone in how well their days are found.

    python -m benchmarks.halves FOLDER... [--draws 10000] [--seed 1]

Rules that were tuned on every other text are measured on the rest, and a gap between the halves is
taken for overfitting. Random halves of the same texts say how large a gap texts make by themselves.
Folders hold TimeML (TimeBank, AQUAINT).
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from claims.evaluation import times
from claims.evaluation.corpora import paired_times

Counts = npt.NDArray[np.float64]  # a row a text: days that are right, found and marked


def gap(one: Counts, other: Counts) -> float:
    """By how many points of day F1 two halves differ, whichever is better."""
    return 100 * abs(_f1(one) - _f1(other))


def gaps_by_chance(counts: Counts, draws: int, seed: int) -> Counts:
    """The gaps between the halves of that many random divisions."""
    chance, half = np.random.default_rng(seed), len(counts) // 2
    orders = (chance.permutation(len(counts)) for _ in range(draws))
    return np.array([gap(counts[order[:half]], counts[order[half:]]) for order in orders])


def in_words(name: str, counts: Counts, by_chance: Counts) -> str:
    """One line: the gap of every other text, and how it stands among those of random halves."""
    found = gap(counts[0::2], counts[1::2])
    middle, high = np.quantile(by_chance, (0.5, 0.95))
    return (
        f"{name}: day F1 {100 * _f1(counts):.1f} of {len(counts)} texts, odd and even {found:.1f} "
        f"points apart; random halves {middle:.1f} (median) and {high:.1f} (95th percentile), "
        f"{100 * np.mean(by_chance >= found):.0f} % of them as much, "
        f"{100 * np.mean(by_chance > 2):.0f} % more than 2 points"
    )


def count(folder: Path) -> Counts:
    """What is right, found and marked in each text of a folder."""
    return np.array([times.days(text) for text in paired_times(folder)], dtype=np.float64)


def _f1(counts: Counts) -> float:
    right, found, marked = counts.sum(axis=0)
    return float(2 * right / (found + marked)) if found + marked else 1.0


def measure(folders: list[Path], draws: int, seed: int) -> Iterator[str]:
    """A line a folder."""
    for folder in folders:
        counts = count(folder)
        yield in_words(folder.name, counts, gaps_by_chance(counts, draws, seed))


def main() -> None:
    """Print a line for each folder."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for line in measure(options.folders, options.draws, options.seed):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
