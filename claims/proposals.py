"""Use case: events that the catalogue lacks, proposed from the reports that it doesn't explain.

Events are looked for in windows of days that overlap by half, each looked at anew when its
reports changed. A window's outcome depends on its articles alone, and of two windows the one in
whose middle a report lies says what it refers to: so the order of arrival makes no difference.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import Case, Count, IntegerField, Max, Q, Sum, When
from django.db.models.functions import Coalesce, TruncDate

from claims.event_beliefs import RULE, State, believe_event, successor
from claims.extraction import Document, Span
from claims.interchange.reports import evidence_value
from claims.interchange.slugs import slug_of
from claims.linking.discovery import Article, ProposedEvent, discover
from claims.linking.discovery import Report as FoundReport
from claims.models import Event, Link, Proposal, Reference, Report, Window
from claims.models.statements import ReportQuerySet

STEP = 60  # days from one window to the next; each reaches over twice as many
MOST_REPORTS = 5000  # of a window that are looked at, the newest
LONGEST_TITLE = 300

_LOCK = 0x0E7E  # one process at a time looks for events
_DAY = Coalesce("revision__article__published_day", TruncDate("revision__article__first_seen_at"))
"""The day by which a report belongs to a window: when it was published, else first seen."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a window: all of them, and those in its middle, which are its own."""

    number: int

    @property
    def all(self) -> tuple[date, date]:
        """First and last day."""
        start = self.number * STEP
        return date.fromordinal(max(start, 1)), date.fromordinal(start + 2 * STEP - 1)

    def owns(self, day: date) -> bool:
        """Whether a day lies in the middle half."""
        return own_window(day) == self.number


