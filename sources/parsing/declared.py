"""What a page declares of its article in JSON-LD, OpenGraph, meta tags and marked elements."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sources.parsing.canonical import absolute
from sources.parsing.linked import Linked, article_in

LONGEST_BYLINE = 500
LONGEST_SECTION = 200

_PUBLISHED_TAGS = {
    **dict.fromkeys(
        ("article:published_time", "og:article:published_time", "og:published_time"), "opengraph"
    ),
    **dict.fromkeys(
        (
            *("datepublished", "parsely-pub-date", "sailthru.date", "pubdate", "publish-date"),
            *("dc.date.issued", "dcterms.issued", "dc.date", "dcterms.created", "date"),
        ),
        "meta tag",
    ),
}
_MODIFIED_TAGS = ("article:modified_time", "og:article:modified_time", "datemodified")
_AUTHOR_TAGS = (
    "author",
    "parsely-author",
    "byl",
    "sailthru.author",
    "dc.creator",
    "article:author",
)
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_NEAR_HEADLINE = 4  # how far up from the headline a date may still be its article's


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as written, and where: "json-ld", "opengraph", "meta tag", "time element"."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Declared:
    """The page's own words, untested; `published` holds every date given, the best first."""

    title: str = ""
    outlet: str = ""
    language: str = ""
    published: tuple[Dated, ...] = ()
    modified: tuple[str, ...] = ()
    byline: str = ""
    section: str = ""
    canonical: tuple[str, ...] = ()
    is_free: bool = True


def declared_in(tree: Any, url: str = "") -> Declared:  # noqa: ANN401 - lxml is untyped
    """Read a page's declarations; `tree` is its lxml element, `url` where it was got."""
    linked = article_in(tree, url) or Linked({}, {})
    meta = _meta(tree)
    return Declared(
        title=_first([linked.text("headline"), meta.get("og:title", "")]),
        outlet=_first([*linked.names("publisher"), meta.get("og:site_name", "")]),
        language=_first([(tree.get("lang") or ""), linked.text("inLanguage")]),
        published=tuple(_dates(tree, linked, meta)),
        modified=tuple(
            filter(None, [linked.text("dateModified"), *(meta.get(t, "") for t in _MODIFIED_TAGS)])
        ),
        byline=_byline(linked, meta),
        section=_first([linked.text("articleSection"), meta.get("article:section", "")])[
            :LONGEST_SECTION
        ],
        canonical=tuple(_addresses(tree, linked, meta, url)),
        is_free=linked.is_free and meta.get("article:content_tier", "").lower() != "locked",
    )


def _dates(tree: Any, linked: Linked, meta: dict[str, str]) -> Iterator[Dated]:  # noqa: ANN401
    """Every date of publication, the most deliberate first."""
    told = [Dated(linked.text("datePublished"), "json-ld")]
    told += [Dated(meta.get(tag, ""), place) for tag, place in _PUBLISHED_TAGS.items()]
    told += [Dated(text, "time element") for text in _times(tree)]
    yield from (dated for dated in told if dated.text.strip())


def _times(tree: Any) -> Iterator[str]:  # noqa: ANN401
    """Dates in elements that are marked so, or that stand with the headline."""
    for path in (".//*[@itemprop='datePublished']", ".//time[@pubdate]"):
        for element in tree.iterfind(path):
            yield element.get("datetime") or element.get("content") or ""
    around = tree.find(".//h1")
    for _ in range(_NEAR_HEADLINE):
        around = around.getparent() if around is not None else None
        if around is None or around.tag in ("body", "html"):
            return
        found = around.find(".//time[@datetime]")
        if found is not None:
            yield found.get("datetime")
            return


def _byline(linked: Linked, meta: dict[str, str]) -> str:
    """Who wrote it, as the page has it; addresses of profiles are no names."""
    written = [meta.get(tag, "") for tag in _AUTHOR_TAGS]
    names = linked.names("author") or written[: 1 + next(_filled(written), 0)]
    lines = dict.fromkeys(_BY.sub("", " ".join(name.split())) for name in names)
    return ", ".join(line for line in lines if line and "://" not in line)[:LONGEST_BYLINE]


def _filled(texts: list[str]) -> Iterator[int]:
    return (index for index, text in enumerate(texts) if text.strip() and "://" not in text)


def _addresses(
    tree: Any,  # noqa: ANN401
    linked: Linked,
    meta: dict[str, str],
    url: str,
) -> Iterator[str]:
    """Where the page says that its article is, the most deliberate first."""
    links = (link for link in tree.iterfind(".//link[@rel][@href]"))
    canonical = [link.get("href") for link in links if link.get("rel").lower() == "canonical"]
    told = (*canonical[:1], meta.get("og:url", ""), *linked.addresses())
    yield from filter(None, (absolute(url, address) for address in told))


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
