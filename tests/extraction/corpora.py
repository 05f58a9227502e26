"""The labelled articles with what the model finds in them: each is read once in a run of tests."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from claims.extraction import Document, Found, Registry, find_attributions
from claims.interchange import read_speakers, registry_of
from sources.parsing.jsonlines import ArticleLine, read_articles
from tests.shared import SHARED

GOLD = Path(__file__).parent.parent / "gold"
FOLDERS = {
    "strait": GOLD / "strait",
    "kinds": GOLD / "kinds",
    "seeds": SHARED / "gold" / "seeds",
    "ruritania": SHARED / "gold" / "ruritania",
}


def registry_of_corpus(name: str) -> Registry:
    return registry_of(read_speakers(FOLDERS[name] / "speakers.yaml"))


def documents_of(name: str) -> Iterator[Document]:
    for article in read_articles(FOLDERS[name] / "articles.jsonl"):
        assert isinstance(article, ArticleLine)
        published = article.published.day if article.published else None
        yield Document(article.text, article.title, published, article.outlet)


@cache
def found_in(name: str) -> tuple[Found, ...]:
    return tuple(map(find_attributions, documents_of(name)))
