"""What an outlet carried first, alone or after others, and by how long: of its newest articles."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from claims.browse.firsts import Window, first_of, windows
from claims.models import Report, Statement
from sources.models import Article, Outlet

LISTED = 10  # statements that it was first with, those that most outlets followed it with


@dataclass(frozen=True, slots=True)
class Lead:
    """A statement that the outlet was first with, who was next, and how much later."""

    statement: Statement
    next: str
    ahead: timedelta
    others: int


@dataclass(frozen=True, slots=True)
class Leading:
    """How many statements it carried, and of those that others carried too its place among them."""

    carried: int
    alone: int
    first: int
    maybe: int
    after: int
    leads: Sequence[Lead]


def leading(outlet: Outlet, articles: Sequence[Article]) -> Leading:
    """Of these articles of the outlet; three queries, however many they are."""
    told = _told(articles)
    shared = {pk: found for pk, found in told.items() if len(found) > 1}
    dated = {pk: {name: w for name, w in found.items() if w} for pk, found in shared.items()}
    firsts = {pk: first_of(found) for pk, found in dated.items()}
    sure = [pk for pk, names in firsts.items() if names == [outlet.name] and len(dated[pk]) > 1]
    may = [pk for pk, names in firsts.items() if outlet.name in names and pk not in sure]
    return Leading(
        carried=len(told),
        alone=len(told) - len(shared),
        first=len(sure),
        maybe=len(may),
        after=len(shared) - len(sure) - len(may),
        leads=_leads(outlet.name, {pk: dated[pk] for pk in sure}),
    )


def _told(articles: Iterable[Article]) -> dict[int, dict[str, Window | None]]:
    """By statement of these articles who carries it, wherever, and when each came out with it."""
    believed = Statement.objects.believed()
    own = Report.objects.carried().filter(revision__article__in=[a.pk for a in articles])
    rows = Report.objects.carried().filter(
        statement__in=own.filter(statement__in=believed).values("statement")
    )
    reports = defaultdict(list)
    for report in rows.select_related("revision__article__outlet").only(*_COLUMNS):
        reports[report.statement_id].append(report)
    return {
        pk: dict.fromkeys((report.published_by for report in same), None) | windows(same)
        for pk, same in reports.items()
    }


_COLUMNS = (
    "statement_id",
    "withdrawn",
    "revision__article__published",
    "revision__article__url",
    "revision__article__outlet__name",
)


def _leads(name: str, told: Mapping[int, Mapping[str, Window]]) -> list[Lead]:
    most = sorted(told, key=lambda pk: (-len(told[pk]), -pk))[:LISTED]
    statements = Statement.objects.select_related("speaker").defer("search").in_bulk(most)
    return [_lead(name, statements[pk], told[pk]) for pk in most if pk in statements]


def _lead(name: str, statement: Statement, told: Mapping[str, Window]) -> Lead:
    own, others = told[name], {other: w for other, w in told.items() if other != name}
    follower = min(others, key=lambda other: (others[other].since, other))
    return Lead(statement, follower, others[follower].since - own.since, len(others))
