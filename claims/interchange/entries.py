"""One entry of a file, read key by key; what is wrong with it is noted, and reading goes on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypeVar

from claims.edtf import EdtfError, bounds
from sources.parsing.plaintext import normalise

_T = TypeVar("_T", bound=str)
_NEAR = 0.75
_FLAGS = {"true": True, "yes": True, "false": False, "no": False}


@dataclass(frozen=True, slots=True)
class Entry:
    """A mapping of a file and its place there; the problems are shared by the whole file."""

    place: str
    values: Mapping[object, object]
    problems: list[str] = field(repr=False)

    @classmethod
    def of(cls, place: str, found: object, problems: list[str]) -> "Entry":
        """The entry at a place; one that is no mapping reads as empty, and is noted."""
        if isinstance(found, dict):
            return cls(place, found, problems)
        problems.append(f"{place}: no mapping: write keys and values (name: ..., aliases: [...])")
        return cls(place, {}, [])

    def note(self, key: str, problem: str) -> None:
        """Keep a problem under the name of its place and key."""
        self.problems.append(f"{self.place}, {key}: {problem}")

    def refuse_slips(self, known: Iterable[str]) -> None:
        """Note keys that look like misspelt ones, whose values would be lost without a word."""
        allowed = set(known)
        for key in self.values:
            near = get_close_matches(str(key), allowed, n=1, cutoff=_NEAR)
            if key not in allowed and near:
                self.note(str(key), f"unknown key: did you mean {near[0]}?")

    def text(self, key: str, *, longest: int = 200, required: bool = False) -> str:
        """The value as one line of text; "" where missing."""
        value = self._plain(self.values.get(key), key)
        if required and self.values.get(key) in (None, ""):
            self.note(key, f"missing: every entry needs a {key}")
        if len(value) > longest:
            self.note(key, f"longer than {longest} characters: shorten it")
        return value

    def texts(self, key: str, *, longest: int = 200) -> tuple[str, ...]:
        """The value as a list of texts, each once and in order."""
        value = self.values.get(key) or []
        if not isinstance(value, list):
            self.note(key, f"not a list: write [{value}]")
            return ()
        found = dict.fromkeys(self._plain(item, key) for item in value)
        for item in found:
            if not item or len(item) > longest:
                self.note(key, f"{item!r} is empty or longer than {longest} characters: mend it")
        return tuple(found)

    def edtf(self, key: str) -> str:
        """The value as an EDTF date; "" where missing."""
        value = self.text(key)
        try:
            bounds(value)
        except EdtfError as error:
            self.note(key, str(error))
            return ""
        return value

    def choice(self, key: str, allowed: tuple[_T, ...], default: _T) -> _T:
        """The value as one of those allowed; the default where missing."""
        value = self.text(key)
        if value and value not in allowed:
            self.note(key, f"{value!r} is unknown: write {' or '.join(filter(None, allowed))}")
        return next((known for known in allowed if known == value and value), default)

    def flag(self, key: str, *, default: bool) -> bool:
        """The value as true or false; the default where missing."""
        value = str(self.values.get(key, default)).lower()
        if value not in _FLAGS:
            self.note(key, f"{value!r} is neither true nor false: write one of them")
        return _FLAGS.get(value, default)

    def entries(self, key: str) -> Iterator["Entry"]:
        """The value as a list of entries of their own ("..., offices 2")."""
        value = self.values.get(key) or []
        if not isinstance(value, list):
            self.note(key, "not a list: start each of them with '- '")
            return
        for number, item in enumerate(value, 1):
            yield Entry.of(f"{self.place}, {key} {number}", item, self.problems)

    def _plain(self, value: object, key: str) -> str:
        if value is None:
            return ""
        if not isinstance(value, str | int) or isinstance(value, bool):
            self.note(key, f"{value!r} is no text: write it in quotation marks")
            return ""
        return " ".join(normalise(str(value)).split())


def note_shared_slugs(entries: Iterable[Entry], slugs: Iterable[str]) -> None:
    """Note each entry whose slug an earlier one has: two would silently become one."""
    places: dict[str, str] = {}
    for entry, slug in zip(entries, slugs, strict=True):
        taken_by = places.setdefault(slug, entry.place)
        if taken_by != entry.place:
            entry.note("slug", f"{slug!r} is that of {taken_by}: give one of them another")
