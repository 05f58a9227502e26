"""How well events are found without a catalogue: links of reports to events that have no names.

Found events and labelled ones are taken for each other one to one, those first that share most
statements; a link is right where both sides agree under that. The names play no part.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from claims.evaluation.gold import Gold, read_gold
from claims.evaluation.outcomes import Figures, Mistake, Outcome, f1
from claims.evaluation.pairing import one_to_one
from claims.evaluation.reports import compare
from claims.extraction import Document, join_pieces, read
from claims.linking.discovery import Article, Report, discover

TYPES = ("event missed", "event invented")


@dataclass(frozen=True, slots=True)
class Paired:
    """A labelled statement found by the reader, and the events that its report refers to."""

    gold: Mapping[str, Any]
    words: str
    events: frozenset[int]


def evaluate_discovered(folder: Path) -> Outcome:
    """A folder in the gold format, its events found from its own articles."""
    gold = read_gold(folder)
    articles = articles_of(gold)
    found = discover(articles)
    of_report: dict[int, set[int]] = {}
    for number, event in enumerate(found):
        for link in event.links:
            of_report.setdefault(link.report, set()).add(number)
    pairs = [
        Paired(statement, words, frozenset(of_report.get(key, ())))
        for statement, words, key in pairs_of(gold, articles)
    ]
    titles = [event.title for event in found]
    mistakes = tuple(_mistakes(pairs, alignment(pairs), titles))
    return Outcome(f"{folder.resolve().name} discovered", score(pairs), TYPES, mistakes)


def articles_of(gold: Gold) -> list[Article]:
    """The corpus as discovery takes it; each report is an utterance of its own."""
    articles: list[Article] = []
    key = 0
    for article in gold.articles:
        day = article.published.day if article.published else None
        document = Document(article.text, article.title, day, article.outlet)
        reports = []
        for found in read(document, gold.registry).reports:
            who = found.speaker.name if found.speaker else found.body or ""
            reports.append(Report(key, key, found.content, found.cue, who))
            key += 1
        outlet = article.outlet or urlsplit(article.url).netloc
        articles.append(Article(article.url, outlet, document, tuple(reports)))
    return articles


def pairs_of(gold: Gold, articles: Sequence[Article]) -> Iterator[tuple[Any, str, int]]:
    """Each labelled statement with the words and the key of the report taken for it."""
    lines = [
        {
            "article": {"url": article.url},
            "content": [(span.start, span.end) for span in report.content],
            "key": report.key,
            "words": join_pieces(article.document.text, report.content),
        }
        for article in articles
        for report in article.reports
    ]
    for pair in compare(gold.statements, lines).pairs:
        yield pair.gold, pair.report["words"], pair.report["key"]


def score(pairs: Sequence[Paired]) -> Figures:
    """Precision, recall and F1 of the links, each from 0 to 1."""
    taken = alignment(pairs)
    right = sum(taken.get(key) in pair.events for pair in pairs for key in pair.gold["events"])
    found = sum(len(pair.events) for pair in pairs)
    wanted = sum(len(pair.gold["events"]) for pair in pairs)
    return {
        "discovered_f1": f1(right, found, wanted),
        "discovered_precision": right / found if found else 1.0,
        "discovered_recall": right / wanted if wanted else 1.0,
    }


def alignment(pairs: Sequence[Paired]) -> dict[str, int]:
    """The found event that is taken for each labelled one."""
    together = Counter(
        (key, event) for pair in pairs for key in pair.gold["events"] for event in pair.events
    )
    keys = sorted({key for key, _ in together})
    ranked = (((-n, 0), keys.index(key), event) for (key, event), n in together.items())
    return {keys[number]: event for number, event in one_to_one(ranked)}


def _mistakes(
    pairs: Sequence[Paired], taken: Mapping[str, int], titles: Sequence[str]
) -> Iterator[Mistake]:
    for pair in pairs:
        article = pair.gold["article"]
        wanted = {taken.get(key) for key in pair.gold["events"]}
        for key in pair.gold["events"]:
            if taken.get(key) not in pair.events:
                yield Mistake("event missed", article, key, pair.words)
        for event in sorted(pair.events - wanted):
            yield Mistake("event invented", article, titles[event], pair.words)
