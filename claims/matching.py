"""Use case: reports of the same utterance in any article become one statement."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from django.db import connection, transaction

from claims.linking.likeness import DOUBTFUL, Features, chance_of, features
from claims.linking.utterances import Utterance, keys_of, placed
from claims.models import Correction, Likeness, MatchKey, Reading, Report, Statement
from claims.models.statements import ReportQuerySet, Withdrawn
from claims.utterances import lock_utterances, regroup, utterance_of

NEAREST = 16  # reports looked at of one key, before and after the day
CANDIDATES = 48  # compared with one report: those that share most keys
_NO_DAY = date(9999, 12, 31)  # of what has none: it is compared with its like

_SEARCH = """
    SELECT sought.report, near.report_id, count(*), min(abs(near.day - sought.day))
    FROM unnest(%s::bigint[], %s::date[], %s::bigint[]) AS sought (key, day, report)
    CROSS JOIN LATERAL (
        (SELECT report_id, day FROM claims_matchkey
         WHERE key = sought.key AND day >= sought.day ORDER BY day, report_id LIMIT %s)
        UNION ALL
        (SELECT report_id, day FROM claims_matchkey
         WHERE key = sought.key AND day < sought.day ORDER BY day DESC, report_id LIMIT %s)
    ) AS near
    GROUP BY 1, 2
    ORDER BY 1, 3 DESC, 4, 2
"""


@transaction.atomic
def match(reading: Reading) -> list[Statement]:
    """Compare a reading's reports with their like, and group anew all that hangs together.

    Pairs of reports are compared as the machine read them, by weights that never change, so that
    the order of arrival does not matter. Returns the statements that gained or lost reports.
    """
    lock_utterances()
    present, gone = _reports(reading)
    ids = [report.pk for report in (*present, *gone)]
    neighbours = {
        pk for pair in Likeness.objects.of(ids).values_list("one", "other") for pk in pair
    }
    Likeness.objects.of(ids).delete()
    MatchKey.objects.filter(report__in=ids).delete()
    keys = {report: keys_of(report.text, utterance_of(report).source) for report in present}
    _write_likenesses([*_within(reading, present), *compare(keys)])
    MatchKey.objects.bulk_create(
        MatchKey(key=key, day=day_of(report), report=report)
        for report, found in keys.items()
        for key in found
    )
    return regroup({*ids, *neighbours})


def day_of(report: Report) -> date:
    """Where to look for reports of its utterance: when it was said, or else told."""
    published = report.revision.article.published_day
    return report.said_latest or report.said_earliest or published or _NO_DAY


def candidates(keys: dict[Report, list[int]]) -> dict[Report, list[int]]:
    """For each report the ids of others that share keys with it, those first that share most.

    What is looked at of each key is capped, so that the cost does not grow with the archive.
    """
    sought = [(key, day_of(report), report.pk) for report, found in keys.items() for key in found]
    columns = [[row[n] for row in sought] for n in range(3)]
    with connection.cursor() as cursor:
        cursor.execute(_SEARCH, [*columns, NEAREST, NEAREST])
        rows = cursor.fetchall()
    found: dict[int, list[int]] = {report.pk: [] for report in keys}
    for ours, theirs, _, _ in rows:
        if len(found[ours]) < CANDIDATES and theirs != ours:
            found[ours].append(theirs)
    return {report: found[report.pk] for report in keys}


Compared = tuple[Report, Report, Features]


def compare(keys: dict[Report, list[int]]) -> Iterator[Compared]:
    """Each report with its candidates of other texts, as far as a pair can be one utterance."""
    found = candidates(keys)
    ids = {pk for others in found.values() for pk in others}
    rows = _for_comparing().in_bulk(ids)
    told = {report.pk: utterance_of(report) for report in (*keys, *rows.values())}
    for report, others in found.items():
        for other in (rows[pk] for pk in others):
            if other.revision_id != report.revision_id:
                values = features(told[report.pk], told[other.pk])
                if values is not None:
                    yield report, other, values


def _reports(reading: Reading) -> tuple[list[Report], list[Report]]:
    """The reading's reports, and those of its article that the reader has dropped since.

    What an editor has decided on outlives the reader's doubt, as it was read last.
    """
    rows = _for_comparing().filter(revision__article=reading.revision.article_id).order_by("pk")
    dropped = rows.filter(withdrawn=Withdrawn.BY_READER)
    decided = Correction.objects.filter(report__in=dropped).values("report")
    return (
        list(rows.filter(reading=reading).exclude(withdrawn=Withdrawn.BY_READER)),
        list(dropped.exclude(pk__in=decided)),
    )


def _for_comparing() -> ReportQuerySet:
    return Report.objects.select_related("revision__article", "speaker").defer(
        "revision__text", "evidence"
    )


def _within(reading: Reading, reports: Sequence[Report]) -> Iterator[Compared]:
    """All pairs of one text's reports."""
    text = reading.revision.text
    places = placed(str(reading.revision_id), text, [row.content_spans for row in reports])
    told: list[tuple[Report, Utterance]] = [
        (row, utterance_of(row, place)) for row, place in zip(reports, places, strict=True)
    ]
    for (one, ours), (other, theirs) in combinations(told, 2):
        values = features(ours, theirs)
        if values is not None:
            yield one, other, values


def _write_likenesses(compared: Iterable[Compared]) -> None:
    """Keep what is at least doubtful; each pair once, whichever of the two looked for the other."""
    rows: dict[tuple[int, int], Likeness] = {}
    for one, other, values in compared:
        found = chance_of(values)
        if found >= DOUBTFUL:
            pair = (min(one.pk, other.pk), max(one.pk, other.pk))
            rows[pair] = Likeness(
                one_id=pair[0],
                other_id=pair[1],
                chance=found,
                features={name: round(value, 3) for name, value in values.items() if value},
            )
    Likeness.objects.bulk_create(rows.values())
