"""What errors have in common: the same cause under other numbers, names and addresses."""

import re

LONGEST_CAUSE = 200  # characters

_NAMED = "…"
_COUNTED = "#"
# In this order: what an address or a quotation holds is not looked at again.
_FOLDED = (
    (re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s,;\"'>)]+", re.IGNORECASE), _NAMED),
    (re.compile(r"(?<!\w)'[^'\n]*'(?!\w)|\"[^\"\n]*\"|“[^”\n]*”|‘[^’\n]*’(?!\w)"), _NAMED),
    (re.compile(r"\b(?!robots\.txt\b)(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?\b", re.IGNORECASE), _NAMED),
    (re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", re.IGNORECASE), _COUNTED),
    (re.compile(r"\b(?=[0-9a-f]*\d)[0-9a-f]{8,}\b", re.IGNORECASE), _COUNTED),
    (re.compile(r"(?<!answered )(?<!answered \d)(?<!answered \d\d)\d+(?:[.,:]\d+)*"), _COUNTED),
)


def cause_of(error: str) -> str:
    """The error's first line without what differs from row to row: "… answered 503", "line #"."""
    line = next((line.strip() for line in error.splitlines() if line.strip()), "")
    for pattern, instead in _FOLDED:
        line = pattern.sub(instead, line)
    return line[:LONGEST_CAUSE]
