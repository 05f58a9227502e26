"""The article that a page describes in JSON-LD, as its objects say it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sources.parsing.canonical import key_of

Thing = dict[str, Any]

_SUBJECTS = ("NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "LiveBlogPosting")
_ARTICLE_TYPES = ("Article", "Posting", "Report")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)"
    r"|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)?[\s;]*$"
)
_DEEPEST = 8
_MOST_THINGS = 5000
_ADDRESSES = ("url", "mainEntityOfPage", "@id")


@dataclass(frozen=True, slots=True)
class Linked:
    """What one object says, its references to others of the page followed."""

    thing: Thing
    by_id: dict[str, Thing]

    def text(self, key: str) -> str:
        """The first text under a key, or ""."""
        return next((text for text in _listed(self.thing.get(key)) if isinstance(text, str)), "")

    def names(self, key: str) -> list[str]:
        """The names of people or organisations: texts, objects, lists, references to objects."""
        found = [self._name(item) for item in _listed(self.thing.get(key))]
        return [name for name in found if name]

    def addresses(self) -> list[str]:
        """Where the article says it is."""
        found = (item for key in _ADDRESSES for item in _listed(self.thing.get(key)))
        told = (item.get("@id") if isinstance(item, dict) else item for item in found)
        return [item for item in told if isinstance(item, str) and item.startswith("http")]

    @property
    def is_free(self) -> bool:
        """Whether everybody may read it, which is so where nothing else is said."""
        told = self.thing.get("isAccessibleForFree")
        return str(told).strip().lower() not in ("false", "no", "0") or told is None

    def _name(self, item: object) -> str:
        if isinstance(item, dict):
            reference = str(item.get("@id", ""))
            known = item if item.get("name") else self.by_id.get(reference, item)
            return next((n for n in _listed(known.get("name")) if isinstance(n, str)), "")
        return item if isinstance(item, str) else ""


def article_in(tree: Any, url: str = "") -> Linked | None:  # noqa: ANN401 - lxml is untyped
    """The page's own article: at the page's address, or a news article, or the outermost."""
    things = list(_things(tree))
    by_id = {
        str(thing["@id"]): thing for _, thing in things if thing.get("@id") and thing.get("name")
    }
    found = [(depth, Linked(thing, by_id)) for depth, thing in things if _is_article(thing)]
    key = key_of(url) if url else ""
    ranked = sorted(found, key=lambda one: (not _is_at(one[1], key), not _is_news(one[1]), one[0]))
    return ranked[0][1] if ranked else None


def _is_at(linked: Linked, key: str) -> bool:
    return any(key_of(address) == key for address in linked.addresses()) if key else False


def _is_news(linked: Linked) -> bool:
    return any(kind in _SUBJECTS for kind in _kinds(linked.thing))


def _is_article(thing: Thing) -> bool:
    return any(kind.endswith(_ARTICLE_TYPES) for kind in _kinds(thing))


def _kinds(thing: Thing) -> list[str]:
    return [str(kind).rpartition("/")[2] for kind in _listed(thing.get("@type"))]


def _things(tree: Any) -> Iterator[tuple[int, Thing]]:  # noqa: ANN401
    """The objects of all scripts with their depth, not more than a page can need."""
    left = _MOST_THINGS
    for script in tree.iterfind(".//script[@type]"):
        if not str(script.get("type")).strip().lower().startswith("application/ld+json"):
            continue
        try:
            root = json.loads(_WRAPPING.sub("", script.text or ""), strict=False)
        except (ValueError, RecursionError):
            continue
        for found in _within(root, 0):
            if not left:
                return
            left -= 1
            yield found


def _within(value: object, depth: int) -> Iterator[tuple[int, Thing]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        yield depth, value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _within(item, depth + 1)


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]
