"""Use case: the desk's queue, what waits in it and in which order.

    rank = weight of each reason
         + unsure * (1 - confidence) + outlets * ln(outlets) + recent * months

`months` are those from the start of 2000 to the newest article, so that a place does not depend on
today: what is new goes before what is old by how far they are apart, for ever. The weights are
`settings.QUEUE_WEIGHTS`; after changing them, `manage.py rerank`.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from claims.models import Correction, Link, Recheck, Statement, Waiting
from claims.models.decisions import standing_decisions
from claims.models.statements import StatementQuerySet, Status
from claims.models.waiting import Reason

Field = Correction.Field

ASKED = (Field.SPEAKER, Field.SAID, Field.KIND, Field.VERDICT)  # what settles a re-check
UNSURE_BELOW = 0.7
BATCH = 500  # statements ranked, and locked, in one transaction

# What the articles that carry a statement say of it, its links, the reasons, the rank; written
# where it differs. One query, as this runs for every statement of every article.
_RANK = """
WITH carried AS (
    SELECT r.statement_id AS id, max(a.published_day) AS day,
        count(DISTINCT nullif(coalesce(p.name, nullif(r.speaker_name, ''), r.body), '')) AS sources,
        count(DISTINCT nullif(r.said_edtf, '')) AS days,
        array_remove(array_agg(DISTINCT a.outlet_id), NULL) AS outlets
    FROM claims_report r
    JOIN sources_revision v ON v.id = r.revision_id
    JOIN sources_article a ON a.id = v.article_id
    LEFT JOIN claims_speaker p ON p.id = r.speaker_id
    WHERE r.statement_id = ANY(%(ids)s) AND r.withdrawn <> 'reader'
    GROUP BY r.statement_id
), linked AS (
    SELECT statement_id AS id, array_agg(event_id ORDER BY event_id) AS events,
        bool_or(state = 'doubtful' OR (state = 'linked' AND confidence < %(unsure_link)s))
            AS doubtful
    FROM claims_link WHERE statement_id = ANY(%(ids)s) AND state <> 'rejected'
    GROUP BY statement_id
), found AS (
    SELECT s.id, s.speaker_id, s.kind, s.confidence,
        coalesce(c.outlets, '{}') AS outlets, coalesce(l.events, '{}') AS events,
        coalesce(c.day, s.created_at::date) - date '2000-01-01' AS age,
        array_remove(ARRAY[
            CASE WHEN EXISTS (
                SELECT FROM claims_sample x JOIN claims_recheck y ON y.sample_id = x.id
                WHERE x.statement_id = s.id AND y.differs
            ) THEN 'recheck' END,
            CASE WHEN c.sources > 1 THEN 'sources' END,
            CASE WHEN c.days > 1 THEN 'days' END,
            CASE WHEN s.drifted THEN 'drifted' END,
            CASE WHEN s.speaker_id IS NULL AND s.speaker_name = '' AND s.body = ''
                THEN 'unnamed' END,
            CASE WHEN s.said_edtf = '' THEN 'undated' END,
            CASE WHEN l.doubtful THEN 'links' END,
            CASE WHEN s.confidence < %(unsure)s THEN 'unsure' END,
            CASE WHEN p.tracked THEN 'tracked' END,
            CASE WHEN cardinality(c.outlets) > 1 THEN 'outlets' END
        ], NULL) AS reasons
    FROM claims_statement s
    LEFT JOIN claims_speaker p ON p.id = s.speaker_id
    LEFT JOIN carried c ON c.id = s.id
    LEFT JOIN linked l ON l.id = s.id
    WHERE s.id = ANY(%(ids)s)
)
INSERT INTO claims_waiting AS w (statement_id, speaker_id, kind, outlets, events, reasons, rank)
SELECT id, speaker_id, kind, outlets, events, reasons, round((
    (SELECT coalesce(sum((%(weights)s::jsonb ->> reason)::float), 0)
        FROM unnest(reasons) AS reason WHERE reason NOT IN ('unsure', 'outlets'))
    + (%(weights)s::jsonb ->> 'unsure')::float * (1 - confidence)
    + (%(weights)s::jsonb ->> 'outlets')::float * ln(greatest(cardinality(outlets), 1))
    + (%(weights)s::jsonb ->> 'recent')::float * age / 30.0)::numeric, 4)
FROM found ORDER BY id
ON CONFLICT (statement_id) DO UPDATE SET speaker_id = excluded.speaker_id, kind = excluded.kind,
    outlets = excluded.outlets, events = excluded.events, reasons = excluded.reasons,
    rank = excluded.rank
WHERE (w.speaker_id, w.kind, w.outlets, w.events, w.reasons, w.rank) IS DISTINCT FROM
    (excluded.speaker_id, excluded.kind, excluded.outlets, excluded.events, excluded.reasons,
    excluded.rank)
"""


def await_decisions(statements: Iterable[Statement]) -> None:
    """Give statements, as they are believed now, their place in the queue, or take them out."""
    rows = list(statements)
    disputed = _disputed([row for row in rows if row.status != Status.MACHINE])
    waiting = {
        row.pk
        for row in rows
        if row.is_visible and (row.status == Status.MACHINE or row in disputed)
    }
    if waiting:
        _rank(sorted(waiting))
    if done := {row.pk for row in rows} - waiting:
        Waiting.objects.filter(pk__in=done).delete()


def _disputed(statements: Sequence[Statement]) -> list[Statement]:
    """Those with which a blind re-check disagreed after the last decision on what it asks."""
    oldest_first = Recheck.objects.differing(statements).reverse()
    latest = dict(oldest_first.values_list("sample__statement", "made_at"))
    return [row for row in statements if row.pk in latest and _is_older(row, latest[row.pk])]


def _is_older(statement: Statement, told: datetime) -> bool:
    """Whether the last decision on what a re-check asks is, or there is none."""
    decisions = standing_decisions(statement.corrections.filter(field__in=ASKED))
    return not decisions or decisions[-1].made_at < told


def _awaiting() -> StatementQuerySet:
    """All that waits: what nobody decided on, and what is disputed."""
    disputed = Waiting.objects.filter(reasons__contains=[Reason.RECHECK]).values("statement")
    rows = Statement.objects.believed()
    return rows.filter(Q(status=Status.MACHINE) | Q(pk__in=disputed))


def rerank() -> Iterator[int]:
    """Give everything its place anew; yields after each batch how many places were looked at.

    Safe while others write, and to break off: what was ranked stays so.
    """
    rows = _awaiting().order_by("pk").values_list("pk", flat=True)
    ids = list(rows[:BATCH])
    while ids:
        yield _rank_batch(ids)
        ids = list(rows.filter(pk__gt=ids[-1])[:BATCH])
    Waiting.objects.exclude(statement__in=_awaiting()).delete()


@transaction.atomic
def _rank_batch(ids: Sequence[int]) -> int:
    """Those of them that still wait, locked in the order in which everybody locks."""
    locked = _awaiting().filter(pk__in=ids).order_by("pk").select_for_update()
    still = list(locked.values_list("pk", flat=True))
    _rank(still)
    return len(still)


def _rank(ids: Sequence[int]) -> None:
    values: dict[str, Any] = {
        "ids": list(ids),
        "unsure": UNSURE_BELOW,
        "unsure_link": Link.UNSURE_BELOW,
        "weights": json.dumps(settings.QUEUE_WEIGHTS),
    }
    with connection.cursor() as cursor:
        cursor.execute(_RANK, values)
