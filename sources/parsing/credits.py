"""Whom an article credits for its whole text: an agency in the dateline, byline or a source line.

Names are compared as `known_as` gives them: one agency goes by several.
"""

import re
from collections.abc import Iterator
from itertools import chain

HEAD, TAIL = 6, 3  # lines in which credits stand
LONGEST_LINE = 8  # words of a byline or source line

_ALIASES = {
    "ap": "associated press",
    "afp": "agence france-presse",
    "agence france presse": "agence france-presse",
    "dpa": "deutsche presse-agentur",
    "efe": "agencia efe",
    "itar-tass": "tass",
    "pa": "pa media",
    "press association": "pa media",
    "ria": "ria novosti",
    "upi": "united press international",
    "thomson reuters": "reuters",
}
AGENCIES = frozenset(_ALIASES.values()) | {
    "ansa",
    "interfax",
    "interfax-ukraine",
    "kyodo",
    "kyodo news",
    "ria novosti",
    "ukrinform",
    "xinhua",
    "yonhap",
}

_DATELINE = re.compile(r"^([A-Z][\w.'’-]{2,})[^\n()]{0,50}\(([^()\n]{2,40})\)\s*[-–—:]")
_LEAD = re.compile(
    r"^(?:by|from|source|agencies|via|copyright|credit|©|\(c\)|[|/–—-]|[0-9]{4}|[:,.\s])+\s*",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"\s*(?:[,|/;()–—]|\s-\s|\.\s+(?=All\b)|\band\b|\bwith\b|\bfor\b|\bvia\b)\s*", re.IGNORECASE
)
_STAFF = re.compile(r"\s+(?:staff|news agency|correspondents?|reporters?|writers?)$", re.IGNORECASE)
_NAME = re.compile(r"[A-Z0-9][\w&.'’-]*(?:\s+(?:[A-Z0-9][\w&.'’-]*|of|the|de|and))*")
_NO_AGENCY = re.compile(
    r"[A-Z]-|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"[a-z]*\.?\s*[0-9]",
    re.IGNORECASE,
)


def known_as(name: str) -> str:
    """A name in the form in which names are compared."""
    bare = " ".join(name.casefold().split()).removeprefix("the ")
    return _ALIASES.get(bare, bare)


def agency_of(text: str) -> str:
    """The agency whose text it is by its own word, as printed there, or "".

    One in the brackets of a dateline in capitals may be any; elsewhere only a well-known one is
    taken for it.
    """
    datelines = [match for match in map(_DATELINE.match, _edges(text)) if match]
    named = [match[2].strip() for match in datelines if match[1].isupper()]
    told = [name for name in named if _NAME.fullmatch(name) and not _NO_AGENCY.match(name)]
    known = (name for name in credits_of(text) if known_as(name) in AGENCIES)
    return next(chain(told, known), "")


def credits_of(text: str) -> tuple[str, ...]:
    """All that may be a credit, as printed: in brackets, in bylines, alone at the edges."""
    found = (name for line in _edges(text) for name in _names(line))
    return tuple(dict.fromkeys(found))


def _edges(text: str) -> Iterator[str]:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    yield from lines[:HEAD]
    yield from lines[max(HEAD, len(lines) - TAIL) :]


def _names(line: str) -> Iterator[str]:
    match = _DATELINE.match(line)
    if match:
        yield match[2].strip()
    if len(line.split()) > LONGEST_LINE:
        return
    for part in _PARTS.split(_LEAD.sub("", line)):
        bare = _STAFF.sub("", part.strip(" .:"))
        if _NAME.fullmatch(bare):
            yield bare
