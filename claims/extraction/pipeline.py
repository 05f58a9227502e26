"""The composition of the reader: document in, reading out."""

from claims.extraction.reading import Document, ExtractedReading
from claims.extraction.registry import Registry

EXTRACTOR_VERSION = "0.0.1"


def read(document: Document, registry: Registry) -> ExtractedReading:
    """Find, attribute and date every statement of a document."""
    raise NotImplementedError((document, registry))
