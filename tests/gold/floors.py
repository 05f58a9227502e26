"""The figures below which quality must not fall, pinned in `floors.json`.

python -m tests.gold.floors                         # measure and compare
python -m tests.gold.floors --update                # raise the floors to what is measured
python -m tests.gold.floors --update --allow-lower  # also lower those that are not reached

Of the figures that are better the lower they are, it is ceilings that are pinned.
"""

import argparse
import json
import math
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from claims.evaluation import (
    Figures,
    Outcome,
    attributions,
    catalogued,
    discovered,
    evaluate_catalogue,
    evaluate_discovered,
    evaluate_gold,
    evaluate_nested,
    evaluate_polnear,
    evaluate_relations,
    evaluate_times,
    nested,
    relations,
    reports,
    times,
)
from claims.evaluation.outcomes import LOWER_IS_BETTER
from claims.evaluation.sameness import Sameness
from tests.shared import SHARED

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
SLACK = 0.01  # left between what is measured and what is pinned


@dataclass(frozen=True, slots=True)
class Corpus:
    """Labelled texts, and how they are evaluated."""

    path: Path
    evaluate: Callable[[Path], Outcome]
    perfect: Figures  # each of its figures as it is where nothing is wrong

    def measure(self) -> Figures:
        """The figures that the reader reaches."""
        return self.evaluate(self.path).figures


def _gold(path: Path) -> Corpus:
    nothing = reports.compare([], [])
    perfect = reports.score(nothing) | Sameness.of(nothing, (), {}).figures()
    return Corpus(path, evaluate_gold, perfect)


def _discovered(path: Path) -> Corpus:
    return Corpus(path, evaluate_discovered, discovered.score([]))


CORPORA = {
    "strait": _gold(HERE / "strait"),
    "kinds": _gold(HERE / "kinds"),
    "seeds": _gold(SHARED / "gold" / "seeds"),
    "ruritania": _gold(SHARED / "gold" / "ruritania"),
    "strait discovered": _discovered(HERE / "strait"),
    "kinds discovered": _discovered(HERE / "kinds"),
    "seeds discovered": _discovered(SHARED / "gold" / "seeds"),
    "ruritania discovered": _discovered(SHARED / "gold" / "ruritania"),
    "polnear": Corpus(SHARED / "polnear", evaluate_polnear, attributions.score([])),
    "timebank": Corpus(SHARED / "timeml" / "TimeBank", evaluate_times, times.score([])),
    "aquaint": Corpus(SHARED / "timeml" / "AQUAINT", evaluate_times, times.score([])),
    "meantime": Corpus(SHARED / "meantime", evaluate_times, times.score([])),
    "catalogue": Corpus(SHARED / "gold" / "catalogue", evaluate_catalogue, catalogued.score([])),
    "nested": Corpus(HERE / "nested.jsonl", evaluate_nested, nested.score([])),
    "relations": Corpus(HERE / "relations.jsonl", evaluate_relations, relations.score([])),
}


def read_floors() -> dict[str, Figures]:
    """The pinned figures of each corpus."""
    floors: dict[str, Figures] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


def fallen(measured: Figures, floors: Figures) -> list[str]:
    """Each figure that is worse than what is pinned, in words."""
    return [
        f"{name} is {measured[name]:.3f}, {_side(name)} of {floor}"
        for name, floor in floors.items()
        if _better(name, floor, measured[name]) != measured[name]
    ]


def raised(measured: Figures, floors: Figures, *, allow_lower: bool) -> Figures:
    """The floors a little under what is measured; none falls unless that is allowed."""
    reached = {name: _pinned(name, value) for name, value in measured.items()}
    return {
        name: value if allow_lower else _better(name, value, floors.get(name, value))
        for name, value in reached.items()
    }


def _better(name: str, one: float, other: float) -> float:
    return min(one, other) if name in LOWER_IS_BETTER else max(one, other)


def _side(name: str) -> str:
    return "above its ceiling" if name in LOWER_IS_BETTER else "below its floor"


def _pinned(name: str, value: float) -> float:
    if name in LOWER_IS_BETTER:
        return math.ceil((value + SLACK) * 100) / 100
    return math.floor((value - SLACK) * 100) / 100


def _compare(*, update: bool, allow_lower: bool) -> Iterator[str]:
    floors = read_floors()
    for name, corpus in CORPORA.items():
        if not corpus.path.exists():
            yield f"{name}: missing from {corpus.path}, left as it is"
            continue
        measured = corpus.measure()
        yield f"{name}: {' '.join(f'{key} {value:.3f}' for key, value in measured.items())}"
        if update:
            floors[name] = raised(measured, floors.get(name, {}), allow_lower=allow_lower)
        yield from fallen(measured, floors.get(name, {}))
    if update:
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Print the figures; pin them where asked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--update", action="store_true", help="raise the floors")
    parser.add_argument("--allow-lower", action="store_true", help="with --update: lower them too")
    options = parser.parse_args()
    for line in _compare(update=options.update, allow_lower=options.allow_lower):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
