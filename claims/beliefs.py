"""Use case: what is believed of a statement, derived from its reports and the editors' word."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from claims.deciding import FIELDS
from claims.drifts import believe_drifts
from claims.editing import edit_reports
from claims.grounds import Grounds, grounds_of
from claims.heirs import followed
from claims.models import Correction, Link, Reference, Report, Statement
from claims.models.statements import Basis, Status, Withdrawn
from claims.related import believe_relations
from claims.waiting import await_decisions

__all__ = ["DERIVED", "believe", "believe_all", "touch"]

Field = Correction.Field

SUREST = 0.6  # what the surest article's word on a link weighs beside the mean of all

# The surer way to a date goes before the more confident report.
_BASES = [
    Basis.EXPLICIT,
    Basis.RELATIVE,
    Basis.EVENT,
    Basis.OCCASION,
    Basis.PUBLICATION,
    Basis.UNKNOWN,
]
DERIVED = (  # what of a statement is derived from reports and decisions
    "speaker_id",
    "speaker_name",
    "body",
    "label",
    "kind",
    "said_edtf",
    "said_earliest",
    "said_latest",
    "said_basis",
    "text",
    "confidence",
    "status",
    "withdrawn",
    "sort_day",
    "reported_day",
    "carried_by",
    "drifted",
)


def believe(statement: Statement) -> Statement:
    """Derive all that is believed of it anew; the version grows if anything visible changed.

    Safe to repeat, and the same whatever the order in which reports and decisions came in.
    """
    return believe_all([statement])[0]


@transaction.atomic
def believe_all(statements: Iterable[Statement]) -> list[Statement]:
    """The same for many, in their order, with queries that do not grow with their number.

    But what changes is written one by one, and who was decided to be the speaker looked up so.
    Raises `Statement.DoesNotExist` where one is gone.
    """
    if isinstance(statements, QuerySet):
        statements = statements.only("pk")  # the rest is read once they are locked
    wanted = [statement.pk for statement in statements]
    rows = Statement.objects.filter(pk__in=wanted).order_by("pk").select_for_update()
    grounds = grounds_of(rows)
    believed = {each.statement.pk: _believe(each) for each in grounds}
    await_decisions(believed.values())
    if gone := set(wanted) - believed.keys():
        message = f"there are no statements {sorted(gone)}"
        raise Statement.DoesNotExist(message)
    return [believed[pk] for pk in wanted]


def _believe(grounds: Grounds) -> Statement:
    statement, reports, decisions = grounds.statement, grounds.reports, grounds.decisions
    before = _snapshot(statement)
    edited = edit_reports(reports, decisions)
    if reports:
        _from_reports(statement, followed(reports))
        statement.withdrawn = _withdrawn(reports, kept=bool(decisions))
        statement.reported_day = _reported_day(reports)
    statement.carried_by = _carried_by(reports)
    _from_decisions(statement, decisions)
    statement.sort_day = _sort_day(statement)
    changed = [
        edited,
        _links(grounds),
        grounds.are_related and believe_relations(statement, decisions),
        believe_drifts(statement, decisions, grounds.drifts),
    ]
    if any(changed) or before != _snapshot(statement):
        statement.version += 1
        statement.save()
    return statement


def touch(statement: Statement) -> None:
    """Note that what a page shows of the statement changed, though no believed value did."""
    statement.version += 1
    statement.save(update_fields=["version", "updated_at"])


def _snapshot(statement: Statement) -> list[Any]:
    return [getattr(statement, name) for name in DERIVED]


def _from_reports(statement: Statement, reports: Sequence[Report]) -> None:
    """The machine's word: the best report's of what most articles say, who and when apart."""
    standing = [r for r in reports if not r.withdrawn] or reports
    sources = _articles_by([(_source(report), report) for report in standing])
    days = _articles_by([(report.said_edtf, report) for report in standing])
    best = min(standing, key=lambda r: (r.speaker_id is None, -sources[_source(r)], *_rank(r)))
    dated = min(
        standing,
        key=lambda r: (_BASES.index(Basis(r.said_basis)), -days[r.said_edtf], *_rank(r)),
    )
    for name in ("speaker_id", "speaker_name", "body", "label", "kind", "confidence"):
        setattr(statement, name, getattr(best, name))
    statement.text = best.words
    for name in ("said_edtf", "said_earliest", "said_latest", "said_basis"):
        setattr(statement, name, getattr(dated, name))
    if statement.said_basis == Basis.UNKNOWN:
        _from_occasion(statement, standing)
    statement.status = Status.MACHINE


def _source(report: Report) -> str:
    return str(report.speaker_id or (report.speaker_name or report.body).casefold())


def _articles_by(told: Iterable[tuple[str, Report]]) -> Counter[str]:
    """How many articles say each."""
    return Counter(value for value, _ in {(v, r.revision.article_id) for v, r in told})


def _from_occasion(statement: Statement, reports: Sequence[Report]) -> None:
    """The day of the event on which it was said, or so many days after it, by the catalogue."""
    days = {
        r.occasion.earliest + timedelta(days=r.occasion_days)
        for r in reports
        if r.occasion and r.occasion.earliest and r.occasion.has_one_day
    }
    day = days.pop() if len(days) == 1 else None
    if day and (statement.said_latest is None or day <= statement.said_latest):
        statement.said_edtf, statement.said_basis = day.isoformat(), Basis.EVENT
        statement.said_earliest = statement.said_latest = day


def _rank(report: Report) -> tuple[Any, ...]:
    """Sorts the best report first, by nothing that depends on the order of arrival."""
    return (
        report.speaker_id is None,
        -report.confidence,
        -len(report.words),
        report.revision.article.published_day or date.max,
        report.revision.article.url,
        report.place,
    )


def _reported_day(reports: Sequence[Report]) -> date | None:
    """When the first article that carries it came out, of those that tell (cf. migration 0004)."""
    days = (report.published_day for report in reports if report.is_carried)
    return min(filter(None, days), default=None)


def _carried_by(reports: Sequence[Report]) -> list[int]:
    """The outlets that carry it, as far as they are known (cf. migration 0004)."""
    outlets = {report.revision.article.outlet_id for report in reports if report.is_carried}
    return sorted(outlet for outlet in outlets if outlet is not None)


def _withdrawn(reports: Sequence[Report], *, kept: bool) -> str:
    """Still reported while one report stands; an editor's decision outlives the reader's doubt."""
    states = {report.withdrawn for report in reports}
    if Withdrawn.NO in states:
        return Withdrawn.NO
    if Withdrawn.BY_OUTLET in states:
        return Withdrawn.BY_OUTLET
    return Withdrawn.NO if kept else Withdrawn.BY_READER


def _from_decisions(statement: Statement, decisions: Sequence[Correction]) -> None:
    """The editors' word over the machine's, the last decision on a field last."""
    for decision in decisions:
        field = FIELDS[decision.field]
        field.apply(statement, decision.value)
        if field.becomes and statement.status != Status.CORRECTED:
            statement.status = field.becomes
    verdicts = [row.value for row in decisions if row.field == Field.VERDICT]
    if verdicts and verdicts[-1] == Status.REJECTED:
        statement.status = Status.REJECTED
    elif verdicts and verdicts[-1] == Status.CONFIRMED and statement.status == Status.MACHINE:
        statement.status = Status.CONFIRMED


def _sort_day(statement: Statement) -> date | None:
    """The last day on which it can have been said; none for the undated, which sort apart."""
    if not statement.said_edtf:
        return None
    return statement.said_latest or statement.said_earliest


def _links(grounds: Grounds) -> bool:
    """Make the links what reports and decisions say; returns whether any changed."""
    standing = [row for row in grounds.reports if not row.withdrawn]
    wanted = _read_links(standing, grounds.references)
    for decision in grounds.decisions:
        if decision.field == Field.EVENT:
            event = grounds.events.by_slug.get(decision.value["event"])
            state = Link.State.CONFIRMED if decision.value["refers"] else Link.State.REJECTED
            if event is not None:
                wanted[event] = (state.value, 1.0)
    _follow(wanted, grounds.events.heirs)
    had = {link.event_id: (link.state, link.confidence) for link in grounds.links}
    if left := had.keys() - wanted.keys():
        grounds.statement.links.filter(event_id__in=left).delete()
    changed = {event: told for event, told in wanted.items() if had.get(event) != told}
    Link.objects.bulk_create(
        [
            Link(statement=grounds.statement, event_id=event, state=state, confidence=confidence)
            for event, (state, confidence) in changed.items()
        ],
        update_conflicts=True,
        unique_fields=["statement", "event"],
        update_fields=["state", "confidence"],
    )
    return bool(left or changed)


def _follow(links: dict[int, tuple[str, float]], heirs: Mapping[int, int]) -> None:
    """Let what refers to an event that was merged refer to its successor.

    What is decided of the successor itself stands, and that something does not refer to the one
    that was merged says nothing of the successor.
    """
    for event in sorted(heirs.keys() & links.keys()):
        if links[event][0] != Link.State.REJECTED:
            heir, told = heirs[event], links.pop(event)
            links[heir] = max(told, links.get(heir, told), key=_strength)


def _strength(link: tuple[str, float]) -> tuple[int, float]:
    order = [Link.State.DOUBTFUL, Link.State.LINKED, Link.State.CONFIRMED, Link.State.REJECTED]
    return order.index(Link.State(link[0])), link[1]


def _read_links(
    reports: Sequence[Report], references: Sequence[Reference]
) -> dict[int, tuple[str, float]]:
    """What the reports' words refer to, by event: the surest article's word, weighed with all's."""
    articles = {report.pk: report.revision.article_id for report in reports}
    surest: dict[int, dict[int, float]] = defaultdict(dict)
    sure: set[int] = set()
    for reference in (row for row in references if row.report_id in articles):
        surest[reference.event_id][articles[reference.report_id]] = reference.confidence
        if not reference.doubtful:
            sure.add(reference.event_id)
    count = len(set(articles.values()))
    read = {}
    for event, by_article in surest.items():
        mean = math.fsum(sorted(by_article.values())) / count
        confidence = SUREST * max(by_article.values()) + (1 - SUREST) * mean
        linked = event in sure and confidence >= settings.LINKED_FROM
        if confidence >= settings.DOUBTFUL_FROM:
            state = Link.State.LINKED if linked else Link.State.DOUBTFUL
            read[event] = (state.value, confidence)
    return read
