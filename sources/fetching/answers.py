"""What a server answered: taken within bounds, then judged."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx

from sources.fetching.errors import FetchError, passing

MOST_BYTES = 10 * 2**20
MOST_UNPACKED_BYTES = 20 * 2**20
LONGEST_RETRY_AFTER = timedelta(days=1)

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LATER = frozenset({408, 425, 429})
_CLOSED = frozenset({401, 402, 403, 451})
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document as it came, unpacked; `url` is where the redirects led."""

    url: str
    status: int
    content_type: str
    body: bytes
    etag: str = ""
    last_modified: str = ""

    @property
    def unmodified(self) -> bool:
        """Whether the server says that nothing has changed since the last time."""
        return self.status == httpx.codes.NOT_MODIFIED


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, before anybody judged it."""

    url: httpx.URL
    status: int
    headers: httpx.Headers
    body: bytes

    @property
    def location(self) -> str:
        """Where the server sends us instead, or ""."""
        return self._header("Location") if self.status in _REDIRECTS else ""

    def judged(self) -> Fetched:
        """The document; `FetchError` for all that is neither one nor "not modified"."""
        if self.status not in (httpx.codes.OK, httpx.codes.NOT_MODIFIED):
            refusal = self._refusal()
            refusal.status = self.status
            raise refusal
        return Fetched(
            url=str(self.url),
            status=self.status,
            content_type=self._header("Content-Type"),
            body=self.body,
            etag=self._header("ETag"),
            last_modified=self._header("Last-Modified"),
        )

    def _refusal(self) -> FetchError:
        reason = httpx.codes.get_reason_phrase(self.status)
        cause = f"{self.url.host} answered {self.status} {reason}".rstrip()
        if self.status in _LATER or httpx.codes.is_server_error(self.status):
            wait = retry_after_of(self._header("Retry-After"), datetime.now(UTC))
            return passing(cause, retry_after=wait)
        if self.status in _CLOSED:
            remedy = "save the page in your browser and ingest the file"
            return FetchError(cause=cause, remedy=remedy)
        return FetchError(cause=cause, remedy="check the address in a browser")

    def _header(self, name: str) -> str:
        value: str = self.headers.get(name, "")
        return value


def contained(chunks: Iterable[bytes], encoding: str) -> bytes:
    """The body with its packing undone; never holds more than the bounds allow."""
    if encoding not in (*_PACKED, "", "identity"):
        cause = f"the answer is packed as {encoding[:40]!r}, which we did not ask for"
        raise FetchError(cause=cause, remedy="save the page in your browser and ingest the file")
    unpacker = zlib.decompressobj(_GZIP_OR_ZLIB) if encoding in _PACKED else None
    body, came = bytearray(), 0
    for chunk in chunks:
        came += len(chunk)
        room = MOST_UNPACKED_BYTES + 1 - len(body)
        body += unpacker.decompress(chunk, room) if unpacker else chunk
        if came > MOST_BYTES or len(body) > MOST_UNPACKED_BYTES:
            cause = f"the answer is larger than {MOST_BYTES >> 20} MiB, or than twice that unpacked"
            raise FetchError(cause=cause, remedy="give the address of one article or feed")
    if unpacker and came and not unpacker.eof:
        raise passing(cause="the answer was cut off")
    return bytes(body)


def retry_after_of(value: str, now: datetime) -> timedelta | None:
    """What a Retry-After header asks for, a day at most; None where it says nothing sensible."""
    seconds = _seconds_until(value.strip(), now)
    if seconds is None:
        return None
    return timedelta(seconds=min(max(seconds, 0.0), LONGEST_RETRY_AFTER.total_seconds()))


def _seconds_until(value: str, now: datetime) -> float | None:
    """The header is a number of seconds or a date."""
    try:
        if value.isdecimal():
            return float(value)
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (aware - now).total_seconds()
