"""What is left of editors' decisions."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from claims.deciding.valued import speaker_value
from claims.fates import Worded
from claims.models import Correction, Statement
from claims.models.decisions import standing_decisions

Field = Correction.Field


@dataclass(frozen=True)
class Outcome:
    """How many decisions there are; of those that stand, how many were not kept, and how."""

    decisions: int
    standing: int
    unplaced: int  # they wait at the desk: not lost
    lost: int
    moved: tuple[str, ...]
    overruled: tuple[str, ...]

    @property
    def kept(self) -> bool:
        """Whether nothing was lost, moved or overruled."""
        return not (self.lost or self.moved or self.overruled)

    def __str__(self) -> str:
        """As a line."""
        return (
            f"{self.decisions} decisions, {self.standing} stand: {self.lost} lost, "
            f"{len(self.moved)} moved, {len(self.overruled)} overruled, "
            f"{self.unplaced} wait at the desk"
        )


def outcome(expected: int | None = None) -> Outcome:
    """Look at every decision; `expected` is how many there should be."""
    rows = list(Correction.objects.select_related("report", "statement").order_by("pk"))
    standing = standing_decisions(rows)
    placed = [row for row in standing if row.report_id]
    return Outcome(
        decisions=len(rows),
        standing=len(standing),
        unplaced=len(standing) - len(placed),
        lost=max(0, (len(rows) if expected is None else expected) - len(rows)),
        moved=tuple(str(row) for row in placed if _is_moved(row)),
        overruled=(*_overruled(placed), *_groups_overruled(placed)),
    )


def _is_moved(row: Correction) -> bool:
    """Whether a decision stands at other words than it was made on, or at another statement."""
    assert row.report is not None
    same_words = Worded(row.report.text).keys == Worded(row.quote).keys
    return row.statement_id != row.report.statement_id or not same_words


def _overruled(placed: list[Correction]) -> list[str]:
    """The statements on which something else is believed than was decided last."""
    by_statement: dict[int, list[Correction]] = defaultdict(list)
    for row in placed:
        by_statement[row.report.statement_id].append(row)
    found = []
    for pk, rows in by_statement.items():
        statement = Statement.objects.select_related("speaker").get(pk=pk)
        last = {row.field: row.value for row in rows}
        believed = {
            Field.SPEAKER: speaker_value(statement),
            Field.SAID: statement.said_edtf,
            Field.KIND: statement.kind,
        }
        found += [f"{n} of {pk}" for n, now in believed.items() if last.get(n, now) != now]
        rejected = last.get(Field.VERDICT) == "rejected"
        if rejected != (statement.status == "rejected"):
            found.append(f"verdict of {pk}")
    return found


def _groups_overruled(placed: list[Correction]) -> list[str]:
    """The pairs of reports on which the last word is not what is believed."""
    last: dict[frozenset[int], tuple[bool, bool]] = {}
    rows = Correction.objects.filter(pk__in=[row.pk for row in placed], field=Field.SAME)
    for row in (
        rows.filter(report__isnull=False)
        .annotate(n=Count("others"))
        .prefetch_related("others")
        .order_by("made_at")
    ):
        for other in row.others.all():
            together = other.statement_id == row.report.statement_id
            last[frozenset((row.report.pk, other.pk))] = (row.value["same"], together)
    wanted = {pair for pair, (same, _) in last.items() if same}
    return [
        f"parting of {sorted(pair)}"
        for pair, (same, together) in last.items()
        if not same and together and not _are_joined(pair, wanted)
    ] + [f"join of {sorted(pair)}" for pair, (same, together) in last.items() if same > together]


def _are_joined(pair: frozenset[int], joins: set[frozenset[int]]) -> bool:
    """Whether other joins, of editors too, hold two reports together: who decides last there?"""
    first, target = sorted(pair)
    reached, further = set(), {first}
    while further:
        reached |= further
        further = {pk for join in joins if join & further for pk in join} - reached
    return target in reached
