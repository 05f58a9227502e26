"""Editors' decisions as lines: by natural keys, so that any database can take them."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from claims.interchange.decided import VALUES
from claims.interchange.entries import Entry
from claims.interchange.files import InterchangeError, read_entries

LONGEST = 100_000  # characters of a quotation or a reason
_KEYS = (
    *("key", "article", "quote", "prefix", "suffix", "field", "value", "replaced", "cause"),
    *("fault", "reason", "editor", "made", "undoes", "batch"),
)


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """One decision: on which words of which article, what, by whom, when and why."""

    place: str
    key: UUID
    article: str
    quote: str
    prefix: str
    suffix: str
    field: str
    value: Any
    replaced: Any
    cause: str
    fault: str
    reason: str
    editor: str
    made: datetime
    undoes: UUID | None
    batch: UUID | None = None


def read_corrections(path: Path) -> list[CorrectionEntry]:
    """The decisions of a JSON Lines file in order; `InterchangeError` names all faults."""
    problems: list[str] = []
    entries = [Entry.of(place, found, problems) for place, found in read_entries(path)]
    read = [_correction(entry) for entry in entries]
    if problems:
        raise InterchangeError(problems)
    return [correction for correction in read if correction]


def _correction(entry: Entry) -> CorrectionEntry | None:
    entry.refuse_slips(_KEYS)
    before = len(entry.problems)
    field = entry.choice("field", tuple(VALUES), "")
    undone = entry.values.get("undoes")
    key, undoes = _uuid(entry, "key"), _uuid(entry, "undoes") if undone else None
    batch = _uuid(entry, "batch") if entry.values.get("batch") else None
    made = _moment(entry)
    for name in ("article", "quote", "editor", "field"):
        if not entry.values.get(name):
            entry.note(name, f"missing: every correction needs its {name}")
    for name in ("value", "replaced") if field else ():
        _check(entry, field, name, undoing=bool(undone))
    if len(entry.problems) > before or key is None or made is None:
        return None
    return CorrectionEntry(
        place=entry.place,
        key=key,
        article=_words(entry, "article"),
        quote=_words(entry, "quote"),
        prefix=_words(entry, "prefix")[-32:],
        suffix=_words(entry, "suffix")[:32],
        field=field,
        value=entry.values.get("value"),
        replaced=entry.values.get("replaced"),
        cause=entry.choice("cause", ("misread", "outlet"), "misread"),
        fault=entry.text("fault", longest=12),
        reason=_words(entry, "reason"),
        editor=entry.text("editor", longest=150),
        made=made,
        undoes=undoes,
        batch=batch,
    )


def _check(entry: Entry, field: str, name: str, *, undoing: bool) -> None:
    """Note a value that a decision on that field can't have."""
    value = entry.values.get(name)
    if value is None and (name == "replaced" or undoing):
        return
    if not VALUES[field](value):
        entry.note(name, f"{value!r} is no value of {field}: take the line as it was exported")


def _uuid(entry: Entry, name: str) -> UUID | None:
    try:
        return UUID(str(entry.values.get(name)))
    except ValueError:
        entry.note(name, f"{entry.values.get(name)!r} is no UUID: take the line as it was exported")
        return None


def _moment(entry: Entry) -> datetime | None:
    """When it was made, with its zone."""
    told = str(entry.values.get("made"))
    try:
        made = datetime.fromisoformat(told)
    except ValueError:
        made = None
    if made is None or made.tzinfo is None:
        entry.note("made", f"{told!r} is no time with a zone: write 2025-04-21T10:00:00+00:00")
        return None
    return made


def _words(entry: Entry, name: str) -> str:
    """A text as it is, spaces and all: it is looked for."""
    value = entry.values.get(name) or ""
    if not isinstance(value, str) or len(value) > LONGEST or "\x00" in value:
        entry.note(name, f"no text of at most {LONGEST} characters: take the line as exported")
        return ""
    return value
