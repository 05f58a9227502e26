"""What came of a run, by words instead of ids, so that two runs can be compared."""

from collections import Counter
from typing import Any

from claims.models import (
    Event,
    Likeness,
    Link,
    Proposal,
    Reading,
    Relation,
    Report,
    Speaker,
    Statement,
    Window,
)
from sources.models import Article, Fetch, Revision
from tests.builders import make_event
from tests.faults.articles import PEOPLE, THINGS

Place = tuple[str, str]


def know_the_people() -> None:
    """The speakers of the articles, and events to which their words refer."""
    Speaker.objects.bulk_create(
        Speaker(name=name, slug=name.lower().replace(" ", "-")) for name in PEOPLE
    )
    for thing in THINGS[:4]:
        make_event(f"Opening of the new {thing}", date="2031-05")


def forget_all() -> None:
    Report.objects.all().delete()
    Fetch.objects.all().delete()
    Article.objects.all().delete()
    Statement.objects.filter(merged_into__isnull=False).delete()
    Statement.objects.all().delete()
    Event.objects.exclude(proposal=None).delete()
    Window.objects.all().delete()


def rows() -> dict[str, Any]:
    """All that was taken in, read and concluded."""
    reports = Report.objects.select_related("revision__article", "speaker", "statement__speaker")
    places = {report.pk: (report.revision.article.url, report.place) for report in reports}
    groups: dict[int, set[Place]] = {}
    for report in reports:
        groups.setdefault(report.statement_id, set()).add(places[report.pk])
    first = {pk: min(group) for pk, group in groups.items()}
    return {
        "revisions": sorted(Revision.objects.values_list("article__url", "number", "digest")),
        "raw": sorted(Revision.objects.values_list("article__url", "number", "raw__media_type")),
        "readings": Counter(Reading.objects.values_list("revision__article__url", flat=True)),
        "reports": sorted(_told(report, places) for report in reports),
        "statements": sorted(sorted(group) for group in groups.values()),
        "believed": sorted(_believed(report, places) for report in reports),
        "likenesses": _likenesses(places),
        "links": sorted(
            (first[link.statement_id], link.event.slug, link.state, round(link.confidence, 9))
            for link in Link.objects.select_related("event")
        ),
        "relations": sorted(
            (first[row.statement_id], first[row.other_id], row.kind, row.state)
            for row in Relation.objects.all()
        ),
        "proposals": sorted(
            (row.title, row.date, sorted(places[pk] for pk in row.reports))
            for row in Proposal.objects.all()
        ),
    }


def differing(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """The kinds of rows in which two runs differ."""
    return [name for name in one if one[name] != other[name]]


def _likenesses(places: dict[int, Place]) -> list[tuple[object, ...]]:
    """Those on which groups rest: which doubtful ones are seen depends on the order of arrival."""
    return sorted(
        (*sorted([places[row.one_id], places[row.other_id]]), round(row.chance, 9))
        for row in Likeness.objects.likely()
    )


def _told(report: Report, places: dict[int, Place]) -> tuple[object, ...]:
    speaker = report.speaker.slug if report.speaker else report.speaker_name
    parent = places.get(report.parent_id or 0)
    said = (report.said_edtf, report.said_basis)
    return (*places[report.pk], speaker, *said, report.kind, report.text, str(parent))


def _believed(report: Report, places: dict[int, Place]) -> tuple[object, ...]:
    statement = report.statement
    return (*places[report.pk], statement.credited, statement.said_edtf, statement.status)
