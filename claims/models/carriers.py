"""What a statement shows of the articles that carry it."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import TYPE_CHECKING, Any

from claims.models.fetching import fetched
from sources.models import source_of

if TYPE_CHECKING:
    from claims.models.drifts import Drift


class Carried:
    """Reads a statement's `reports`, once prefetched; misread ones do not count."""

    reports: Any

    @property
    def rival_sources(self) -> list[str]:
        """Whom the articles that carry it credit, where they disagree; else nobody.

        A text that credits two of them with it contradicts none that credits one.
        """
        credited: defaultdict[int, set[str]] = defaultdict(set)
        for report in fetched(self, "reports"):
            if report.is_carried and report.credited:
                credited[report.revision_id].add(report.credited)
        told = set(map(frozenset, credited.values()))
        disagree = any(one.isdisjoint(other) for one, other in combinations(told, 2))
        return sorted(set().union(*told)) if disagree else []

    @property
    def rival_days(self) -> list[str]:
        """When it was said by the articles that carry it (EDTF), where they disagree."""
        return _rivals(report.said_edtf for report in fetched(self, "reports") if report.is_carried)

    @property
    def outlets(self) -> list[str]:
        """Who carries it, or carried it until they removed it."""
        names = (report.published_by for report in fetched(self, "reports") if report.is_carried)
        return list(dict.fromkeys(names))

    @property
    def independent(self) -> int:
        """How many sources carry it by themselves: copies of one story count as one."""
        carried = (report for report in fetched(self, "reports") if report.is_carried)
        return len({source_of(report.revision.article) for report in carried})

    @property
    def drifts(self) -> "list[Drift]":
        """What outlets made of its quoted words, newest first; reads `reports__drifts`."""
        found = [
            drift for report in fetched(self, "reports") for drift in fetched(report, "drifts")
        ]
        return sorted(found, key=lambda row: (row.after_revision.fetched_at, row.pk), reverse=True)


def _rivals(told: Iterable[str]) -> list[str]:
    found = sorted({*told} - {""})
    return found if len(found) > 1 else []
