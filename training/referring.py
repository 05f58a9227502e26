"""Fits the model of `claims.linking.discovery.referring` on labelled articles.

A found event is taken for the labelled one that the contents naming it are about; a report is
right with the found event that is taken for one of its statement's.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from claims.evaluation.discovered import articles_of, pairs_of
from claims.evaluation.gold import read_gold
from claims.linking.discovery import Article
from claims.linking.discovery.discovering import survey
from claims.linking.discovery.referring import Features
from training.weighing import Judged

Seen = dict[int, list[tuple[int, Features]]]  # by report: events, and how it stands to them


def links_of_corpus(folder: Path) -> Iterator[Judged]:
    """Every report that a statement was labelled at, with each event that its article knows."""
    gold = read_gold(folder)
    articles = articles_of(gold)
    seen = _seen(articles)
    labelled = [(statement["events"], key) for statement, _, key in pairs_of(gold, articles)]
    meant = _meant(labelled, seen)
    for events, key in labelled:
        for number, features in seen[key]:
            if any(features):
                yield features._asdict(), float(meant.get(number) in events), 1.0


def _seen(articles: Sequence[Article]) -> Seen:
    seen: Seen = {}
    for surroundings in survey(articles).surroundings():
        for report in surroundings.text.article.reports:
            place = surroundings.place_of(report)
            seen[report.key] = [
                (candidate.number, surroundings.features(place, candidate))
                for candidate in surroundings.candidates
            ]
    return seen


def _meant(labelled: Sequence[tuple[list[str], int]], seen: Seen) -> dict[int, str]:
    """The labelled event that each found one stands for, by the contents that name it."""
    votes: dict[int, Counter[str]] = {}
    for events, key in labelled:
        for number, features in seen[key]:
            weight = features.content + features.anchors / 2 + features.sentence / 3
            if weight:
                votes.setdefault(number, Counter()).update(dict.fromkeys(sorted(events), weight))
    return {
        number: min(counts, key=lambda key: (-counts[key], key))
        for number, counts in votes.items()
        if counts
    }
