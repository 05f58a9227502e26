"""PURE: text to attributed, dated reports. Imports no Django, no database, no network.

The one entry is `read`, which is `find_attributions` and then `resolve_attributions`; everything
else is their working parts.
"""

from claims.extraction.attribution import Attribution
from claims.extraction.keys import keys_of_alias, keys_of_speaker, keys_of_title
from claims.extraction.pipeline import (
    EXTRACTOR_VERSION,
    Found,
    find_attributions,
    read,
    resolve_attributions,
)
from claims.extraction.reading import (
    JOINT,
    Credit,
    Document,
    Evidence,
    ExtractedReading,
    ExtractedReport,
    Mention,
    Said,
    Span,
    join_pieces,
)
from claims.extraction.registry import KnownSpeaker, Office, Registry

__all__ = [
    "EXTRACTOR_VERSION",
    "JOINT",
    "Attribution",
    "Credit",
    "Document",
    "Evidence",
    "ExtractedReading",
    "ExtractedReport",
    "Found",
    "KnownSpeaker",
    "Mention",
    "Office",
    "Registry",
    "Said",
    "Span",
    "find_attributions",
    "join_pieces",
    "keys_of_alias",
    "keys_of_speaker",
    "keys_of_title",
    "read",
    "resolve_attributions",
]
