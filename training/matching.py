"""Fits `claims.linking.likeness` on labelled articles, and counts how rare words are in news."""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import claims.linking
from claims.evaluation.gold import read_gold
from claims.evaluation.polnear import read_split
from claims.evaluation.reports import compare
from claims.evaluation.sameness import utterances_of
from claims.interchange.extracts import Extractor
from claims.linking.likeness import features
from claims.linking.terms import stems_of
from training.weighing import Judged, fit

FOLDER = Path(claims.linking.__file__).parent
FEWEST = 3  # articles in which a stem stands, for it to be listed


def pairs_of_corpus(folder: Path, weight: float = 1.0) -> Iterator[Judged]:
    """The pairs of a corpus's reports that can be one utterance; right where the labels say so."""
    corpus = read_gold(folder)
    extractor = Extractor(corpus.registry, corpus.catalogue)
    lines = [line for article in corpus.articles for line in extractor.lines_of(article)]
    by_line = dict(zip(map(id, lines), utterances_of(lines, corpus.texts()), strict=True))
    groups = {key: number for number, keys in enumerate(corpus.same) for key in keys}
    labelled = [
        (by_line[id(pair.report)], groups.get(pair.gold["key"], f"alone {place}"))
        for place, pair in enumerate(compare(corpus.statements, lines).pairs)
    ]
    for (one, wanted), (other, other_wanted) in combinations(labelled, 2):
        found = features(one, other)
        if found is not None:
            yield found, float(wanted == other_wanted), weight


def rarities(folder: Path) -> dict[str, Any]:
    """In how many articles of PolNeAR each stem stands (`claims/linking/rarity.json`)."""
    texts = [
        article.text
        for split in ("train", "dev")
        for article in read_split(folder, split, with_names=False)
    ]
    counts = Counter(stem for text in texts for stem in set(stems_of(text)))
    held = {stem: count for stem, count in sorted(counts.items()) if count >= FEWEST}
    return {"articles": len(texts), "holding": held}


def main() -> None:
    """One sub-command a file; docs/training.md has the way."""
    parser = argparse.ArgumentParser(prog="python -m training.matching", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    fitting = commands.add_parser("fit", help="fit the coefficients (likeness.json)")
    fitting.add_argument("gold", nargs="+", metavar="FOLDER[=WEIGHT]", help="in the gold format")
    fitting.set_defaults(run=_fit)
    counting = commands.add_parser("count", help="count how rare words are (rarity.json)")
    counting.add_argument("polnear", type=Path, help="the folder of PolNeAR")
    counting.set_defaults(run=_count)
    options = parser.parse_args()
    options.run(options)


def _fit(options: argparse.Namespace) -> None:
    named = (name.partition("=") for name in options.gold)
    golds = [(Path(folder), float(weight or 1)) for folder, _, weight in named]
    _write("likeness", fit(judged for gold in golds for judged in pairs_of_corpus(*gold)), indent=1)


def _count(options: argparse.Namespace) -> None:
    _write("rarity", rarities(options.polnear))


def _write(name: str, values: Mapping[str, Any], indent: int | None = None) -> None:
    text = json.dumps(values, ensure_ascii=False, indent=indent)
    (FOLDER / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
