"""The reading pipeline without a database: an article in, its reports' lines out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from claims.extraction import Document, Registry, join_pieces, read
from claims.interchange.reports import ArticleHead, EventHead, LinkedEvent, Placed, report_line
from claims.linking.events import ScoredLink, Thresholds, link_within
from claims.linking.lookup import MemoryLookup
from claims.linking.occasions import occasions
from claims.linking.surroundings import Surroundings
from sources.parsing.jsonlines import ArticleLine


@dataclass(frozen=True, slots=True)
class Extractor:
    """What articles are read with; `attitudes` adds what sources want, hope or believe."""

    registry: Registry
    catalogue: MemoryLookup
    attitudes: bool = False

    def lines_of(self, article: ArticleLine) -> Iterator[dict[str, Any]]:
        """A line for each report of an article, in its order; doubtful links are left out."""
        document = Document(
            text=article.text,
            title=article.title,
            published=article.published.day if article.published else None,
            outlet=article.outlet,
        )
        head = ArticleHead(
            url=article.url,
            title=article.title,
            outlet=article.outlet,
            published=article.published.iso if article.published else "",
        )
        reports = read(document, self.registry, attitudes=self.attitudes).reports
        around = Surroundings(document, self.catalogue)
        told = zip(
            link_within(around, reports, Thresholds()), occasions(around, reports), strict=True
        )
        for report, (links, occasion) in zip(reports, told, strict=True):
            words = join_pieces(article.text, report.content)
            on = self._event(occasion.event) if occasion and not occasion.days else None
            yield report_line(report, Placed(head, words, report.parent, self._linked(links), on))

    def _event(self, key: str) -> EventHead:
        return EventHead(key, self.catalogue.events[key].title)

    def _linked(self, links: tuple[ScoredLink, ...]) -> tuple[LinkedEvent, ...]:
        return tuple(
            LinkedEvent(
                slug=found.event,
                title=self.catalogue.events[found.event].title,
                confidence=found.confidence,
                evidence=found.evidence,
            )
            for found in links
            if not found.doubtful
        )
