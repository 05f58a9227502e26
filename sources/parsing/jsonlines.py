"""Articles from JSON Lines: one article or one fault a line, in constant memory."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sources.parsing.pages import PageError, article_of
from sources.parsing.plaintext import normalise
from sources.parsing.published import Published, PublishedError, parse_published

_LONGEST_URL = 2000
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_TEXT_KEYS = ("url", "text", "html", "title", "published", "outlet", "language")


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """One article as given: `text` normalised, `html` kept where the text was made from it.

    `language` is "" where the line (or its page) names none: see `language.language_of`.
    """

    number: int
    url: str
    text: str
    title: str = ""
    published: Published | None = None
    outlet: str = ""
    language: str = ""
    html: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that can't be read, by its number from 1, and why."""

    number: int
    reason: str

    def __str__(self) -> str:
        """The fault as a command prints it."""
        return f"line {self.number}: {self.reason}"


class LineError(ValueError):
    """Why a line can't be read."""


def urn_of(text: str) -> str:
    """The identity of an article that has no address: a name made of its normalised text."""
    return f"urn:sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def read_articles(path: Path) -> Iterator[ArticleLine | Fault]:
    """The articles of a JSON Lines file in order, a fault in place of each that can't be read."""
    with path.open("rb") as lines:
        yield from read_lines(lines)


def read_lines(lines: Iterable[bytes]) -> Iterator[ArticleLine | Fault]:
    """The same for lines from anywhere; blank ones are passed over."""
    for number, content in numbered(lines):
        try:
            yield _article(number, record_of(content))
        except LineError as error:
            yield Fault(number, str(error))


def numbered(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank with their numbers, without a byte order mark."""
    for number, line in enumerate(lines, 1):
        content = line.removeprefix(_BYTE_ORDER_MARK)  # also where files were joined
        if content.strip():
            yield number, content


def record_of(line: bytes) -> dict[str, Any]:
    """A line as a JSON object; `LineError` where it isn't one."""
    try:
        record = json.loads(line.decode())
    except UnicodeDecodeError as error:
        message = f"not UTF-8 ({error.reason} at byte {error.start} of the line)"
        raise LineError(message) from None
    except (ValueError, RecursionError) as error:
        message = f"not JSON ({error})"
        raise LineError(message) from None
    if not isinstance(record, dict):
        message = f"not a JSON object but {named(record)}"
        raise LineError(message)
    return record


def _article(number: int, record: dict[str, Any]) -> ArticleLine:
    if record.get("text") is None and record.get("html") is None:
        message = "neither text nor html: give one of the two"
        raise LineError(message)
    given = {key: text_of(record, key) for key in _TEXT_KEYS}
    line = ArticleLine(
        number=number,
        url=_url(given["url"]),
        text=given["text"],
        title=_one_line(given["title"]),
        published=published_of(given["published"]),
        outlet=_one_line(given["outlet"]),
        language=given["language"].strip(),
    )
    if not line.text.strip():
        line = _with_page(line, given["html"])
    return line if line.url else replace(line, url=urn_of(line.text))


def _with_page(line: ArticleLine, html: str) -> ArticleLine:
    """The line with the article of its page; what the line says goes before what the page says."""
    if not html.strip():
        message = "empty text"
        raise LineError(message)
    try:
        page = article_of(html, line.url, today=datetime.now(UTC).date())
    except PageError as error:
        message = f"html: {error}"
        raise LineError(message) from None
    return replace(
        line,
        text=page.text,
        title=line.title or page.title,
        published=line.published or page.published,
        outlet=line.outlet or page.outlet,
        language=line.language or page.language,
        html=html,
    )


def text_of(record: dict[str, Any], key: str) -> str:
    """A text of a record, normalised; "" where it is missing, `LineError` where it is none."""
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        message = f"{key}: {named(value)} where a text belongs"
        raise LineError(message)
    return normalise(value or "")


def _url(given: str) -> str:
    """The address as given: it is an identity, so a space in it is a fault, not a slip to mend."""
    url = given.strip()
    if len(url) > _LONGEST_URL:
        message = f"url: longer than {_LONGEST_URL} characters"
        raise LineError(message)
    if any(char.isspace() or char == "\ufffd" for char in url):
        message = f"url: {url!r} has spaces or unreadable characters in it"
        raise LineError(message)
    return url


def published_of(given: str) -> Published | None:
    """When an article came out, None where that isn't told; `LineError` where it can't be read."""
    try:
        return parse_published(given) if given.strip() else None
    except PublishedError as error:
        message = f"published: {error}"
        raise LineError(message) from None


def _one_line(text: str) -> str:
    return " ".join(text.split())


def named(value: object) -> str:
    """A JSON value's type as a person would name it."""
    names = {bool: "true or false", list: "a list", dict: "an object", str: "a text"}
    return "null" if value is None else names.get(type(value), "a number")
