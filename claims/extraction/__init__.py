"""PURE: text to attributed, dated reports. Imports no Django, no database, no network.

The one entry is `read`; everything else is its working parts.
"""

from claims.extraction.pipeline import EXTRACTOR_VERSION, read
from claims.extraction.reading import (
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
    "Credit",
    "Document",
    "Evidence",
    "ExtractedReading",
    "ExtractedReport",
    "KnownSpeaker",
    "Mention",
    "Office",
    "Registry",
    "Said",
    "Span",
    "join_pieces",
    "read",
]
