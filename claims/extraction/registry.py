"""The speakers whom a reader knows: names, aliases and offices over time."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Office:
    """A role held over a period; both ends inclusive, None where open or unknown."""

    title: str
    of: str = ""
    start: date | None = None
    end: date | None = None

    def held_on(self, day: date | None) -> bool:
        """Whether it was held on that day; without a day, whether it is still held."""
        if day is None:
            return self.end is None
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class KnownSpeaker:
    """One entry of the speakers file."""

    name: str
    slug: str
    aliases: tuple[str, ...] = ()
    gender: Literal["f", "m", "x", ""] = ""
    born: str = ""
    kind: Literal["person", "body"] = "person"
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Registry:
    """All known speakers; `version` changes whenever an entry does. Equal to itself alone."""

    speakers: tuple[KnownSpeaker, ...] = ()
    version: str = ""
    by_slug: dict[str, KnownSpeaker] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the speakers by slug."""
        object.__setattr__(self, "by_slug", {s.slug: s for s in self.speakers})

    @classmethod
    def of(cls, speakers: Iterable[KnownSpeaker], version: str = "") -> "Registry":
        """A registry of these speakers, in this order."""
        return cls(tuple(speakers), version)
