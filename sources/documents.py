"""One document as it came, and the delivery that is made of it."""

import re
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sources.intake import Delivery
from sources.parsing.encodings import Decoded, declared_in_page, decoded
from sources.parsing.jsonlines import ArticleLine, Fault, read_lines, urn_of
from sources.parsing.pages import PageError, article_of
from sources.parsing.plaintext import EncodingError
from sources.parsing.published import Published, PublishedError, parse_published
from sources.places import Mark

LINE, TEXT, PAGE = "application/jsonl", "text/plain", "text/html"
MOST_BYTES = 20 * 2**20
# What the columns hold, and of an address what PostgreSQL's index holds.
LONGEST = {"url": (2600, "bytes"), "outlet": (200, "characters"), "language": (35, "characters")}

_PAGES = (PAGE, "application/xhtml+xml")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


class DocumentError(ValueError):
    """A document of which no article can be made; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is told about documents from outside; it fills in what they don't say themselves."""

    title: str = ""
    published: str = ""
    outlet: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes and what is known of them; without bytes, an address that is still to be fetched.

    What comes out of an archive tells when that got it, and where in it to go on.
    """

    origin: str
    media_type: str = ""
    body: bytes = b""
    url: str = ""
    given: Given = Given()
    fetched_at: datetime | None = None
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """The delivery in a document; `note` says what its sender should know, or ""."""

    delivery: Delivery
    note: str = ""


def open_document(document: Document) -> Opened:
    """Make a delivery of a document; `DocumentError` where there is none in it."""
    if len(document.body) > MOST_BYTES:
        message = f"larger than {MOST_BYTES >> 20} MiB: split it, or save the article alone"
        raise DocumentError(message)
    try:
        opened = _open(document)
    except (EncodingError, PageError, PublishedError) as error:
        raise DocumentError(str(error)) from None
    _check_lengths(opened.delivery)
    return opened


def _check_lengths(delivery: Delivery) -> None:
    for name, (most, unit) in LONGEST.items():
        value: str = getattr(delivery, name)
        if len(value.encode() if unit == "bytes" else value) > most:
            message = f"{name}: longer than {most} {unit}"
            raise DocumentError(message)


def _open(document: Document) -> Opened:
    media_type = document.media_type.partition(";")[0].strip().lower()
    if media_type == LINE:
        return _open_line(document)
    if media_type in _PAGES:
        return _open_page(document)
    if media_type == TEXT:
        return _open_text(document)
    kind = media_type or "of a kind that it doesn't tell"
    message = f"the document is {kind}: only articles as pages, plain text or JSON Lines are read"
    raise DocumentError(message)


def _open_line(document: Document) -> Opened:
    found = next(read_lines([document.body]), None)
    if isinstance(found, ArticleLine):
        return Opened(_completed(_delivery_of(found, document), document))
    raise DocumentError(found.reason if isinstance(found, Fault) else "the line is empty")


def _delivery_of(line: ArticleLine, document: Document) -> Delivery:
    return Delivery(
        url=line.url,
        text=line.text,
        raw=document.body,
        media_type=document.media_type,
        title=line.title,
        published=line.published,
        outlet=line.outlet,
        language=line.language,
    )


def _open_page(document: Document) -> Opened:
    told = _decoded(document, declared_in_page(document.body))
    fetched = document.fetched_at or datetime.now(UTC)
    page = article_of(told.text, document.url, today=fetched.date())
    delivery = Delivery(
        url=document.url or urn_of(page.text),
        text=page.text,
        raw=document.body,
        media_type=document.media_type,
        title=page.title,
        published=page.published,
        outlet=page.outlet,
        language=page.language,
    )
    return Opened(_completed(delivery, document), _note(told))


def _open_text(document: Document) -> Opened:
    told = _decoded(document)
    if not told.text.strip():
        message = "no text in it: give a document that has some"
        raise DocumentError(message)
    delivery = Delivery(
        url=document.url or urn_of(told.text),
        text=told.text,
        raw=document.body,
        media_type=document.media_type,
    )
    return Opened(_completed(delivery, document), _note(told))


def _decoded(document: Document, declared: str = "") -> Decoded:
    """The header's word goes before the page's own."""
    header = _CHARSET.search(document.media_type)
    return decoded(document.body, header[1] if header else declared)


def _note(told: Decoded) -> str:
    return f"read as {told.encoding}, which is a guess: check its letters" if told.guessed else ""


def _completed(delivery: Delivery, document: Document) -> Delivery:
    """Fill in what the document doesn't say."""
    given = document.given
    told: dict[str, Any] = {
        **asdict(given),
        "published": published_of(given),
        "fetched_at": document.fetched_at,
    }
    missing = {name: value for name, value in told.items() if not getattr(delivery, name)}
    return replace(delivery, **missing)


def published_of(given: Given) -> Published | None:
    """The date that was told; `PublishedError` where it is none."""
    return parse_published(given.published) if given.published else None
