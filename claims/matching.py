"""Use case: reports of the same utterance in several articles become one statement."""

from collections.abc import Iterator

from django.db import connection, transaction

from claims.beliefs import believe, standing_decisions
from claims.linking.utterances import Utterance, same_utterance
from claims.models import Reading, Report, Statement
from claims.models.statements import Withdrawn

_LOCK = 7_302_001  # PostgreSQL advisory lock: two workers must not miss each other's reports


@transaction.atomic
def match(reading: Reading) -> list[Statement]:
    """Join the statements of a reading's reports with those of the same utterance elsewhere.

    Pairs of reports are compared as the machine read them, and statements are what hangs
    together by such pairs, so that the order of arrival does not matter. The oldest statement
    keeps its id; the others point at it. Returns the statements that gained reports.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    article_id = reading.revision.article_id
    joined = []
    for report in reading.reports.exclude(withdrawn=Withdrawn.BY_READER).order_by("pk"):
        for other in _same(report, article_id):
            keeper = _join(report, other)
            if keeper is not None:
                joined.append(keeper)
    return [believe(statement) for statement in {s.pk: s for s in joined}.values()]


def _same(report: Report, article_id: int) -> Iterator[Report]:
    """Reports of other articles that share word runs with this one and are of its utterance.

    The article is told, since each report that looks it up would load the text and hold it.
    """
    if not report.shingles:
        return
    others = (
        Report.objects.filter(shingles__overlap=report.shingles)
        .exclude(withdrawn=Withdrawn.BY_READER)
        .exclude(revision__article_id=article_id)
        .select_related("statement", "speaker")
        .order_by("pk")
    )
    ours = _utterance(report)
    yield from (other for other in others if same_utterance(ours, _utterance(other)))


def _utterance(report: Report) -> Utterance:
    return Utterance(
        shingles=frozenset(report.shingles),
        source=report.credited.casefold(),
        earliest=report.said_earliest,
        latest=report.said_latest,
    )


def _join(report: Report, other: Report) -> Statement | None:
    """Merge the two reports' statements; None where they are one, or editors decided on both."""
    pair = Statement.objects.filter(reports__in=[report.pk, other.pk]).distinct().order_by("pk")
    if len(pair) < 2:
        return None
    keeper, gone = pair
    if all(standing_decisions(statement.corrections.all()) for statement in pair):
        return None
    gone.reports.update(statement=keeper)
    gone.corrections.update(statement=keeper)
    gone.links.all().delete()
    gone.merged.update(merged_into=keeper)
    gone.merged_into = keeper
    gone.version += 1
    gone.save()
    return keeper
