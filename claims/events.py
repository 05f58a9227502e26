"""Use case: which events a reading's reports refer to."""

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from claims.additions import reports_of
from claims.beliefs import believe_all
from claims.event_beliefs import believe_event
from claims.extraction import Document
from claims.interchange.reports import evidence_value
from claims.linking.events import ScoredLink, Thresholds
from claims.linking.events import link_within as score_links
from claims.linking.occasions import Occasion, occasions
from claims.linking.surroundings import Surroundings
from claims.lookup import DatabaseLookup
from claims.models import Event, Proposal, Reading, Reference, Report, Statement
from claims.models.proposals import RULE
from claims.reconciling import place_of


@transaction.atomic
def link(reading: Reading) -> list[Statement]:
    """Write what the words of a reading's reports refer to, and derive their statements anew.

    References of an earlier run are replaced, but for those that proposals made: these change as
    proposals do. What editors decided on a link stands over them.
    """
    revision = reading.revision
    extracted = reports_of(reading)
    document = Document(
        revision.text, title=revision.title, published=revision.article.published_day
    )
    around = Surroundings(document, DatabaseLookup())
    limits = Thresholds(settings.LINKED_FROM, settings.DOUBTFUL_FROM)
    places = [place_of(report) for report in extracted]
    by_place = dict(zip(places, score_links(around, extracted, limits), strict=True))
    reports = list(reading.reports.filter(revision=revision).order_by("pk"))
    _replace_references({report: by_place.get(report.place, ()) for report in reports})
    _note_occasions(reports, dict(zip(places, occasions(around, extracted), strict=True)))
    return believe_all(Statement.objects.filter(reports__in=reports).distinct().order_by("pk"))


def _replace_references(links: dict[Report, tuple[ScoredLink, ...]]) -> None:
    made = Q(evidence__0__rule__startswith=RULE)
    before = Reference.objects.filter(report__in=links).exclude(made)
    had = set(before.values_list("report_id", "event_id"))
    before.delete()
    wanted = {int(found.event) for scored in links.values() for found in scored}
    published = set(Event.objects.published().filter(pk__in=wanted).values_list("pk", flat=True))
    rows = [
        Reference(
            report=report,
            event_id=int(found.event),
            confidence=found.confidence,
            doubtful=found.doubtful,
            evidence=[evidence_value(item) for item in found.evidence],
        )
        for report, scored in links.items()
        for found in scored
        if int(found.event) in published
    ]
    now = {(row.report_id, row.event_id) for row in rows}
    proposed = Reference.objects.filter(made, report__in=links, event__in=published)
    for reference in proposed:
        if (reference.report_id, reference.event_id) in now:
            reference.delete()  # its name says it better
    Reference.objects.bulk_create(rows)
    _refer_as_proposed({event for _, event in had - now})


def _refer_as_proposed(events: set[int]) -> None:
    """Let published proposals refer again to reports that name them no more."""
    for proposal in Proposal.objects.filter(event__in=events):
        believe_event(proposal)


def _note_occasions(reports: list[Report], by_place: dict[str, Occasion | None]) -> None:
    """Write on which event each was said, or how many days after it, where its article tells."""
    wanted = [int(occasion.event) for occasion in by_place.values() if occasion]
    published = set(Event.objects.published().filter(pk__in=wanted).values_list("pk", flat=True))
    changed = []
    for report in reports:
        occasion = by_place.get(report.place)
        known = occasion if occasion and int(occasion.event) in published else None
        event, days = (int(known.event), known.days) if known else (None, 0)
        if (report.occasion_id, report.occasion_days) != (event, days):
            report.occasion_id, report.occasion_days = event, days
            changed.append(report)
    Report.objects.bulk_update(changed, ["occasion", "occasion_days"])
