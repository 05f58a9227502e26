"""What a page declares of its article in JSON-LD, OpenGraph and meta tags."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_ARTICLE_TYPES = ("Article", "Posting", "Report")
_PUBLISHED_TAGS = (
    *("article:published_time", "og:article:published_time", "og:published_time"),
    *("datepublished", "parsely-pub-date", "dc.date.issued", "dcterms.issued", "date"),
)
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Declared:
    """The page's own words, untested; `published` holds every date given, the best first."""

    title: str = ""
    outlet: str = ""
    language: str = ""
    published: tuple[str, ...] = ()


def declared_in(tree: Any) -> Declared:  # noqa: ANN401 - lxml is untyped
    """Read a page's declarations; `tree` is its lxml element."""
    articles = list(_articles(tree))
    meta = _meta(tree)
    outlets = [name for article in articles for name in _names(article.get("publisher"))]
    dates = [*_strings(articles, "datePublished"), *(meta.get(tag, "") for tag in _PUBLISHED_TAGS)]
    return Declared(
        title=_first([*_strings(articles, "headline"), meta.get("og:title", "")]),
        outlet=_first([*outlets, meta.get("og:site_name", "")]),
        language=_first([(tree.get("lang") or ""), *_strings(articles, "inLanguage")]),
        published=tuple(filter(None, dates)),
    )


def _articles(tree: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    """The JSON-LD objects that describe an article, wherever in their script they lie."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            yield from _described(json.loads(script.text or "", strict=False), _DEEPEST)
        except (ValueError, RecursionError):
            continue


def _described(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, list) and depth:
        for item in value:
            yield from _described(item, depth - 1)
    if isinstance(value, dict) and depth:
        if any(str(kind).endswith(_ARTICLE_TYPES) for kind in _listed(value.get("@type"))):
            yield value
        yield from _described(list(value.values()), depth - 1)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _names(value: object) -> Iterator[str]:
    """The names of a publisher, who may be a text, an object or a list of these."""
    for item in _listed(value):
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, str):
            yield name


def _strings(articles: list[dict[str, Any]], key: str) -> list[str]:
    return [article[key] for article in articles if isinstance(article.get(key), str)]


def _meta(tree: Any) -> dict[str, str]:  # noqa: ANN401
    """The page's meta tags by lower-case name; the first of a name counts."""
    found: dict[str, str] = {}
    for tag in tree.iterfind(".//meta[@content]"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        found.setdefault(name.lower(), tag.get("content"))
    return found


def _first(texts: list[str]) -> str:
    """The first text that says something, on one line."""
    return next((line for text in texts if (line := " ".join(text.split()))), "")
