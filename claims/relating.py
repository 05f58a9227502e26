"""Use case: how the statements of a reading relate to others, as its article tells it.

Most relations stay within their article. Where it names somebody whose words it does not have,
these are looked for elsewhere: of the days before, on the same matter, and if there is just one.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from claims.beliefs import believe_all
from claims.extraction import Document
from claims.interchange.readings import from_json
from claims.interchange.reports import evidence_value
from claims.linking.matter import matter_of, same_matter
from claims.linking.relations import FoundRelation
from claims.linking.relations import relate as find_relations
from claims.models import Reading, ReadRelation, Report, Speaker, Statement
from claims.models.statements import Withdrawn
from claims.reconciling import place_of

DAYS_BEFORE = timedelta(days=14)
MOST_LOOKED_AT = 1000  # reports of one speaker in that time; among more, nobody could tell
LEAST_TERMS, SHARE_OF_TERMS = 3, 0.4  # that the words elsewhere have in common with these

_LOCK = 7_302_012  # PostgreSQL advisory lock: two workers must not miss each other's words


@transaction.atomic
def relate(reading: Reading) -> list[Statement]:
    """Write what a reading's article tells of relations; derive the statements concerned anew.

    What an earlier run wrote is replaced; what editors decided stands over it. Words that other
    articles look for are found as soon as they are here, so that the order of arrival does not
    matter.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    _replace(reading)
    reports = Report.objects.filter(revision__article=reading.revision.article_id)
    ids = set(reports.values_list("statement_id", flat=True))
    look_elsewhere(looking_for(ids))
    told = Q(reports__read_relations__isnull=False) | Q(reports__read_relations_to_it__isnull=False)
    known = Q(relations__isnull=False) | Q(relations_to_it__isnull=False)
    touched = Statement.objects.filter(told | known, pk__in=ids).distinct().order_by("pk")
    return believe_all(touched)


def look_elsewhere(rows: Iterable[ReadRelation]) -> None:
    """Find anew the one report elsewhere that each of these rows means, or that there is none."""
    moved = []
    for row in rows:
        found = _one_elsewhere(row)
        if row.other_id != found:
            row.other_id = found
            row.save(update_fields=["other"])
            moved.append(row.report.statement_id)
    believe_all(Statement.objects.filter(pk__in=moved))


def _replace(reading: Reading) -> None:
    """Write the relations that the article tells between the rows of its reports."""
    extracted = from_json(reading.extracted or {})
    document = Document(reading.revision.text, published=reading.revision.article.published_day)
    places = {r.place: r for r in reading.reports.filter(revision=reading.revision)}
    reports = [places.get(place_of(report)) for report in extracted.reports]
    found = find_relations(document, extracted)
    speakers = Speaker.objects.in_bulk({f.speaker for f in found}, field_name="slug")
    ReadRelation.objects.filter(report__in=places.values()).delete()
    rows = (_row(one, reports, speakers) for one in found)
    ReadRelation.objects.bulk_create([row for row in rows if row], ignore_conflicts=True)


def _row(
    found: FoundRelation, reports: list[Report | None], speakers: dict[str, Speaker]
) -> ReadRelation | None:
    """The row of what was found; none where the words meant have no place any more."""
    report = reports[found.report]
    other = None if found.target is None else reports[found.target]
    speaker = speakers.get(found.speaker)
    if report is None or report == other or (other is None and speaker is None):
        return None
    return ReadRelation(
        report=report,
        other=other,
        speaker=speaker,
        kind=found.kind,
        confidence=found.evidence.confidence,
        evidence=[evidence_value(found.evidence)],
        matter=sorted(found.matter),
    )


def looking_for(statements: set[int]) -> Iterator[ReadRelation]:
    """The rows that look elsewhere and tell of these statements, or may mean one of them."""
    rows = _elsewhere().filter(report__statement__in=statements)
    yield from rows
    told = Report.objects.filter(statement__in=statements, said_latest__isnull=False)
    for report in told.exclude(speaker=None).only("speaker", "said_latest", "text"):
        matter = matter_of(report.text)
        yield from (row for row in _looking_back_to(report) if _fits(row, matter))


def _elsewhere() -> "QuerySet[ReadRelation]":
    rows = ReadRelation.objects.exclude(speaker=None).order_by("pk")
    return rows.select_related("report__revision__article").defer("report__revision__text")


def _looking_back_to(report: Report) -> "QuerySet[ReadRelation]":
    """The rows that look for words of a report's speaker about the time of the report."""
    said = report.said_latest or date.min
    # A row looks back from the day of its own report, or from that of publication.
    day = Coalesce("report__said_latest", "report__revision__article__published_day")
    rows = _elsewhere().filter(speaker=report.speaker_id).annotate(day=day)
    return rows.filter(Q(day__gte=said), Q(day__lte=said + DAYS_BEFORE))


def _fits(row: ReadRelation, matter: frozenset[str]) -> bool:
    return same_matter(set(row.matter), matter, least=LEAST_TERMS, share=SHARE_OF_TERMS)


def _one_elsewhere(row: ReadRelation) -> int | None:
    """The first report of the one statement that can be meant."""
    article = row.report.revision.article
    day = row.report.said_latest or article.published_day
    if day is None:
        return None
    near = (
        Report.objects.filter(speaker=row.speaker_id, said_latest__range=(day - DAYS_BEFORE, day))
        .exclude(said_edtf="")
        .exclude(withdrawn=Withdrawn.BY_READER)
        .exclude(revision__article=article)
        .exclude(statement=row.report.statement_id)
        .order_by("pk")
    )
    words = list(near.values_list("statement", "pk", "text")[: MOST_LOOKED_AT + 1])
    fitting: dict[int, int] = {}
    for statement, report, text in words if len(words) <= MOST_LOOKED_AT else ():
        if statement not in fitting and _fits(row, matter_of(text)):
            fitting[statement] = report
    return next(iter(fitting.values())) if len(fitting) == 1 else None
