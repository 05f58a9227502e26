"""python -m training.apart --gold FOLDERS: how well articles are linked by what others taught.

Each corpus in gold format is linked with the model of a report in its article that the others
taught, from several confidences on, and the links are counted: what a corpus of another make may
expect, as far as so few can tell. What ships is fitted on all of them and does better on each.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from claims.evaluation.gold import Gold, read_gold
from claims.evaluation.outcomes import f1
from claims.extraction import Document
from claims.linking.events import Thresholds, link_within
from claims.linking.surroundings import Surroundings
from claims.linking.weighing import Model
from training.linking import fit_article, report_of

CONFIDENCES = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5)


def evaluate_apart(folders: Sequence[Path]) -> Iterator[str]:
    """A line a corpus and confidence: precision, recall and F1 of the links."""
    for folder in folders:
        model = fit_article(other for other in folders if other != folder)
        rows = list(_linked(read_gold(folder), model))
        for least in CONFIDENCES:
            counts = _counts(rows, least)
            right, found, wanted = counts["right"], counts["found"], counts["wanted"]
            yield (
                f"{folder.resolve().name} from {least}: precision {right / (found or 1):.3f}, "
                f"recall {right / (wanted or 1):.3f}, F1 {f1(right, found, wanted):.3f}"
            )


def _linked(gold: Gold, model: Model) -> Iterator[tuple[dict[str, float], set[str]]]:
    """Each labelled statement's candidates with their confidences, and the events meant."""
    for article in gold.articles:
        day = article.published.day if article.published else None
        around = Surroundings(Document(article.text, article.title, day), gold.catalogue)
        meant = [s for s in gold.statements if s["article"] == article.url and not s["optional"]]
        reports = [report_of(statement) for statement in meant]
        links = link_within(around, reports, Thresholds(0.0, 0.0), model)
        for statement, found in zip(meant, links, strict=True):
            yield {link.event: link.confidence for link in found}, set(statement["events"])


def _counts(rows: Iterable[tuple[dict[str, float], set[str]]], least: float) -> Counter[str]:
    counts: Counter[str] = Counter()
    for confidences, meant in rows:
        found = {event for event, confidence in confidences.items() if confidence >= least}
        counts.update(right=len(found & meant), found=len(found), wanted=len(meant))
    return counts


def main() -> None:
    """Print the figures of each corpus."""
    parser = argparse.ArgumentParser(prog="python -m training.apart", description=__doc__)
    parser.add_argument("--gold", type=Path, nargs="+", required=True, help="at least two corpora")
    options = parser.parse_args()
    if not options.gold[1:]:
        parser.error("--gold: one corpus has no others to learn from: name at least two folders")
    for line in evaluate_apart(options.gold):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
