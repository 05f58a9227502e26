"""PURE: the files that the product reads and the lines that it writes, as the contract says.

A fault in a file is named by file, entry, key and remedy, and all of them come at once.
"""

from claims.interchange.events import EventEntry, catalogue_of, read_events
from claims.interchange.files import InterchangeError
from claims.interchange.speakers import OfficeEntry, SpeakerEntry, read_speakers, registry_of

__all__ = [
    "EventEntry",
    "InterchangeError",
    "OfficeEntry",
    "SpeakerEntry",
    "catalogue_of",
    "read_events",
    "read_speakers",
    "registry_of",
]
