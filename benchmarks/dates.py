"""How fast the calendar is, beside another finder of dates with the same texts on the same core.

The other one is a Python file with a function `find(text, day)`, as `trial_dates.py` of the shared
tools has it; the texts are what `score_dates.py dump` writes:

    python -m benchmarks.dates TRIAL.py TEXTS.jsonl [TEXTS.jsonl ...]

Both find all times of every text, round after round, after a round that does not count.
"""

import argparse
import importlib.util
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from claims.extraction.calendar import find

CORE = 0
Find = Callable[[str, date], Iterable[Any]]
Text = tuple[str, date]


def main() -> None:
    """Print thousand characters a second of both, and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("other", type=Path, help="a Python file with find(text, day)")
    parser.add_argument("texts", nargs="+", type=Path, help="{text, published} as JSON Lines")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    os.sched_setaffinity(0, {CORE})
    texts = [text for path in options.texts for text in _read(path)]
    other = _load(options.other)
    rounds = [(_seconds(find, texts), _seconds(other, texts)) for _ in range(options.rounds + 1)]
    _print(sum(len(text) for text, _ in texts) / 1000, rounds[1:])


def _read(path: Path) -> Iterable[Text]:
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        yield record["text"], date.fromisoformat(record["published"])


def _load(path: Path) -> Find:
    spec = importlib.util.spec_from_file_location("other", path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Find = module.find
    return found


def _seconds(finder: Find, texts: Sequence[Text]) -> float:
    began = time.perf_counter()
    for text, day in texts:
        list(finder(text, day))
    return time.perf_counter() - began


def _print(thousands: float, rounds: Sequence[tuple[float, float]]) -> None:
    ours, theirs = zip(*rounds, strict=True)
    ratio = statistics.median(their / our for our, their in rounds)
    sys.stdout.write(
        f"{thousands:.0f} thousand characters, {len(rounds)} rounds, one core\n"
        f"calendar {thousands / statistics.median(ours):6.0f} thousand characters/s\n"
        f"other    {thousands / statistics.median(theirs):6.0f} thousand characters/s\n"
        f"ratio    {ratio:6.2f}\n"
    )


if __name__ == "__main__":
    main()
