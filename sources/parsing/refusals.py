"""What can't be taken of what came, and why."""

from dataclasses import dataclass

from sources.parsing.unpacking import Mark


@dataclass(frozen=True, slots=True)
class Refused:
    """A source, or a piece of one, that can't be read: where, why, and what to do."""

    origin: str
    reason: str
    mark: Mark | None = None

    def __str__(self) -> str:
        """The fault as a command prints it."""
        return f"{self.origin}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Skipped:
    """Pieces of a source that hold no article by their kind, or were read before."""

    kind: str
    count: int = 1
    mark: Mark | None = None
