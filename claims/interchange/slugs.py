"""Names for addresses."""

import hashlib
import re
import unicodedata

_LONGEST = 80


def slug_of(name: str) -> str:
    """A name's slug: Latin letters without accents, digits, hyphens; the same for the same name.

    A name without any Latin letter gets a slug made of its checksum: better a plain one than
    none, and two such names must not meet in one.
    """
    latin = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = (
        re.sub("[^a-z0-9]+", "-", re.sub("['\u2019]", "", latin)).strip("-")[:_LONGEST].strip("-")
    )
    return words or f"name-{hashlib.sha256(name.encode()).hexdigest()[:12]}"
