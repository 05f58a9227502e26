"""The events that statements may refer to, as linking sees them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CatalogueEvent:
    """An event as linking sees it; `earliest` and `latest` bound its day, None where open."""

    key: str
    title: str
    aliases: tuple[str, ...] = ()
    text: str = ""
    earliest: date | None = None
    latest: date | None = None
    place: str = ""
    participants: tuple[str, ...] = ()
    kind: str = ""

    @property
    def days(self) -> tuple[date | None, date | None]:
        """Its first and its last day, where only one bound is known that one; None of neither."""
        return self.earliest or self.latest, self.latest or self.earliest
