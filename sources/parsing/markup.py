"""XML from strangers: no entities, no DTD, no network, packed or not, within bounds."""

import codecs
import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

MOST_UNPACKED_BYTES = 50 * 2**20  # what the sitemaps protocol allows
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})")
_SURROGATE = re.compile(
    r"&#(?:x0*d[89a-f][0-9a-f]{2}|0*(?:5529[6-9]|55[3-9]\d\d|56\d{3}|57[0-2]\d\d|573[0-3]\d|5734[0-3]));",
    re.IGNORECASE,
)
_MARKS = (
    *((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32")),
    *((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")),
    *((b"<\x00?\x00", "utf-16-le"), (b"\x00<\x00?", "utf-16-be")),
)
_GZIP = b"\x1f\x8b"
_GZIP_WINDOW = 16 + zlib.MAX_WBITS
_INERT = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "recover": True,
}


class MarkupError(ValueError):
    """What calls itself XML and can't be read; the message says why."""


def head_of(body: bytes, length: int) -> bytes:
    """The document's first bytes, unpacked where it is packed."""
    if not body.startswith(_GZIP):
        return body[:length]
    try:
        return zlib.decompressobj(_GZIP_WINDOW).decompress(body, length)
    except zlib.error:
        return b""


def unpacked(body: bytes) -> bytes:
    """The document, whose packing is undone; one that breaks off or bursts gives what fits."""
    if not body.startswith(_GZIP):
        return body
    unpacker, found = zlib.decompressobj(_GZIP_WINDOW), bytearray()
    try:
        found += unpacker.decompress(body, MOST_UNPACKED_BYTES)
    except zlib.error as error:
        message = f"the file is packed and broken ({error})"
        raise MarkupError(message) from None
    return bytes(found)


def elements_of(body: bytes, *names: str) -> Iterator[Any]:
    """Each element of these names as it ends, emptied when the next comes: in constant memory.

    `MarkupError` where the document is no XML at all; where it breaks off, what there was.
    """
    if not body.strip():
        message = "the document is empty"
        raise MarkupError(message)
    tags = [f"{{*}}{name}" for name in names]
    source = BytesIO(_in_utf_8(body))
    found = etree.iterparse(source, events=("end",), tag=tags, encoding="utf-8", **_INERT)
    try:
        for _, element in found:
            yield element
            _forget(element)
    except (etree.XMLSyntaxError, ValueError) as error:
        if found.root is None:
            message = f"the document is not XML ({error})"
            raise MarkupError(message) from None
    if found.root is None:
        message = "the document is not XML"
        raise MarkupError(message)


def child_text(element: Any, *names: str) -> str:  # noqa: ANN401 - lxml is untyped
    """The words of the first child that has one of these names and any, or ""."""
    for name in names:
        found = element.find(f"{{*}}{name}")
        text = "".join(found.itertext()).strip() if found is not None else ""
        if text:
            return text
    return ""


def _in_utf_8(body: bytes) -> bytes:
    """The document without what is no letter: the parser would keep it, and choke on it later."""
    declared = _DECLARED.match(body.removeprefix(codecs.BOM_UTF8).lstrip())
    marked = next((name for mark, name in _MARKS if body.startswith(mark)), "")
    encoding = marked or (declared[1].decode() if declared else "utf-8")
    try:
        text = body.decode(encoding, errors="replace")
    except (LookupError, ValueError):
        text = body.decode(errors="replace")
    return _SURROGATE.sub("\ufffd", text).encode(errors="replace")


def _forget(element: Any) -> None:  # noqa: ANN401
    """Free the element and what lies before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
