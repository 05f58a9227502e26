"""How fast an article is resolved again by other speakers, beside reading it again.

    python -m benchmarks.resolving [FOLDER ...]

The folders have `articles.jsonl` and `speakers.yaml`. Both are asked in turn, round after round.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path

from claims.extraction import Document, Found, Registry, find_attributions, read
from claims.extraction import resolve_attributions as resolve
from claims.interchange import read_speakers, registry_of
from claims.interchange.attributions import attributions_from_json, attributions_to_json
from sources.parsing.jsonlines import ArticleLine, read_articles

GOLD = Path(__file__).parent.parent / "tests" / "gold"
FOLDERS = [GOLD / "kinds", GOLD / "strait"]


def main() -> None:
    """Print how many times as fast it is."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, default=FOLDERS)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    for folder in options.folders:
        registry = registry_of(read_speakers(folder / "speakers.yaml"))
        documents = list(map(_document, read_articles(folder / "articles.jsonl")))
        ratios = [_ratio(documents, registry) for _ in range(options.rounds + 1)][1:]
        sys.stdout.write(
            f"{folder.name}: {len(documents)} articles resolved again "
            f"{statistics.median(ratios):.0f} times as fast as read again "
            f"({min(ratios):.0f} to {max(ratios):.0f})\n"
        )


def _ratio(documents: list[Document], registry: Registry) -> float:
    """Seconds of reading over those of resolving what is stored of it."""
    stored = [attributions_to_json(find_attributions(one).attributions) for one in documents]
    began = time.perf_counter()
    for document in documents:
        read(document, registry)
    between = time.perf_counter()
    for document, kept in zip(documents, stored, strict=True):
        resolve(Found.of(document, attributions_from_json(kept)), registry)
    return (between - began) / (time.perf_counter() - between)


def _document(line: object) -> Document:
    if not isinstance(line, ArticleLine):
        raise TypeError(line)
    published = line.published.day if line.published else None
    return Document(line.text, line.title, published, line.outlet)


if __name__ == "__main__":
    main()
