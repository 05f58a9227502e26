"""A web page's article: its text without the furniture, and what the page says of itself."""

from dataclasses import dataclass
from datetime import date, timedelta

from sources.parsing.declared import declared_in
from sources.parsing.plaintext import normalise
from sources.parsing.published import Published, PublishedError, parse_published


class PageError(ValueError):
    """The page has no article that can be read; the message says why."""


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """What a page yields; each of the last four is empty where the page doesn't say."""

    text: str
    title: str = ""
    published: Published | None = None
    outlet: str = ""
    language: str = ""


def article_of(html: str | bytes, url: str = "", *, today: date) -> ParsedPage:
    """The article on a page; `PageError` where there is none.

    What the page declares (JSON-LD, then OpenGraph and its like) goes before what its looks
    suggest. A publication later than the day after `today` is disbelieved; that day is allowed
    for the zones that are ahead of ours.
    """
    import trafilatura  # noqa: PLC0415 - costs a second, which reading plain text must not pay

    tree = trafilatura.load_html(html)
    if tree is None:
        message = "no HTML in it"
        raise PageError(message)
    declared = declared_in(tree)
    latest = today + timedelta(days=1)
    limits = {"max_date": latest.isoformat(), "original_date": True, "extensive_search": False}
    found = trafilatura.bare_extraction(
        tree,
        url=url or None,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params=limits,
    )
    if not isinstance(found, trafilatura.settings.Document) or not found.text:
        message = "no article text found in the page"
        raise PageError(message)
    return ParsedPage(
        text=normalise(found.text.strip()),
        title=normalise(declared.title or found.title or ""),
        published=_first_believable((*declared.published, found.date or ""), latest),
        outlet=normalise(declared.outlet or found.sitename or ""),
        language=declared.language or found.language or "",
    )


def _first_believable(candidates: tuple[str, ...], latest: date) -> Published | None:
    for candidate in candidates:
        try:
            published = parse_published(candidate)
        except PublishedError:
            continue
        if published.day <= latest:
            return published
    return None