def own_window(day: date) -> int:
    """The window in whose middle a day lies."""
    return (day.toordinal() - STEP // 2) // STEP


def windows_of(day: date) -> tuple[int, int]:
    """The two windows that reach over a day."""
    last = day.toordinal() // STEP
    return last - 1, last


def propose() -> int:
    """Look at every window whose reports changed; returns how many those were.

    Where nothing changed it costs two queries. A second call changes nothing.
    """
    numbers = _changed()
    for number in numbers:
        _look_at(number)
    return len(numbers)


@transaction.atomic
def _look_at(number: int) -> None:
    """Bring the proposals up to one window's reports, and note what they were."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    _Survey(Days(number)).write()
    Window.objects.update_or_create(number=number, defaults={"seen": _checksums().get(number, "")})


def _changed() -> list[int]:
    """The windows whose checksum is not what it was, in order; also those that lost all reports."""
    seen = dict(Window.objects.values_list("number", "seen"))
    now = _checksums()
    return sorted(n for n in now.keys() | seen.keys() if now.get(n, "") != seen.get(n))


def _checksums() -> dict[int, str]:
    """What each window's reports and references are, in short."""
    told: dict[int, list[Any]] = defaultdict(list)
    for day, *sums in _sums(_standing_reports(), "pk", "reading_id", "statement_id"):
        for number in windows_of(day):
            told[number].append((str(day), sums))
    made = Q(evidence__0__rule__startswith=RULE)
    for day, *sums in _sums_of_references(~made):
        for number in windows_of(day):
            told[number].append((str(day), "named", sums))
    for day, *sums in _sums_of_references(made):
        told[own_window(day)].append((str(day), "proposed", sums))
    return {
        number: hashlib.sha256(repr(sorted(map(repr, parts))).encode()).hexdigest()
        for number, parts in told.items()
    }


def _standing_reports() -> ReportQuerySet:
    return Report.objects.standing().annotate(day=_DAY)


def _sums(rows: ReportQuerySet, *columns: str) -> Iterable[Sequence[Any]]:
    sums = {f"sum_{name}": Sum(name) for name in columns}
    counted = rows.order_by().values("day").annotate(n=Count("pk"), **sums)
    return counted.values_list("day", "n", *sums)


def _sums_of_references(wanted: Q) -> Iterable[Sequence[Any]]:
    doubtful = Case(When(doubtful=True, then=1), default=0, output_field=IntegerField())
    day = Coalesce(
        "report__revision__article__published_day",
        TruncDate("report__revision__article__first_seen_at"),
    )
    rows = Reference.objects.filter(wanted, report__withdrawn="").annotate(day=day)
    sums = {"doubts": Sum(doubtful), "events": Sum("event_id"), "last": Max("report_id")}
    counted = rows.order_by().values("day").annotate(n=Count("pk"), **sums)
    return counted.values_list("day", "n", *sums)


class _Survey:
    """One window: its articles, what is proposed from them, and what was proposed before."""

    def __init__(self, days: Days) -> None:
        """Read the articles, and find the events that they call for."""
        self.days = days
        rows = list(_reports_in(days))
        self.visible = {row.pk for row in rows}
        self.own = {row.pk for row in rows if days.owns(row.day)}
        self.found = discover(_articles(rows))
        overlapping = Proposal.objects.filter(reports__overlap=sorted(self.visible))
        self.known = list(overlapping.select_related("event__merged_into").order_by("pk"))

    def write(self) -> None:
        """The events found, each with the proposal that had most of its reports before."""
        matched = self._matched()
        left = {proposal.pk: proposal for proposal in self.known}
        written: dict[int, list[ProposedEvent]] = defaultdict(list)
        for number, proposal in matched.items():
            written[proposal.pk].append(self.found[number])
            left.pop(proposal.pk, None)
        by_pk = {proposal.pk: proposal for proposal in self.known}
        for pk, events in written.items():
            self._update(by_pk[pk], events)
        for number, event in enumerate(self.found):
            if number not in matched and self.own & {link.report for link in event.links}:
                self._update(_new(event, self.days.number), [event])
        for proposal in left.values():
            self._empty(proposal)

    def _matched(self) -> dict[int, Proposal]:
        """Each found event with the proposal of the most of its reports.

        Two found events can share one that an editor decided on: what was rejected, merged or
        published as one does not come back in parts.
        """
        overlaps = sorted(
            (-len(reports & set(proposal.reports)), proposal.pk, number, proposal)
            for number, event in enumerate(self.found)
            for reports in [{link.report for link in event.links}]
            for proposal in self.known
            if reports & set(proposal.reports)
        )
        matched: dict[int, Proposal] = {}
        taken: set[int] = set()
        for overlap, pk, number, proposal in overlaps:
            half = -2 * overlap >= len(self.found[number].links)
            free = pk not in taken or (half and _is_decided(proposal))
            if number not in matched and free:
                matched[number] = proposal
                taken.add(pk)
        return matched

    def _update(self, proposal: Proposal, events: Sequence[ProposedEvent]) -> None:
        """Bring a proposal up to what this window tells of it."""
        if self.days.number <= proposal.window:
            _describe(proposal, max(events, key=lambda event: len(event.links)))
            proposal.window = self.days.number
        reports = {link.report for event in events for link in event.links}
        proposal.reports = sorted(set(proposal.reports) - self.visible | reports)
        kept = [link for link in proposal.links if link["report"] not in self.own]
        found = {
            link.report: {
                "report": link.report,
                "confidence": round(link.confidence, 4),
                "evidence": [evidence_value(entry) for entry in link.evidence],
            }
            for event in events
            for link in event.links
            if link.report in self.own
        }
        proposal.links = sorted([*kept, *found.values()], key=lambda link: link["report"])
        proposal.save()
        believe_event(proposal)

    def _empty(self, proposal: Proposal) -> None:
        """What this window's articles no longer call for; an undecided one without any goes."""
        if _is_decided(proposal):
            return  # its reports tell what it was, should it be called for again
        proposal.reports = sorted(set(proposal.reports) - self.visible)
        proposal.links = [link for link in proposal.links if link["report"] not in self.own]
        proposal.save()
        event = believe_event(proposal)
        if not proposal.reports and not event.links.exists():
            event.delete()


def _is_decided(proposal: Proposal) -> bool:
    return proposal.event.state != State.PROPOSED or successor(proposal.event) != proposal.event


def _describe(proposal: Proposal, event: ProposedEvent) -> None:
    """The machine's word on what it is."""
    proposal.title, proposal.date, proposal.place = event.title[:LONGEST_TITLE], event.date, event.place
    proposal.participants, proposal.kind = list(event.participants), event.kind
    proposal.terms = list(event.terms)


def _new(event: ProposedEvent, window: int) -> Proposal:
    """A proposal under an address of its own."""
    slug = slug_of(event.title)
    taken = set(Event.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    number = 1
    while (free := slug if number == 1 else f"{slug}-{number}") in taken:
        number += 1
    title = event.title[:LONGEST_TITLE]
    row = Event.objects.create(slug=free, title=title, state=State.PROPOSED)
    proposal = Proposal(event=row, window=window)
    _describe(proposal, event)
    return proposal


def _reports_in(days: Days) -> Iterable[Any]:
    """The newest reports of the window, with articles, texts and references."""
    rows = _standing_reports().filter(day__range=days.all)
    newest = rows.order_by("-day", "-revision__article__url", "pk").values("pk")[:MOST_REPORTS]
    return (
        _standing_reports()
        .filter(pk__in=newest)
        .select_related("revision__article__outlet", "speaker")
        .prefetch_related("references__event")
        .order_by("revision__article__url", "content", "cue")
    )


def _articles(rows: Sequence[Any]) -> list[Article]:
    """The articles with at least one report that no event of the catalogue explains."""
    explained = _explained(rows)
    by_revision: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_revision[row.revision_id].append(row)
    return [
        _article(reports, explained)
        for reports in by_revision.values()
        if any(row.pk not in explained for row in reports)
    ]


def _explained(rows: Sequence[Any]) -> set[int]:
    """The reports that refer to a published event by its name, or by an editor's word."""
    confirmed = set(
        Link.objects.believed()
        .filter(state=Link.State.CONFIRMED, statement__in={row.statement_id for row in rows})
        .values_list("statement_id", flat=True)
    )
    return {
        row.pk
        for row in rows
        if row.statement_id in confirmed
        or any(not reference.doubtful for reference in _named(row))
    }


def _named(row: Report) -> list[Reference]:
    """A report's references to published events that the linking by the catalogue made."""
    return [
        reference
        for reference in row.references.all()
        if reference.event.state == State.CURATED
        and not any(entry["rule"].startswith(RULE) for entry in reference.evidence)
    ]


def _article(reports: Sequence[Any], explained: set[int]) -> Article:
    revision = reports[0].revision
    article = revision.article
    outlet = article.outlet.name if article.outlet else ""
    document = Document(
        revision.text, revision.title or article.title, article.published_day, outlet
    )
    named = {
        Span(*entry["span"])
        for report in reports
        for reference in _named(report)
        for entry in reference.evidence
        if entry.get("span")
    }
    return Article(
        url=article.url,
        outlet=reports[0].published_by,
        document=document,
        reports=tuple(
            FoundReport(
                key=row.pk,
                utterance=row.statement_id,
                content=row.content_spans,
                cue=row.cue_spans,
                speaker=row.credited,
                explained=row.pk in explained,
            )
            for row in reports
        ),
        named=tuple(sorted(named)),
    )
