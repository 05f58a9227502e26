"""The figures below which quality must not fall, pinned in `floors.json`.

python -m tests.gold.floors                         # measure and compare
python -m tests.gold.floors --update                # raise the floors to what is measured
python -m tests.gold.floors --update --allow-lower  # also lower those that are not reached
"""

import argparse
import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path

from claims.interchange import EventEntry, catalogue_of, read_speakers, registry_of
from claims.interchange.extracts import Extractor
from sources.parsing.jsonlines import ArticleLine, read_articles
from tests.gold.scoring import read_gold, score
from tests.shared import SHARED

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
CORPORA = {
    "strait": HERE / "strait",
    "seeds": SHARED / "gold" / "seeds",
    "ruritania": SHARED / "gold" / "ruritania",
}
SLACK = 0.01  # left between what is measured and the floor

Figures = dict[str, float]


def read_floors() -> dict[str, Figures]:
    """The pinned figures of each corpus."""
    floors: dict[str, Figures] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


def measure(folder: Path) -> Figures:
    """Read a corpus with its own speakers, its gold events as the catalogue, and score it."""
    gold = read_gold(folder)
    events = [
        EventEntry(id="", slug=event["key"], title=event["title"], date=event["date"])
        for event in gold["events"]
    ]
    speakers = registry_of(read_speakers(folder / "speakers.yaml"))
    extractor = Extractor(speakers, catalogue_of(events))
    articles = read_articles(folder / "articles.jsonl")
    found = [article for article in articles if isinstance(article, ArticleLine)]
    return score(gold, [line for article in found for line in extractor.lines_of(article)])


def below(measured: Figures, floors: Figures) -> list[str]:
    """Each figure that has fallen, in words."""
    return [
        f"{name} is {measured[name]:.3f}, below its floor of {floor}"
        for name, floor in floors.items()
        if measured[name] < floor
    ]


def raised(measured: Figures, floors: Figures, *, allow_lower: bool) -> Figures:
    """The floors a little under what is measured; none falls unless that is allowed."""
    reached = {name: math.floor((value - SLACK) * 100) / 100 for name, value in measured.items()}
    return {
        name: value if allow_lower else max(value, floors.get(name, 0.0))
        for name, value in reached.items()
    }


def _compare(*, update: bool, allow_lower: bool) -> Iterator[str]:
    floors = read_floors()
    for name, folder in CORPORA.items():
        if not folder.exists():
            yield f"{name}: missing from {folder}, left as it is"
            continue
        measured = measure(folder)
        yield f"{name}: {' '.join(f'{key} {value:.3f}' for key, value in measured.items())}"
        if update:
            floors[name] = raised(measured, floors.get(name, {}), allow_lower=allow_lower)
        yield from below(measured, floors.get(name, {}))
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
