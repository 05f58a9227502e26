"""What printing alone changes in a text: kinds of quotation marks, dashes, spaces, letter forms.

Two texts with the same tokens say the same. Case counts, and so do punctuation and accents: "us"
is not "US", and marks of quotation that come or go change who speaks.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

QUOTES = "\"'`´‘’‚‛“”„‟‹›«»′″"  # noqa: RUF001 - all of them are meant
DASHES = "-‐‑‒–—―−"  # noqa: RUF001

# Two single marks are a double one, hyphens in a row a dash, three points an ellipsis.
# Within words: accents, soft hyphens, what can't be seen.
_WITHIN = "\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff"
_LETTERS = rf"[^\W_](?:[^\W_]|[{_WITHIN}])*"
_TOKEN = re.compile(
    rf"{_LETTERS}(?:['’]{_LETTERS})*|''|``|[{re.escape(DASHES)}]+|\.{{3}}|…|[{QUOTES}]|[^\w\s]|_"
)
_COMPATIBLE = frozenset({"<compat>", "<wide>", "<narrow>", "<noBreak>", "<font>"})
_INVISIBLE = "Cf"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark: where it stands, and what is left of it without typography."""

    start: int
    end: int
    key: str

    @property
    def is_word(self) -> bool:
        """Whether it is read aloud."""
        return self.key[0].isalnum()


def tokens_of(text: str) -> list[Token]:
    """Words and marks in their order; what can't be seen is none."""
    found = ((m.start(), m.end(), _key(m[0])) for m in _TOKEN.finditer(text))
    return [Token(start, end, key) for start, end, key in found if key]


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ by typography alone."""
    return one == other or [t.key for t in tokens_of(one)] == [t.key for t in tokens_of(other)]


@lru_cache(maxsize=50_000)
def _key(token: str) -> str:
    if token in ("''", "``") or token in QUOTES:
        return "'"
    if token[0] in DASHES:
        return "-"
    plain = "".join(map(_plain, unicodedata.normalize("NFC", token)))
    return unicodedata.normalize("NFC", plain)


def _plain(character: str) -> str:
    """A character without its form: a ligature's letters, an upright letter for a bold one."""
    if unicodedata.category(character) == _INVISIBLE:
        return ""
    if character in QUOTES or character == "\N{MODIFIER LETTER APOSTROPHE}":
        return "'"
    form, _, letters = unicodedata.decomposition(character).partition(" ")
    if form not in _COMPATIBLE:
        return character
    return "".join(chr(int(letter, 16)) for letter in letters.split())
