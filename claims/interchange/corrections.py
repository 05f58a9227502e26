"""Editors' decisions as lines: by natural keys, so that any database can take them."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from claims.interchange.decided import VALUES
from claims.interchange.entries import Entry
from claims.interchange.files import InterchangeError, read_entries
from claims.interchange.signed import moment_of, uuid_of, words_of

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
    key, undoes = uuid_of(entry, "key"), uuid_of(entry, "undoes") if undone else None
    batch = uuid_of(entry, "batch") if entry.values.get("batch") else None
    made = moment_of(entry, "made")
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
        article=words_of(entry, "article"),
        quote=words_of(entry, "quote"),
        prefix=words_of(entry, "prefix")[-32:],
        suffix=words_of(entry, "suffix")[:32],
        field=field,
        value=entry.values.get("value"),
        replaced=entry.values.get("replaced"),
        cause=entry.choice("cause", ("misread", "outlet"), "misread"),
        fault=entry.text("fault", longest=12),
        reason=words_of(entry, "reason"),
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
