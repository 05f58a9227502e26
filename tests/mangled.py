"""The long version, by hand: `python -m tests.mangled --articles 2000 --polnear ../shared/polnear`.

Pieces of PolNeAR's articles, each mangled by its own seed, must all have a sound reading.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

from claims.evaluation.polnear import read_split
from claims.extraction import Document, ExtractedReading, read
from tests.extraction.readings import PUBLISHED, REGISTRY
from tests.mangling import faults_of, mangle

LONGEST = 120  # words
SPLITS = ("train", "dev")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--polnear", type=Path, required=True, help="the corpus's folder")
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    options = parser.parse_args()
    texts = [
        article.text
        for split in SPLITS
        for article in read_split(options.polnear, split, with_names=False)
    ]
    return check(texts, range(options.seed, options.seed + options.articles))


def check(texts: Sequence[str], seeds: range) -> int:
    """Read one piece of an article a seed; 1 where a reading was unsound."""
    counts: Counter[str] = Counter()
    began = time.monotonic()
    for seed in seeds:
        text = mangled(texts, seed)
        reading, faults = read_soundly(text)
        reports = reading.reports
        counts.update(texts=1, characters=len(text), unsound=bool(faults), reports=len(reports))
        counts["nested"] += sum(report.parent is not None for report in reports)
        for fault in faults:
            sys.stdout.write(f"seed {seed}: {fault}\n")
    told = ", ".join(f"{count} {name}" for name, count in counts.items())
    sys.stdout.write(f"{told}; {time.monotonic() - began:.0f} s\n")
    return 1 if counts["unsound"] else 0


def mangled(texts: Sequence[str], seed: int) -> str:
    """The text of a seed: at most `LONGEST` words of one article, from anywhere in it."""
    chance = Random(seed)  # noqa: S311
    words = chance.choice(texts).split(" ")
    start = chance.randrange(max(1, len(words) - LONGEST // 2))
    return mangle(" ".join(words[start : start + chance.randint(1, LONGEST)]), seed)


def read_soundly(text: str) -> tuple[ExtractedReading, list[str]]:
    """A text's reading, and what is wrong with it or with reading it again."""
    document = Document(text, published=PUBLISHED)
    try:
        reading = read(document, REGISTRY)
        again = read(document, REGISTRY)
    except Exception as error:  # noqa: BLE001
        return ExtractedReading(""), [f"{type(error).__name__}: {error}"]
    differs = [] if reading == again else ["read again, it differs"]
    return reading, [*faults_of(text, reading), *differs]


if __name__ == "__main__":
    sys.exit(main())
