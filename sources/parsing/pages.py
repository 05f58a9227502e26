"""A web page's article: its text without the furniture, and what the page says of itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sources.parsing.declared import LONGEST_BYLINE, Dated, Declared, declared_in
from sources.parsing.plaintext import normalise
from sources.parsing.published import Published, read_published
from sources.parsing.walls import wall_in

GUESSED = "page"  # found in the page's words, not declared

MOST_ELEMENTS = 100_000

_WALL_WITHIN = 5000


class PageError(ValueError):
    """The page has no article that can be read; the message says why."""


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """What a page yields; all but the text is empty where the page doesn't say.

    `published_from` says where the date stood (`declared.Dated.place`, or "page" where it was found
    in the page's words); `canonical` holds the addresses that the page claims, untested; `note`
    says what was disbelieved.
    """

    text: str
    title: str = ""
    published: Published | None = None
    outlet: str = ""
    language: str = ""
    published_from: str = ""
    modified: str = ""
    byline: str = ""
    section: str = ""
    canonical: tuple[str, ...] = ()
    note: str = ""


def article_of(html: str | bytes, url: str = "", *, today: date) -> ParsedPage:
    """The article on a page; `PageError` where there is none, or a wall in its place.

    What the page declares (JSON-LD, then OpenGraph and its like) goes before what its looks
    suggest. A publication later than the day after `today` is disbelieved; that day is allowed
    for the zones that are ahead of ours.
    """
    import trafilatura  # noqa: PLC0415 - costs a second, which reading plain text must not pay

    tree = trafilatura.load_html(html)
    if tree is None:
        message = "no HTML in it"
        raise PageError(message)
    _refuse_bombs(tree)
    declared = declared_in(tree, url)
    words = _words_of(tree)
    latest = today + timedelta(days=1)
    found = _extracted(tree, url, latest)
    text = found.text if isinstance(found, trafilatura.settings.Document) else ""
    _refuse_walls(text or "", words, declared)
    return _page(found, declared, latest)


def _refuse_bombs(tree: Any) -> None:  # noqa: ANN401 - lxml is untyped
    """Refuse what no person wrote: an element costs a tenth of a millisecond to take apart."""
    if any(count > MOST_ELEMENTS for count, _ in enumerate(tree.iter())):
        message = f"the page has more than {MOST_ELEMENTS} elements: save its article as plain text"
        raise PageError(message)


def _extracted(tree: Any, url: str, latest: date) -> Any:  # noqa: ANN401 - lxml is untyped
    import trafilatura  # noqa: PLC0415 - as above

    limits = {"max_date": latest.isoformat(), "original_date": True, "extensive_search": False}
    try:
        return trafilatura.bare_extraction(
            tree,
            url=url or None,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params=limits,
        )
    except Exception as error:  # noqa: BLE001 - what a broken page does to a library is its fault
        message = f"the page can't be taken apart ({type(error).__name__}): save it as plain text"
        raise PageError(message) from None


def _words_of(tree: Any) -> str:  # noqa: ANN401 - lxml is untyped
    """The page's first words, before the extraction takes the tree apart."""
    pieces: list[str] = []
    for element in tree.iter("h1", "h2", "p", "li", "button", "div", "span"):
        pieces += [line for line in [(element.text or "").strip()] if line]
        if sum(map(len, pieces)) > _WALL_WITHIN:
            break
    return "\n".join(pieces)


def _refuse_walls(text: str, words: str, declared: Declared) -> None:
    wall = wall_in(text or words, declared.title, is_free=declared.is_free)
    if wall and (text or words):
        raise PageError(str(wall))
    if not text:
        message = "no article text found in the page"
        raise PageError(message)


def _page(found: Any, declared: Declared, latest: date) -> ParsedPage:  # noqa: ANN401
    published, place, note = _believable(
        (*declared.published, Dated(found.date or "", GUESSED)), latest
    )
    modified, *_ = _believable([Dated(text, "") for text in declared.modified], latest)
    return ParsedPage(
        text=normalise(found.text.strip()),
        title=normalise(declared.title or found.title or ""),
        published=published,
        outlet=normalise(declared.outlet or found.sitename or ""),
        language=declared.language or found.language or "",
        published_from=place,
        modified=modified.iso if modified else "",
        byline=normalise(declared.byline or _found_byline(found.author)),
        section=normalise(declared.section),
        canonical=tuple(map(normalise, declared.canonical)),
        note=note,
    )


def _found_byline(author: str | None) -> str:
    """The names that the page's looks suggest, which come joined by semicolons."""
    return ", ".join(name.strip() for name in (author or "").split(";"))[:LONGEST_BYLINE]


def _believable(candidates: Iterable[Dated], latest: date) -> tuple[Published | None, str, str]:
    """The first date that can be read and is not to come, its place, and what was passed over."""
    note = ""
    for candidate in candidates:
        published = read_published(candidate.text)
        if published is None or (note and candidate.place == GUESSED):
            continue  # a guess would be made of what was just disbelieved
        if published.day <= latest:
            return published, candidate.place, note
        note = note or disbelieved(published, candidate.place)
    return None, "", note


def disbelieved(published: Published, place: str) -> str:
    """What to say of a date of publication that lies in the future."""
    return f"its date of publication ({published.iso}, {place}) lies in the future: left out"
