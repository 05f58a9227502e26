"""Which outlet was first with a statement, as far as dates of publication tell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from claims.models import Report
from sources.models import Article
from sources.parsing.originals import moments


@dataclass(frozen=True, slots=True)
class Window:
    """When an article came out: a moment, or any of a day where only the day is told."""

    since: datetime
    until: datetime

    @classmethod
    def of(cls, article: Article) -> "Window | None":
        """The article's; None where it has no date."""
        return cls(*moments(article.published)) if article.published else None

    def before(self, other: "Window") -> bool:
        """Whether it surely came out earlier."""
        return self.until <= other.since and self != other


def windows(reports: Iterable[Report]) -> dict[str, Window]:
    """When each outlet came out with the statement of these reports first; of those with a date."""
    found: dict[str, Window] = {}
    for report in reports:
        window = Window.of(report.revision.article) if report.is_carried else None
        name = report.published_by
        if window and (name not in found or window.before(found[name])):
            found[name] = window
    return found


def first_of(told: Mapping[str, Window]) -> list[str]:
    """The outlet that was first; all that may have been where the dates don't decide."""
    return [
        name
        for name, window in told.items()
        if not any(other.before(window) for other in told.values())
    ]
