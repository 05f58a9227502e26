"""The statements of an event by side on one time axis, and how they relate across it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext

from claims.browse.listing import Group, groups_of
from claims.browse.sides import Sides
from claims.models import Relation, Speaker, Statement

COLUMNS = 4  # of sides; whoever has no side, or a rarer one, shares a last column


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation as one of its two statements tells it."""

    told: str
    partner: Statement


@dataclass(frozen=True, slots=True)
class Utterance:
    """A statement in its column, who speaks, and its relations to others on the page."""

    statement: Statement
    side: str
    speaking: Speaker | None
    ties: Sequence[Tie] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Moment:
    """One row of the axis: a day, and what each column's side said on it."""

    group: Group
    cells: Sequence[tuple[str, Sequence[Utterance]]]


@dataclass(frozen=True, slots=True)
class Axis:
    """The columns in the order of their share, and a moment for each date, oldest first."""

    columns: Sequence[str]
    moments: Sequence[Moment]


def axis_of(
    statements: Sequence[Statement],
    relations: Iterable[Relation],
    *,
    columns: Mapping[int, str] | None = None,
) -> Axis:
    """Put statements into columns and rows; relations are those between them.

    The columns are the commonest sides, or one for each of some speakers, by their ids.
    """
    sides, ties = Sides(), _ties(relations)
    said: dict[int, Utterance] = {}
    for row in statements:
        speaking = sides.speaking(row)
        known = columns.get(speaking.pk) if columns and speaking else None
        side = known or (speaking.side if speaking else "")
        said[row.pk] = Utterance(row, side, speaking, ties.get(row.pk, []))
    named = list(columns.values()) if columns else _commonest(said.values())
    groups = groups_of(statements)
    dated = [group for group in groups if group.edtf]
    ordered = dated[::-1] + [group for group in groups if not group.edtf]
    rows = [[said[row.pk] for row in reversed(group.statements)] for group in ordered]
    moments = [_moment(*parts, named) for parts in zip(ordered, rows, strict=True)]
    return Axis(named, moments)


def _commonest(said: Iterable[Utterance]) -> list[str]:
    counts = Counter(utterance.side for utterance in said)
    named = [side for side, _ in counts.most_common() if side][:COLUMNS]
    # Where nobody has a side, it is the only column.
    last = gettext("Others") if named else gettext("No side set")
    return named + [last] * (len(named) < len(counts))


def _moment(group: Group, said: Iterable[Utterance], columns: Sequence[str]) -> Moment:
    cells: dict[str, list[Utterance]] = {column: [] for column in columns}
    for utterance in said:
        cells[utterance.side if utterance.side in cells else columns[-1]].append(utterance)
    return Moment(group, list(cells.items()))


def _ties(relations: Iterable[Relation]) -> dict[int, list[Tie]]:
    ties: dict[int, list[Tie]] = defaultdict(list)
    for relation in relations:
        ties[relation.statement_id].append(Tie(relation.get_kind_display(), relation.other))
        ties[relation.other_id].append(Tie(relation.passive, relation.statement))
    return ties
