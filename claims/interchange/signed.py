"""Who decided something and when, as a line of a file tells it, and texts taken as they are."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from claims.interchange.entries import Entry

LONGEST = 100_000  # characters of a quotation or a reason


@dataclass(frozen=True, slots=True)
class Signed:
    """Somebody's word: the name of a user, and when."""

    by: str
    at: datetime


def uuid_of(entry: Entry, name: str) -> UUID | None:
    """A key that means the same in every database; None, and noted, where it is none."""
    try:
        return UUID(str(entry.values.get(name)))
    except ValueError:
        entry.note(name, f"{entry.values.get(name)!r} is no UUID: take the line as it was exported")
        return None


def moment_of(entry: Entry, name: str) -> datetime | None:
    """A time with its zone; None, and noted, where it is none."""
    told = str(entry.values.get(name))
    try:
        made = datetime.fromisoformat(told)
    except ValueError:
        made = None
    if made is None or made.tzinfo is None:
        entry.note(name, f"{told!r} is no time with a zone: write 2025-04-21T10:00:00+00:00")
        return None
    return made


def words_of(entry: Entry, name: str) -> str:
    """A text as it is, spaces and all: it may be looked for."""
    value = entry.values.get(name) or ""
    if not isinstance(value, str) or len(value) > LONGEST or "\x00" in value:
        entry.note(name, f"no text of at most {LONGEST} characters: take the line as exported")
        return ""
    return value


def signed_by(entry: Entry, name: str) -> Signed | None:
    """Who did it and when (keys `NAME_by`, `NAME`); None where nobody has."""
    if not entry.values.get(name):
        return None
    by, at = entry.text(f"{name}_by", longest=150, required=True), moment_of(entry, name)
    return Signed(by, at) if at else None
