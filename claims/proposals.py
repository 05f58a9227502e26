"""Use case: events that the catalogue lacks, proposed from the reports that it doesn't explain.

Events are looked for in windows of days that overlap by half, each looked at anew when its
reports changed. A window's outcome depends on its articles alone, and of two windows the one in
whose middle a report lies says what it refers to: so the order of arrival makes no difference.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection, transaction

from claims.anchoring import reports_meant
from claims.event_beliefs import State, believe_event
from claims.heirs import successor_of
from claims.interchange.reports import evidence_value
from claims.interchange.slugs import slug_of
from claims.linking.discovery import ProposedEvent, ProposedLink, discover, stems_of_name
from claims.models import Event, Proposal, Window
from claims.windows import Days, articles_of, checksums, reports_in

LONGEST_TITLE = 300

_LOCK = 0x0E7E  # one process at a time looks for events


def propose() -> int:
    """Look at every window whose reports changed; returns how many those were.

    Where nothing changed it costs three queries. A second call changes nothing.
    """
    _find_reports()
    numbers = _changed()
    for number in numbers:
        _look_at(number)
    return len(numbers)


def _find_reports() -> None:
    """Let decided events from elsewhere find the reports that tell of them, as they come in."""
    for proposal in Proposal.objects.exclude(told_by=[]):
        _find_reports_of(proposal)


@transaction.atomic
def _find_reports_of(proposal: Proposal) -> None:
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    found, missing = reports_meant(proposal.told_by)
    if found:
        proposal.reports = sorted({*proposal.reports, *(report.pk for report in found)})
        proposal.told_by = missing
        proposal.save(update_fields=["reports", "told_by"])


@transaction.atomic
def _look_at(number: int) -> None:
    """Bring the proposals up to one window's reports, and note what they were."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    _Survey(Days(number)).write()
    Window.objects.update_or_create(number=number, defaults={"seen": checksums().get(number, "")})


def _changed() -> list[int]:
    """The windows whose checksum is not what it was, in order; also those that lost all reports."""
    seen = dict(Window.objects.values_list("number", "seen"))
    now = checksums()
    return sorted(n for n in now.keys() | seen.keys() if now.get(n, "") != seen.get(n))


class _Survey:
    """One window: its articles, what is proposed from them, and what was proposed before."""

    def __init__(self, days: Days) -> None:
        """Read the articles, and find the events that they call for."""
        self.days = days
        rows = reports_in(days)
        self.visible = {row.pk for row in rows}
        self.own = {row.pk for row in rows if days.owns(row.day)}
        self.found = _lacking(discover(articles_of(rows)), days.all[1])
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
                self._update(_new(event), [event])
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
        """Bring a proposal up to what this window tells of it.

        What it is called is said by the first window that has reports of its own in it.
        """
        found = [link for event in events for link in event.links if link.report in self.own]
        told = {link.report: self._link(link) for link in found}
        links = [*self._others(proposal), *told.values()]
        proposal.links = sorted(links, key=lambda link: link["report"])
        self._remember(proposal)
        windows = [link["window"] for link in proposal.links]
        if min(windows, default=self.days.number) == self.days.number:
            _describe(proposal, max(events, key=lambda event: len(event.links)))
        proposal.save()
        believe_event(proposal)

    def _others(self, proposal: Proposal) -> list[dict[str, Any]]:
        """The links that other windows say."""
        return [link for link in proposal.links if link["window"] != self.days.number]

    def _remember(self, proposal: Proposal) -> None:
        """By which reports it is known again; what was decided on, by those of that time too."""
        before = proposal.reports if _is_decided(proposal) else []
        proposal.reports = sorted({*before, *(link["report"] for link in proposal.links)})

    def _link(self, link: ProposedLink) -> dict[str, Any]:
        return {
            "report": link.report,
            "window": self.days.number,
            "confidence": round(link.confidence, 4),
            "evidence": [evidence_value(entry) for entry in link.evidence],
        }

    def _empty(self, proposal: Proposal) -> None:
        """What this window's articles no longer call for; an undecided one without any goes."""
        if _is_decided(proposal):
            return  # its reports tell what it was, should it be called for again
        proposal.links = self._others(proposal)
        self._remember(proposal)
        proposal.save()
        event = believe_event(proposal)
        if not proposal.reports and not event.links.exists():
            event.delete()


def _lacking(found: Sequence[ProposedEvent], until: date) -> list[ProposedEvent]:
    """Without those that are called as a published event is that went on until that day at least.

    Of such a one ("the war with Russia") articles speak in passing for as long as it lasts, and no
    report need refer to it for that. Which day the machine takes such words to mean tells little.
    """
    going_on = Event.objects.published().filter(earliest__lte=until, latest=None)
    names = [stems_of_name(name) for row in going_on for name in (row.title, *row.aliases)]
    called = {event.title: stems_of_name(event.title) for event in found}
    return [e for e in found if not any(frozenset() < called[e.title] <= name for name in names)]


def _is_decided(proposal: Proposal) -> bool:
    return proposal.event.state != State.PROPOSED or successor_of(proposal.event) != proposal.event


def _describe(proposal: Proposal, event: ProposedEvent) -> None:
    """The machine's word on what it is."""
    proposal.title, proposal.date, proposal.place = (
        event.title[:LONGEST_TITLE],
        event.date,
        event.place,
    )
    proposal.participants, proposal.kind = list(event.participants), event.kind
    proposal.terms = list(event.terms)


def _new(event: ProposedEvent) -> Proposal:
    """A proposal under an address of its own."""
    title = event.title[:LONGEST_TITLE]
    row = Event.objects.create_apart(slug_of(event.title), title=title, state=State.PROPOSED)
    proposal = Proposal(event=row)
    _describe(proposal, event)
    return proposal
