"""One document as it came, and the delivery that is made of it."""

import re
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from sources.identifying import Came
from sources.intake import Delivery
from sources.parsing.encodings import Decoded, declared_in_page, decoded
from sources.parsing.jsonlines import ArticleLine, Fault, read_lines, urn_of
from sources.parsing.pages import PageError, ParsedPage, article_of, disbelieved
from sources.parsing.plaintext import EncodingError
from sources.parsing.published import Published, PublishedError, parse_published
from sources.parsing.unpacking import Mark

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
    published_from: str = "given"  # or "feed", which is a machine's word and tested


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes and what is known of them; without bytes, an address that is still to be fetched.

    `url` is what was asked for, `landed` where that led. What comes out of an archive tells when
    that got it, and where in it to go on.
    """

    origin: str
    media_type: str = ""
    body: bytes = b""
    url: str = ""
    given: Given = Given()
    landed: str = ""
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
        return _completed(_delivery_of(found, document), document)
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
        published_from="given" if line.published else "",
    )


def _open_page(document: Document) -> Opened:
    told = _decoded(document, declared_in_page(document.body))
    address = document.landed or document.url
    page = article_of(told.text, address, today=_day_of(document))
    delivery = _delivery_of_page(page, document)
    return _completed(delivery, document, _note(told), page.note)


def _delivery_of_page(page: ParsedPage, document: Document) -> Delivery:
    url = document.url or urn_of(page.text)
    return Delivery(
        url=url,
        text=page.text,
        raw=document.body,
        media_type=document.media_type,
        title=page.title,
        published=page.published,
        outlet=page.outlet,
        language=page.language,
        published_from=page.published_from,
        modified=page.modified,
        byline=page.byline,
        section=page.section,
        came=Came(url, document.landed, page.canonical, document.given.outlet),
    )


def _open_text(document: Document) -> Opened:
    told = _decoded(document)
    if not told.text.strip():
        message = "no text in it: give a document that has some"
        raise DocumentError(message)
    url = document.url or urn_of(told.text)
    delivery = Delivery(
        url=url,
        text=told.text,
        raw=document.body,
        media_type=document.media_type,
        came=Came(url, document.landed, told=document.given.outlet),
    )
    return _completed(delivery, document, _note(told))


def _decoded(document: Document, declared: str = "") -> Decoded:
    """The header's word goes before the page's own."""
    header = _CHARSET.search(document.media_type)
    return decoded(document.body, header[1] if header else declared)


def _note(told: Decoded) -> str:
    return f"read as {told.encoding}, which is a guess: check its letters" if told.guessed else ""


def _completed(delivery: Delivery, document: Document, *notes: str) -> Opened:
    """Fill in what the document doesn't say."""
    told: dict[str, Any] = {**asdict(document.given), "fetched_at": document.fetched_at}
    told["published"], note = _believed(document)
    if delivery.published or not told["published"]:
        del told["published"], told["published_from"]
    missing = {name: value for name, value in told.items() if not getattr(delivery, name)}
    return Opened(replace(delivery, **missing), "; ".join(filter(None, [*notes, note])))


def _believed(document: Document) -> tuple[Published | None, str]:
    """The date that was told, and what to say of it where a feed tells one that is to come."""
    published = published_of(document.given)
    to_come = published and published.day > _day_of(document) + timedelta(days=1)
    if published and to_come and document.given.published_from == "feed":
        return None, disbelieved(published, "feed")
    return published, ""


def _day_of(document: Document) -> date:
    """When we or an archive got it: nothing in it can be of a later day."""
    return (document.fetched_at or timezone.now()).date()


def published_of(given: Given) -> Published | None:
    """The date that was told; `PublishedError` where it is none."""
    return parse_published(given.published) if given.published else None
