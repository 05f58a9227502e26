"""The speakers file: the people and bodies whose statements are tracked."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from claims.edtf import bounds
from claims.extraction import KnownSpeaker, Office, Registry
from claims.interchange.entries import Entry, note_shared_slugs
from claims.interchange.files import InterchangeError, read_entries
from claims.interchange.slugs import slug_of

Gender = Literal["f", "m", "x", ""]
Kind = Literal["person", "body"]

_GENDERS: tuple[Gender, ...] = ("f", "m", "x", "")
_KINDS: tuple[Kind, ...] = ("person", "body")
_KEYS = (
    *("name", "slug", "aliases", "wikidata", "gender", "born", "tracked", "kind", "side"),
    "offices",
)
_OFFICE_KEYS = ("title", "of", "from", "to")


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """A role held over a period; `start` and `end` are EDTF, "" where open."""

    title: str
    of: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class SpeakerEntry:
    """One entry of a speakers file."""

    name: str
    slug: str
    aliases: tuple[str, ...] = ()
    wikidata: str = ""
    gender: Gender = ""
    born: str = ""
    tracked: bool = True
    kind: Kind = "person"
    side: str = ""
    offices: tuple[OfficeEntry, ...] = ()


def read_speakers(path: Path) -> list[SpeakerEntry]:
    """The entries of a YAML, JSON or JSON Lines file in order; `InterchangeError` names all faults.

    The slug is made of the name; two people of one name need a `slug` of their own each.
    """
    problems: list[str] = []
    entries = [Entry.of(place, found, problems) for place, found in read_entries(path)]
    speakers = [read_speaker(entry) for entry in entries]
    note_shared_slugs(entries, [speaker.slug for speaker in speakers])
    if problems:
        raise InterchangeError(problems)
    return speakers


def registry_of(speakers: Iterable[SpeakerEntry]) -> Registry:
    """The registry that the reader takes; in no file's order, so that version means content."""
    ordered = sorted(speakers, key=lambda speaker: speaker.slug)
    content = json.dumps([asdict(speaker) for speaker in ordered], sort_keys=True)
    version = hashlib.sha256(content.encode()).hexdigest()
    return Registry.of(map(_known, ordered), version)


def _known(speaker: SpeakerEntry) -> KnownSpeaker:
    return KnownSpeaker(
        name=speaker.name,
        slug=speaker.slug,
        aliases=speaker.aliases,
        gender=speaker.gender,
        born=speaker.born,
        kind=speaker.kind,
        offices=tuple(
            Office(
                office.title, office.of, bounds(office.start).earliest, bounds(office.end).latest
            )
            for office in speaker.offices
        ),
    )


def read_speaker(entry: Entry) -> SpeakerEntry:
    """One entry; what is wrong with it is noted there."""
    entry.refuse_slips(_KEYS)
    name = entry.text("name", required=True)
    return SpeakerEntry(
        name=name,
        slug=slug_of(entry.text("slug") or name),
        aliases=entry.texts("aliases"),
        wikidata=entry.text("wikidata", longest=20),
        gender=entry.choice("gender", _GENDERS, ""),
        born=entry.edtf("born"),
        tracked=entry.flag("tracked", default=True),
        kind=entry.choice("kind", _KINDS, "person"),
        side=entry.text("side", longest=100),
        offices=tuple(_office(office) for office in entry.entries("offices")),
    )


def _office(entry: Entry) -> OfficeEntry:
    entry.refuse_slips(_OFFICE_KEYS)
    office = OfficeEntry(
        title=entry.text("title", required=True),
        of=entry.text("of"),
        start=entry.edtf("from"),
        end=entry.edtf("to"),
    )
    start, end = bounds(office.start).earliest, bounds(office.end).latest
    if start and end and start > end:
        entry.note("to", f"{office.end} lies before {office.start}: swap or mend them")
    return office
