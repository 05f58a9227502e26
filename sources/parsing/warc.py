"""The pages of a WARC file, one after the other, in bounded memory however large it is.

warcio reads what stands in the records: their headers, those of HTTP, chunked bodies. Unpacking and
bounds are ours, since a place to go on from, damage and endless lines have to be seen.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, BinaryIO
from urllib.parse import urlsplit

import zstandard
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import (
    StatusAndHeaders,
    StatusAndHeadersParser,
    StatusAndHeadersParserException,
)

from sources.parsing.plaintext import normalise
from sources.parsing.unpacking import Place, Unpacked, cut_off, damaged

MOST_BYTES = 20 * 2**20  # of a page, packed or unpacked
MOST_HEADER_BYTES = 256 * 1024
_PAGES = ("text/html", "application/xhtml+xml")
_OK = "200"
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
_AS_IT_IS = ("", "identity")
_NO_RECORD, _NO_END = "no WARC record", "a record without end"
_TOO_LARGE = f"larger than {MOST_BYTES >> 20} MiB"


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """A page as an archive keeps it, its packing undone; `media_type` as the server told it."""

    url: str
    fetched_at: datetime
    media_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Passed:
    """A record that holds no page; `kind` is what it is instead, one of few."""

    kind: str


@dataclass(frozen=True, slots=True)
class Unusable:
    """A record that should hold a page which can't be had, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Record:
    """What a record is, the place of it, and the one behind it, from which to go on."""

    holds: ArchivedPage | Passed | Unusable
    begins: Place
    ends: Place


class _UnusableError(ValueError):
    """Why a page can't be had."""


def read_archive(file: BinaryIO, start: Place = Place()) -> Iterator[Record]:  # noqa: B008 - frozen
    """The records from a place on; `ArchiveError` where the file is damaged, cut off or no WARC."""
    stream = Unpacked(file, start)
    loader = ArcWarcRecordLoader()
    while _pass_blank_lines(stream):
        begins = stream.place
        holds = _next(stream, loader)
        yield Record(holds, begins, stream.place)


def _pass_blank_lines(stream: Unpacked) -> bool:
    """Go to the next record; False where there is none."""
    while (byte := stream.peek()) in (b"\r", b"\n"):
        stream.skip(1)
    return bool(byte)


def _next(stream: Unpacked, loader: ArcWarcRecordLoader) -> ArchivedPage | Passed | Unusable:
    """What a record holds; the stream is behind it afterwards."""
    offset = stream.place.offset
    header = _Header(stream)
    try:
        record = loader.parse_record_stream(header, known_format="warc", no_record_parse=True)
    except ArchiveLoadFailed:
        raise damaged(_NO_RECORD, offset) from None
    if header.room <= 0 or record.length is None:
        raise damaged(_NO_END, offset) if stream.peek() else cut_off(stream.place.offset)
    block = stream.read(min(record.length, MOST_BYTES + MOST_HEADER_BYTES))
    stream.skip(record.length - len(block))
    try:
        return _page(record, block)
    except _UnusableError as error:
        return Unusable(str(error))


class _Header:
    """The stream as the parser of a record's header may read it: so many bytes and no more."""

    def __init__(self, stream: Unpacked) -> None:
        """Begin to count."""
        self._stream = stream
        self.room = MOST_HEADER_BYTES

    def readline(self) -> bytes:
        """The next line of it."""
        line = self._stream.readline(self.room)
        self.room -= len(line)
        return line


def _page(record: Any, block: bytes) -> ArchivedPage | Passed:  # noqa: ANN401 - warcio is untyped
    """The page of a record, or what the record is instead."""
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip()
    other = _no_page_by_name(record.rec_type or "", url)
    if other:
        return Passed(other)
    head, body = _answer(block)
    media_type = head.get_header("Content-Type", "")
    other = _no_page_by_answer(head.statusline, media_type)
    if other:
        return Passed(other)
    fetched_at = _moment(record.rec_headers.get_header("WARC-Date") or "")
    if record.length > MOST_BYTES + MOST_HEADER_BYTES:
        raise _UnusableError(_TOO_LARGE)
    page = _unpacked(_joined(body, head), head)
    if not page.strip():
        message = "an empty page"
        raise _UnusableError(message)
    return ArchivedPage(url, fetched_at, media_type, page)


def _no_page_by_name(kind: str, url: str) -> str:
    """What a record is where kind and address tell that it is no page, else ""."""
    if kind != "response":
        return f"{kind[:20] or 'nameless'} record"
    try:
        parts = urlsplit(url) if normalise(url) == url else None
    except ValueError:
        parts = None
    if parts is None:
        message = "its address can't be read"
        raise _UnusableError(message)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return "no web page"
    return "robots.txt" if parts.path == "/robots.txt" else ""


def _answer(block: bytes) -> tuple[StatusAndHeaders, bytes]:
    """The head and the body of an answer."""
    stream = BytesIO(block[:MOST_HEADER_BYTES])
    try:
        head = StatusAndHeadersParser(["HTTP/"]).parse(stream)
    except (StatusAndHeadersParserException, EOFError):
        message = "no HTTP answer in it"
        raise _UnusableError(message) from None
    if stream.tell() >= MOST_HEADER_BYTES:
        message = "its HTTP header has no end"
        raise _UnusableError(message)
    return head, block[stream.tell() :]


def _no_page_by_answer(status: str, media_type: str) -> str:
    """What an answer is where it is no page, "" where it is one."""
    _, _, told = status.partition(" ")  # of "1.1 200 OK", since "HTTP/" alone was looked for
    if told.strip()[:3] != _OK:
        return f"status {told.strip()[:3]}"
    kind = media_type.partition(";")[0].strip().lower()
    return "" if kind in _PAGES else "not HTML"


def _moment(date: str) -> datetime:
    try:
        moment = datetime.fromisoformat(date.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        message = "its WARC-Date is no time"
        raise _UnusableError(message) from None


def _joined(body: bytes, head: StatusAndHeaders) -> bytes:
    """The body without the borders of its chunks; where it has none it stays as it is."""
    if head.get_header("Transfer-Encoding", "").strip().lower() != "chunked":
        return body
    joined: bytes = ChunkedDataReader(BytesIO(body)).read(MOST_BYTES + 1)
    return joined


def _unpacked(body: bytes, head: StatusAndHeaders) -> bytes:
    """The body with its packing undone; many an archive says that it is packed when it isn't."""
    encoding = head.get_header("Content-Encoding", "").strip().lower()
    try:
        page = _without(encoding, body)
    except (zlib.error, zstandard.ZstdError):
        if body.lstrip()[:1] != b"<":
            message = f"it is not {encoding[:20]}, as it claims"
            raise _UnusableError(message) from None
        page = body
    if len(page) > MOST_BYTES:
        raise _UnusableError(_TOO_LARGE)
    return page


def _without(encoding: str, body: bytes) -> bytes:
    if encoding in _AS_IT_IS:
        return body
    if encoding in ("gzip", "x-gzip", "deflate"):
        return zlib.decompressobj(_GZIP_OR_ZLIB).decompress(body, MOST_BYTES + 1)
    if encoding == "zstd":
        with zstandard.ZstdDecompressor(max_window_size=2**23).stream_reader(body) as reader:
            return reader.read(MOST_BYTES + 1)
    message = f"packed as {encoding[:20]!r}, which is not read"
    raise _UnusableError(message)
