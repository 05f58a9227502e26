"""When two names are one: case, accents and punctuation make no difference."""

import re
import unicodedata


def plain(name: str | None) -> str:
    """A name to compare by; "" for nobody."""
    decomposed = unicodedata.normalize("NFKD", name or "")
    return " ".join(re.findall(r"\w+", "".join(filter(str.isascii, decomposed)).casefold()))


def plain_outlet(name: str) -> str:
    """An outlet's name to compare by."""
    return plain(name).removeprefix("the ")
