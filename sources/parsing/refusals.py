"""What can't be taken of what came, and why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refused:
    """A source, or a piece of one, that can't be read: where, why, and what to do."""

    origin: str
    reason: str

    def __str__(self) -> str:
        """The fault as a command prints it."""
        return f"{self.origin}: {self.reason}"
