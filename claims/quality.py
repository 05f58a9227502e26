"""How much of what was accepted a blind re-check finds right: counts, shares, how sure they are.

Each share is of the first answers on samples of one stratum; those by which an editor can't tell,
or where nothing was published, are in no count. Its interval is Wilson's for 95 %:

    (p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n),  z = 1.96

(E. B. Wilson 1927, J. Am. Stat. Assoc. 22; for few answers it holds where the textbook's does not:
Brown, Cai and DasGupta 2001, Statistical Science 16).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from typing import Any

from django.db.models import Count, Exists, Max, Min, OuterRef, Q
from django.utils import timezone

from claims.edtf import bounds
from claims.models import Recheck, Stratum
from claims.models.attributed import Kind
from claims.models.rechecks import RecheckQuerySet
from claims.rechecking import same_source

LEAST = 20  # answers from which on a share is published
COMMONEST = 8  # cues that have a row of their own
DAYS = (30, 90, 365)  # periods to choose from, beside all time
Z = 1.959964
VALUES = ("statement", "speaker", "kind", "said")

REST = "all other cues"
NO_CUE = "no cue"


@dataclass(frozen=True, slots=True)
class Share:
    """How many were right, of how many."""

    right: int = 0
    of: int = 0

    def __add__(self, other: "Share") -> "Share":
        """Both together."""
        return Share(self.right + other.right, self.of + other.of)

    @property
    def is_enough(self) -> bool:
        """Whether there are answers enough to publish a share."""
        return self.of >= LEAST

    @property
    def share(self) -> float:
        """Of those that count."""
        return self.right / self.of

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's, for 95 %."""
        n, p = self.of, self.share
        middle, spread = p + Z**2 / (2 * n), Z * sqrt(p * (1 - p) / n + Z**2 / (4 * n**2))
        low, high = ((middle + sign * spread) / (1 + Z**2 / n) for sign in (-1, 1))
        return max(low, 0.0), min(high, 1.0)


@dataclass(frozen=True, slots=True)
class Row:
    """The shares of some samples, in the order of `VALUES`."""

    name: str
    answers: int
    shares: tuple[Share, ...]

    @classmethod
    def of(cls, name: str, parts: Iterable["Row"]) -> "Row":
        """Several as one."""
        rows = list(parts)
        columns = zip(*(row.shares for row in rows), strict=True) if rows else ()
        shares = tuple(sum(column, Share()) for column in columns)
        return cls(name, sum(row.answers for row in rows), shares or (Share(),) * len(VALUES))


@dataclass(frozen=True, slots=True)
class Table:
    """The shares of one stratum: of all of it, by kind and by cue, the commonest first."""

    stratum: Stratum
    all: Row
    by_kind: Sequence[Row]
    by_cue: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Quality:
    """What is published, from the first to the last day on which somebody answered."""

    days: int | None
    first: date | None
    last: date | None
    answers: int
    tables: Sequence[Table]
    agreement: Row


def quality(days: int | None = None) -> Quality:
    """The figures of that many last days, or of all time; three queries."""
    rows = Recheck.objects.all()
    if days is not None:
        rows = rows.filter(made_at__gte=timezone.now() - timedelta(days=days))
    told = rows.aggregate(first=Min("made_at"), last=Max("made_at"), answers=Count("pk"))
    first, last = (at and timezone.localtime(at).date() for at in (told["first"], told["last"]))
    counted = list(_counted(rows))
    tables = [_table(stratum, counted) for stratum in Stratum]
    return Quality(days, first, last, told["answers"], tables, _agreement(rows))


_Counted = tuple[str, str, Row]  # stratum, kind, and by cue the counts


def _counted(rows: RecheckQuerySet) -> Iterator[_Counted]:
    """The first answers on each sample, counted by stratum, kind and cue."""
    earlier = Recheck.objects.filter(sample=OuterRef("sample"), pk__lt=OuterRef("pk"))
    groups = rows.filter(~Exists(earlier)).values_list(
        "sample__stratum", "sample__kind", "sample__cue"
    )
    counts: dict[str, Any] = {
        name: Count("pk", filter=Q(condition))
        for value in VALUES
        for name, condition in (
            (f"{value}_yes", (f"{value}_right", True)),
            (f"{value}_told", (f"{value}_right__isnull", False)),
        )
    }
    for stratum, kind, cue, answers, *found in groups.annotate(Count("pk"), **counts).order_by():
        shares = tuple(Share(*pair) for pair in zip(found[::2], found[1::2], strict=True))
        yield stratum, kind, Row(cue, answers, shares)


def _table(stratum: Stratum, counted: Sequence[_Counted]) -> Table:
    mine = [(kind, row) for of, kind, row in counted if of == stratum]
    kinds = [Row.of(kind, (row for name, row in mine if name == kind)) for kind in Kind.values]
    whole = Row.of("all", (row for _, row in mine))
    return Table(stratum, whole, kinds, list(_by_cue([row for _, row in mine])))


def _by_cue(rows: Sequence[Row]) -> Iterator[Row]:
    """The commonest cues, the others together, and what has none."""
    sizes: Counter[str] = Counter()
    for row in rows:
        sizes[row.name] += row.answers
    named = sorted((name for name in sizes if name), key=lambda name: (-sizes[name], name))
    groups = [(name, {name}) for name in named[:COMMONEST]]
    groups += [(REST, set(named[COMMONEST:])), (NO_CUE, {""})]
    for name, cues in groups:
        if any(sizes[cue] for cue in cues):
            yield Row.of(name, (row for row in rows if row.name in cues))


_Told = tuple[Any, ...]  # speaker, kind and day as an editor has them; None: can't tell
_SAME: Sequence[Callable[[Any, Any], bool]] = (
    same_source,
    lambda one, other: one == other,
    lambda one, other: bounds(one) == bounds(other),
)


def _agreement(rows: RecheckQuerySet) -> Row:
    """How often the first two who answered on a sample say the same."""
    told: dict[int, list[tuple[bool, _Told]]] = {}
    twice = rows.filter(sample__wanted__gt=1).order_by("sample", "pk")
    columns = ("sample", "is_statement", "speaker", "kind", "said")
    for sample, is_statement, speaker, kind, said in twice.values_list(*columns):
        told.setdefault(sample, []).append((is_statement, (speaker, kind or None, said)))
    pairs = (answers[:2] for answers in told.values() if len(answers) > 1)
    return Row.of("agreement", (_compared(*pair) for pair in pairs))


def _compared(one: tuple[bool, _Told], other: tuple[bool, _Told]) -> Row:
    """What both tell; who finds no statement tells nothing else."""
    shares = [Share(int(one[0] == other[0]), 1)]
    for mine, theirs, same in zip(one[1], other[1], _SAME, strict=True):
        both = one[0] and other[0] and mine is not None and theirs is not None
        shares.append(Share(int(same(mine, theirs)), 1) if both else Share())
    return Row("", 1, tuple(shares))
