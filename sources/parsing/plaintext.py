"""Plain text as the product stores it: decoded, and with nothing changed that needn't be."""

import re

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_LINE_END = re.compile("\r\n?")
_SIGNATURES = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class EncodingError(ValueError):
    """Bytes that are no text in any encoding we take; the message says where they go wrong."""


def normalise(text: str) -> str:
    r"""The text as stored: line ends are `\n`, NUL and lone surrogates U+FFFD one for one.

    Offsets into the result are what spans mean everywhere, so nothing else may change; a
    second call changes nothing.
    """
    return _UNSTORABLE.sub("�", _LINE_END.sub("\n", text))


def decode(data: bytes) -> str:
    """A plain-text file's normalised text: UTF-8, or UTF-16 where a byte order mark says so."""
    encoding = next((name for mark, name in _SIGNATURES if data.startswith(mark)), "utf-8")
    try:
        return normalise(data.decode(encoding))
    except UnicodeDecodeError as error:
        message = f"not {encoding.upper()} ({error.reason} at byte {error.start}): save it as UTF-8"
        raise EncodingError(message) from None
