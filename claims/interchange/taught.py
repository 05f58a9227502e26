"""Rules and merges of speakers as lines: by natural keys, so that any database can take them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from claims.interchange.entries import Entry
from claims.interchange.files import InterchangeError, read_entries
from claims.interchange.signed import Signed, signed_by, uuid_of, words_of
from claims.interchange.speakers import SpeakerEntry, read_speaker

_RULE = (
    *("key", "kind", "words", "of", "speaker", "from", "to", "reason", "made", "made_by"),
    *("accepted", "accepted_by", "withdrawn", "withdrawn_by", "withdrawn_why", "replaces"),
)
_MERGE = (
    *("key", "speaker", "into", "reason", "made", "made_by"),
    *("undone", "undone_by", "undone_why"),
)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A rule, and what became of it."""

    place: str
    key: UUID
    kind: str
    words: str
    of: str
    speaker: str
    start: str
    end: str
    reason: str
    made: Signed
    accepted: Signed | None
    withdrawn: Signed | None
    withdrawn_why: str
    replaces: UUID | None

    @property
    def signed(self) -> list[Signed]:
        """Everybody's word on it."""
        return [each for each in (self.made, self.accepted, self.withdrawn) if each]


@dataclass(frozen=True, slots=True)
class MergeEntry:
    """Who was merged, in full, since the speakers' file has them no longer; and into whom."""

    place: str
    key: UUID
    speaker: SpeakerEntry
    into: str
    reason: str
    made: Signed
    undone: Signed | None
    undone_why: str

    @property
    def signed(self) -> list[Signed]:
        """Everybody's word on it."""
        return [each for each in (self.made, self.undone) if each]


def read_rules(path: Path) -> list[RuleEntry]:
    """The rules of a JSON Lines file in order; `InterchangeError` names all faults."""
    return _read(path, _rule)


def read_merges(path: Path) -> list[MergeEntry]:
    """The merges of a JSON Lines file in order; `InterchangeError` names all faults."""
    return _read(path, _merge)


def _read(path: Path, one: Callable[[Entry], _T | None]) -> list[_T]:
    problems: list[str] = []
    entries = [Entry.of(place, found, problems) for place, found in read_entries(path)]
    read = [one(entry) for entry in entries]
    if problems:
        raise InterchangeError(problems)
    return [each for each in read if each]


def _rule(entry: Entry) -> RuleEntry | None:
    entry.refuse_slips(_RULE)
    key, made = uuid_of(entry, "key"), _made(entry)
    if not entry.values.get("kind"):
        entry.note("kind", "missing: write alias or title")
    replaces = uuid_of(entry, "replaces") if entry.values.get("replaces") else None
    told = partial(
        RuleEntry,
        place=entry.place,
        kind=entry.choice("kind", ("alias", "title"), ""),
        words=entry.text("words", required=True),
        of=entry.text("of"),
        speaker=entry.text("speaker", required=True),
        start=entry.edtf("from"),
        end=entry.edtf("to"),
        reason=words_of(entry, "reason"),
        accepted=signed_by(entry, "accepted"),
        withdrawn=signed_by(entry, "withdrawn"),
        withdrawn_why=words_of(entry, "withdrawn_why"),
        replaces=replaces,
    )
    return told(key=key, made=made) if key and made else None


def _merge(entry: Entry) -> MergeEntry | None:
    entry.refuse_slips(_MERGE)
    key, made = uuid_of(entry, "key"), _made(entry)
    merged = Entry.of(f"{entry.place}, speaker", entry.values.get("speaker"), entry.problems)
    told = partial(
        MergeEntry,
        place=entry.place,
        speaker=read_speaker(merged),
        into=entry.text("into", required=True),
        reason=words_of(entry, "reason"),
        undone=signed_by(entry, "undone"),
        undone_why=words_of(entry, "undone_why"),
    )
    return told(key=key, made=made) if key and made else None


def _made(entry: Entry) -> Signed | None:
    if not entry.values.get("made"):
        entry.note("made", "missing: take the line as it was exported")
    return signed_by(entry, "made")
