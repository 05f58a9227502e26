"""Use case: which statements were misread in the way in which one was that an editor corrected.

What editors decided on, of the same field or as a whole, is not among them: their word is final.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from claims.models import Correction, Reference, Report, Statement
from claims.models.decisions import standing_decisions
from claims.models.reports import ReportQuerySet
from claims.patterns import Pattern, pattern_of

LOOKED_THROUGH = 200  # reports, the newest: a page's worth, in constant time

Field = Correction.Field


@dataclass(frozen=True, slots=True)
class Alike:
    """A correction, what made the reader misread, and the other statements that it misread so.

    `decided` are left out, since an editor's word stands on them; `more` tells that older
    reports were not looked through.
    """

    correction: Correction
    pattern: Pattern
    reports: list[Report]
    decided: list[Statement]
    more: bool


def alike_to(correction: Correction) -> Alike | None:
    """What is alike, newest first; None where the decision doesn't stand or tells nothing of it."""
    statement = correction.statement
    taken_back = correction.undoes_id is not None or hasattr(correction, "undone_by")
    pattern = pattern_of(correction, statement) if statement and not taken_back else None
    if pattern is None or statement is None:
        return None
    candidates = list(_candidates(pattern, statement)[: LOOKED_THROUGH + 1])
    found = _one_of_each(row for row in candidates[:LOOKED_THROUGH] if pattern.fits(row))
    decided = {row.pk for row in found if _is_decided(row.statement, correction)}
    return Alike(
        correction,
        pattern,
        [row for row in found if row.pk not in decided],
        [row.statement for row in found if row.pk in decided],
        more=len(candidates) > LOOKED_THROUGH,
    )


def _candidates(pattern: Pattern, but: Statement) -> ReportQuerySet:
    """Standing reports of other statements that readers see, with what is looked at."""
    return (
        pattern.candidates()
        .standing()
        .filter(statement__in=Statement.objects.believed())
        .exclude(statement=but)
        .select_related("revision__article__outlet", "speaker", "statement__speaker")
        .defer("statement__search")
        .prefetch_related(
            Prefetch("references", Reference.objects.select_related("event")),
            "statement__corrections",
        )
        .order_by("-pk")
    )


def _one_of_each(reports: Iterable[Report]) -> list[Report]:
    """The first of each statement."""
    found: dict[int, Report] = {}
    for report in reports:
        found.setdefault(report.statement_id, report)
    return list(found.values())


def _is_decided(statement: Statement, correction: Correction) -> bool:
    """Whether an editor has had a say on that value, or on the statement as a whole."""
    return any(
        row.field == Field.VERDICT or _is_on_the_same(row, correction)
        for row in standing_decisions(statement.corrections.all())
    )


def _is_on_the_same(row: Correction, correction: Correction) -> bool:
    if row.field == Field.ADDED:
        return bool(row.value.get(correction.field))
    if row.field != correction.field:
        return False
    return row.field != Field.EVENT or row.value["event"] == correction.value["event"]
