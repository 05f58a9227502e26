"""WARC files of invented pages, written by warcio and not by what reads them."""

import gzip
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.newsroom import html

DATE = "2031-05-07T10:20:30Z"
URL = "https://lantern.example/{}"
BRIDGE = "“The bridge will stand,” Ada Varga said on Monday. It rained all day in Brod."


class Archive:
    """A WARC file in the making; `starts` keeps where each record begins."""

    def __init__(self, *, packed: bool = True) -> None:
        self._file = BytesIO()
        self._writer = WARCWriter(self._file, gzip=packed)
        self.starts: list[int] = []

    @property
    def data(self) -> bytes:
        return self._file.getvalue()

    def add(self, url: str = "", body: bytes = b"", **fields: Any) -> "Archive":
        """A record; without fields a response of status 200 that is HTML."""
        headers = {"Content-Type": "text/html; charset=utf-8", **fields.pop("headers", {})}
        kind = fields.pop("kind", "response")
        answer = None
        if kind in ("response", "revisit"):
            status = fields.pop("status", "200 OK")
            answer = StatusAndHeaders(status, list(headers.items()), protocol="HTTP/1.1")
        record = self._writer.create_warc_record(
            url or URL.format(len(self.starts)),
            kind,
            payload=BytesIO(body),
            length=len(body),
            http_headers=answer,
            warc_headers_dict={"WARC-Record-ID": self._name(), "WARC-Date": DATE, **fields},
            warc_content_type="" if answer else "application/x-something",
        )
        self.starts.append(self._file.tell())
        self._writer.write_record(record)
        return self

    def _name(self) -> str:
        """The same for the same record of another run, so that a seed makes the same file."""
        return f"<urn:uuid:{UUID(int=len(self.starts))}>"

    def page(self, text: str = BRIDGE, url: str = "", **fields: Any) -> "Archive":
        return self.add(url, html(text).body, **fields)

    def save(self, folder: Path, name: str = "news.warc.gz") -> Path:
        path = folder / name
        path.write_bytes(self.data)
        return path


def pages(count: int, *, packed: bool = True) -> Archive:
    """An archive of that many pages which differ."""
    archive = Archive(packed=packed)
    for number in range(count):
        archive.page(f"{BRIDGE} This was seen {number + 2} times in as many years by all.")
    return archive


def whole(archive: Archive) -> bytes:
    """A file that was not packed, packed as a whole and not record by record as it should be."""
    return gzip.compress(archive.data)


def damaged(data: bytes, at: Iterable[int]) -> bytes:
    """Some bytes turned around."""
    changed = bytearray(data)
    for place in at:
        changed[place] ^= 0xFF
    return bytes(changed)
