"""Use case: which events a reading's reports refer to."""

from functools import lru_cache
from typing import Any

from django.db import transaction

from claims.beliefs import believe
from claims.extraction import Document
from claims.interchange.readings import from_json
from claims.interchange.reports import evidence_value
from claims.linking.catalogue import Catalogue, CatalogueEvent
from claims.linking.events import ScoredLink
from claims.linking.events import link as score_links
from claims.linking.occasions import occasions
from claims.models import Event, Reading, Reference, Report, Statement
from claims.recording import place_of


@transaction.atomic
def link(reading: Reading) -> list[Statement]:
    """Write what the words of a reading's reports refer to, and derive their statements anew.

    References of an earlier run are replaced; what editors decided on a link stands over them.
    """
    revision = reading.revision
    extracted = from_json(reading.extracted or {}).reports
    document = Document(revision.text, published=revision.article.published_day)
    catalogue = current_catalogue()
    links = score_links(document, extracted, catalogue)
    places = [place_of(report) for report in extracted]
    by_place = dict(zip(places, links, strict=True))
    reports = list(reading.reports.filter(revision=revision).order_by("pk"))
    _replace_references({report: by_place.get(report.place, ()) for report in reports})
    said_on = occasions(document, extracted, catalogue)
    _note_occasions(reports, dict(zip(places, said_on, strict=True)))
    statements = Statement.objects.filter(reports__in=reports).distinct().order_by("pk")
    return [believe(statement) for statement in statements]


def current_catalogue() -> Catalogue:
    """The published events of the database as linking takes them."""
    columns = ("slug", "title", "aliases", "text", "earliest", "latest", "place", "participants")
    rows = Event.objects.published().order_by("slug").values_list(*columns)
    return _catalogue(tuple((*row[:2], tuple(row[2]), *row[3:7], tuple(row[7])) for row in rows))


@lru_cache(maxsize=2)
def _catalogue(rows: tuple[Any, ...]) -> Catalogue:
    """Build the index once for each content."""
    return Catalogue(CatalogueEvent(*row) for row in rows)


def _replace_references(links: dict[Report, tuple[ScoredLink, ...]]) -> None:
    Reference.objects.filter(report__in=links).delete()
    events = dict(Event.objects.published().values_list("slug", "pk"))
    Reference.objects.bulk_create(
        Reference(
            report=report,
            event_id=events[found.event],
            confidence=found.confidence,
            doubtful=found.doubtful,
            evidence=[evidence_value(item) for item in found.evidence],
        )
        for report, scored in links.items()
        for found in scored
    )


def _note_occasions(reports: list[Report], by_place: dict[str, str | None]) -> None:
    """Write on which event each was said, where its article tells."""
    events = dict(
        Event.objects.filter(slug__in=filter(None, by_place.values())).values_list("slug", "pk")
    )
    for report in reports:
        report.occasion_id = events.get(by_place.get(report.place) or "")
    Report.objects.bulk_update(reports, ["occasion"])
