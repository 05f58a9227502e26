"""Bytes to text where the encoding may be anything: told by a mark, the sender or the bytes."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import CharsetMatch, from_bytes

from sources.parsing.plaintext import EncodingError, decode, normalise

_GUESSED_FROM = 100_000
_CANDIDATES = [
    *("cp1252", "cp1250", "cp1251", "koi8_r", "iso8859_2", "iso8859_5"),
    *("shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"),
]
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_META_WITHIN = 4096
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Normalised text and the encoding it was written in; `guessed` where nothing told us."""

    text: str
    encoding: str
    guessed: bool = False


def decoded(data: bytes, declared: str = "") -> Decoded:
    """The text of some bytes; `EncodingError` where they are none, or none we can tell.

    UTF-8 goes before what is declared: hardly anything else happens to be valid UTF-8.
    """
    try:
        return Decoded(decode(data), "utf-8")
    except EncodingError:
        pass
    if _BINARY.search(data[:_GUESSED_FROM]):
        message = "it is no text but a binary file: save it as plain text or HTML"
        raise EncodingError(message)
    known = _known(declared)
    if known:
        return Decoded(_all_of(data, known), known)
    guess = _guess(data[:_GUESSED_FROM])
    return Decoded(_all_of(data, guess), guess, guessed=True)


def declared_in_page(data: bytes) -> str:
    """The encoding that a page's `meta` names, or ""."""
    found = _META.search(data[:_META_WITHIN])
    return found[1].decode("ascii") if found else ""


def _known(name: str) -> str:
    """Python's name of an encoding; "" where it has none. The web's Latin-1 is cp1252."""
    try:
        known = codecs.lookup(name).name if name else ""
    except LookupError:
        return ""
    return {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(known, known)


def _all_of(data: bytes, encoding: str) -> str:
    try:
        return normalise(data.decode(encoding))
    except (UnicodeError, LookupError) as error:
        message = f"not {encoding} either, as it claims or seems to be ({error}): save it as UTF-8"
        raise EncodingError(message) from None


def _guess(data: bytes) -> str:
    matches = from_bytes(data, cp_isolation=_CANDIDATES)
    best = matches.best()
    if best is None:
        message = "in no encoding that we can tell: save it as UTF-8"
        raise EncodingError(message)
    western = next((match for match in matches if _may_be_western(match)), None)
    return "cp1252" if western and western.chaos <= best.chaos else best.encoding


def _may_be_western(match: CharsetMatch) -> bool:
    """Central European and Western look alike where few letters tell: the latter is likelier."""
    return "cp1252" in (match.encoding, *match.could_be_from_charset)
