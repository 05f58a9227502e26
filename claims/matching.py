"""Use case: reports of the same utterance in any article become one statement."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from django.db import connection, transaction

from claims.linking.grouping import STRANGE
from claims.linking.likeness import SLACK, Features, chance_of, features
from claims.linking.utterances import Utterance, keys_of, placed
from claims.models import Correction, Likeness, MatchKey, Reading, Report, Statement
from claims.models.reports import ReportQuerySet
from claims.models.statements import Withdrawn
from claims.utterances import lock_utterances, regroup, utterance_of
from sources.syndication import place

NEAREST = 16  # reports looked at of one key, before and after the day
FOLLOWING = 100  # reports of the same text that follow, each compared with it
CANDIDATES = 32  # compared with one report: those that share most keys
_NO_DAY = date(9999, 12, 31)  # of what has none: it is compared with its like

_COMPARED = (
    *("text", "kind", "speaker_name", "body", "label", "via", "place", "content"),
    *("cue", "quote_prefix"),
    *("said_earliest", "said_latest", "said_basis", "speaker__slug"),
    *("statement_id", "own_statement_id", "reading_id"),
    *("revision__number", "revision__article__url", "revision__article__published_day"),
)
Compared = tuple[Report, Report, Features]
_SLACK = timedelta(days=max(SLACK.values()))

_SEARCH = """
    SELECT sought.report, near.report_id
    FROM unnest(%s::bigint[], %s::bigint[], %s::date[], %s::date[], %s::date[], %s::bigint[])
        AS sought (key, report, day, since, until, revision)
    CROSS JOIN LATERAL (
        (SELECT report_id, day FROM claims_matchkey
         WHERE key = sought.key AND day >= sought.day ORDER BY day, report_id LIMIT %s)
        UNION ALL
        (SELECT report_id, day FROM claims_matchkey
         WHERE key = sought.key AND day < sought.day ORDER BY day DESC, report_id DESC LIMIT %s)
    ) AS near
    JOIN claims_report AS found ON found.id = near.report_id
    WHERE found.revision_id <> sought.revision
        AND coalesce(found.said_earliest, '-infinity') <= sought.until
        AND coalesce(found.said_latest, 'infinity') >= sought.since
    GROUP BY 1, 2
    ORDER BY 1, count(*) DESC, min(abs(near.day - sought.day)), 2
"""


@transaction.atomic
def match(reading: Reading) -> list[Statement]:
    """Compare a reading's reports with their like, and group anew all that hangs together.

    Pairs of reports are compared as the machine read them, by weights that never change, so that
    the order of arrival does not matter. Returns the statements that gained or lost reports.
    The article's copies are found on the way: they say how many sources a statement has.
    """
    lock_utterances()
    place(reading.revision.article_id)
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


def candidates(keys: Mapping[Report, Sequence[int]]) -> dict[int, list[int]]:
    """By report the ids of others that share keys with it and may be of its day, the nearest first.

    What is looked at of each key is capped, so that the cost does not grow with the archive.
    """
    sought = [(key, *_bounds(report)) for report, found in keys.items() for key in found]
    with connection.cursor() as cursor:
        columns = [[row[n] for row in sought] for n in range(6)]
        cursor.execute(_SEARCH, [*columns, NEAREST, NEAREST])
        rows = cursor.fetchall()
    found: dict[int, list[int]] = {report.pk: [] for report in keys}
    for ours, theirs in rows:
        if len(found[ours]) < CANDIDATES:
            found[ours].append(theirs)
    return found


def compare(keys: Mapping[Report, Sequence[int]]) -> Iterator[Compared]:
    """Each report with its candidates of other texts, as far as a pair can be one utterance."""
    found = candidates(keys)
    rows = _for_comparing().in_bulk({pk for others in found.values() for pk in others})
    theirs = {pk: utterance_of(row) for pk, row in rows.items()}
    for report in keys:
        ours = utterance_of(report)
        for pk in found[report.pk]:
            values = features(ours, theirs[pk])
            if values is not None:
                yield report, rows[pk], values


def _bounds(report: Report) -> tuple[int, date, date, date, int]:
    """What is the same for all keys of a report: id, day, first and last day, revision."""
    since = report.said_earliest - _SLACK if report.said_earliest else date.min
    until = report.said_latest + _SLACK if report.said_latest else date.max
    return report.pk, day_of(report), since, until, report.revision_id


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
    """With what is compared, and little else: many rows are looked at."""
    return Report.objects.select_related("revision__article", "speaker").only(*_COMPARED)


def _within(reading: Reading, reports: Sequence[Report]) -> Iterator[Compared]:
    """All pairs of one text's reports that are not too far from each other."""
    text = reading.revision.text
    places = placed(str(reading.revision_id), text, [row.read_spans for row in reports])
    told: list[tuple[Report, Utterance]] = [
        (row, utterance_of(row, place)) for row, place in zip(reports, places, strict=True)
    ]
    told.sort(key=lambda pair: pair[1].place.turn)
    for number, (one, ours) in enumerate(told):
        for other, theirs in told[number + 1 : number + 1 + FOLLOWING]:
            values = features(ours, theirs)
            if values is not None:
                yield one, other, values


def _write_likenesses(compared: Iterable[Compared]) -> None:
    """Keep those that are no strangers, each pair once, whichever looked for the other."""
    rows: dict[tuple[int, int], Likeness] = {}
    for one, other, values in compared:
        found = chance_of(values)
        if found >= STRANGE:
            pair = (min(one.pk, other.pk), max(one.pk, other.pk))
            rows[pair] = Likeness(
                one_id=pair[0],
                other_id=pair[1],
                chance=found,
                features={name: round(value, 3) for name, value in values.items() if value},
            )
    Likeness.objects.bulk_create(rows.values())
