"""Use case: what was written gets its place in the feed of changes.

    row written -> triggers note the part (Touched) -> commit -> numbered here, with all that
    shows it (Change)

A number is given only to what is committed, by one at a time, and is seen before the next is
given. So whoever has seen a number has seen, or will see under a higher one, all that there is.
"""

from collections.abc import Iterable, Iterator, Sequence

from django.db import connection, transaction

from claims.models import Change, Touched

_LOCK = 7_302_003  # PostgreSQL advisory lock: numbers are given by one at a time
BATCH = 10_000  # parts numbered in one transaction

_Parts = dict[str, dict[int, int]]  # by name and key, the last time that it was touched

# What shows a part: kind, its key, and the way there from `part.key`. Where a row on the way is
# written at the same time, its own triggers tell of that.
_REPORTS_OF = (
    "JOIN sources_revision v ON v.article_id = {} JOIN claims_report r ON r.revision_id = v.id"
)
_OF_ARTICLE = _REPORTS_OF.format("part.key")
_COPIES = "JOIN sources_signature c ON c.original_id = part.key"
_OF_COPIES = f"{_COPIES} {_REPORTS_OF.format('c.article_id')}"
_OF_OUTLET = "JOIN sources_article a ON a.outlet_id = part.key"
_OF_ARTICLES = f"{_OF_OUTLET} {_REPORTS_OF.format('a.id')}"
_COPIES_OF_OUTLET = f"{_OF_OUTLET} JOIN sources_signature c ON c.original_id = a.id"
_OF_COPIES_OF_OUTLET = f"{_COPIES_OF_OUTLET} {_REPORTS_OF.format('c.article_id')}"
_REPORT = "JOIN claims_report r ON r.id = part.key"
_OF_STATEMENT = "JOIN claims_report r ON r.statement_id = part.key"
_SPOKEN = "JOIN claims_statement s ON s.speaker_id = part.key"
_LINKED = "JOIN claims_link l ON l.event_id = part.key"
_REFERRED = (
    "JOIN claims_reference f ON f.event_id = part.key JOIN claims_report r ON r.id = f.report_id"
)
_TELLING = (
    "JOIN claims_readrelation t ON t.report_id = r.id "
    "JOIN claims_relation e ON e.id = t.relation_id"
)

_SHOWN_BY: dict[str, list[tuple[str, str, str]]] = {
    **{kind.value: [(kind.value, "part.key", "")] for kind in Change.Kind},
    "report line": [("report", "r.id", _REPORT), ("statement", "r.statement_id", _REPORT)],
    "drift": [("statement", "r.statement_id", _REPORT)],
    "its reports": [("report", "r.id", _OF_STATEMENT)],
    "its relations": [
        ("statement", "e.other_id", "JOIN claims_relation e ON e.statement_id = part.key"),
        ("statement", "e.statement_id", "JOIN claims_relation e ON e.other_id = part.key"),
    ],
    "relation": [
        ("statement", f"e.{end}_id", "JOIN claims_relation e ON e.id = part.key")
        for end in ("statement", "other")
    ],
    "offices": [("speaker", "part.key", ""), ("statement", "s.id", _SPOKEN)],
    "speaker name": [
        ("statement", "s.id", _SPOKEN),
        ("report", "r.id", f"{_SPOKEN} JOIN claims_report r ON r.statement_id = s.id"),
        ("report", "r.id", "JOIN claims_report r ON r.speaker_id = part.key"),
        ("statement", "r.statement_id", "JOIN claims_report r ON r.speaker_id = part.key"),
    ],
    "event name": [
        ("statement", "l.statement_id", _LINKED),
        ("report", "r.id", f"{_LINKED} JOIN claims_report r ON r.statement_id = l.statement_id"),
        ("report", "r.id", _REFERRED),
        ("statement", "r.statement_id", _REFERRED),
    ],
    "article name": [
        ("report", "r.id", _OF_ARTICLE),
        ("statement", "r.statement_id", _OF_ARTICLE),
        ("statement", "e.statement_id", f"{_OF_ARTICLE} {_TELLING}"),
        ("statement", "e.other_id", f"{_OF_ARTICLE} {_TELLING}"),
        ("article", "c.article_id", _COPIES),
        ("statement", "r.statement_id", _OF_COPIES),
    ],
    "source": [("article", "part.key", ""), ("statement", "r.statement_id", _OF_ARTICLE)],
    "outlet name": [
        ("article", "a.id", _OF_OUTLET),
        ("report", "r.id", _OF_ARTICLES),
        ("statement", "r.statement_id", _OF_ARTICLES),
        ("article", "c.article_id", _COPIES_OF_OUTLET),
        ("statement", "r.statement_id", _OF_COPIES_OF_OUTLET),
    ],
    "revision": [
        ("statement", "r.statement_id", "JOIN claims_report r ON r.revision_id = part.key"),
        *(
            (
                "statement",
                "r.statement_id",
                f"JOIN claims_drift d ON d.{name}_id = part.key "
                "JOIN claims_report r ON r.id = d.report_id",
            )
            for name in ("before_revision", "after_revision", "restored")
        ),
    ],
}

_NUMBERING = """
INSERT INTO claims_change (kind, key, number)
SELECT kind, key, last.number + row_number() OVER (ORDER BY at, kind, key)
FROM (SELECT kind, key, max(at) AS at FROM ({shown}) shown GROUP BY kind, key) found,
     (SELECT coalesce(max(number), 0) AS number FROM claims_change) last
ON CONFLICT (kind, key) DO UPDATE SET number = excluded.number
"""


def number_changes() -> int:
    """Number all that is committed by now; returns how many parts, 0 without a lock if none waits.

    What others number at the same time is numbered when this returns.
    """
    numbered = 0
    while Touched.objects.exists():
        numbered += (count := _number_batch())
        if count < BATCH:
            break
    return numbered


@transaction.atomic
def _number_batch() -> int:
    with connection.cursor() as cursor:
        # In a statement of its own, so that the next sees what the holder before has committed.
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        cursor.execute(
            "DELETE FROM claims_touched WHERE id IN"
            " (SELECT id FROM claims_touched ORDER BY id LIMIT %s) RETURNING part, key, id",
            [BATCH],
        )
        taken = cursor.fetchall()
        if taken:
            shown, values = _shown(_last_touched(taken))
            cursor.execute(_NUMBERING.format(shown=shown), values)
    return len(taken)


def _last_touched(taken: Iterable[tuple[str, int, int]]) -> _Parts:
    parts: _Parts = {}
    for part, key, at in taken:
        keys = parts.setdefault(part, {})
        keys[key] = max(at, keys.get(key, 0))
    return parts


def _shown(parts: _Parts) -> tuple[str, list[list[int]]]:
    """A query of all that shows these parts, and its values."""
    ways = list(_ways(parts))
    return " UNION ALL ".join(query for query, _ in ways), [v for _, values in ways for v in values]


def _ways(parts: _Parts) -> Iterator[tuple[str, Sequence[list[int]]]]:
    """Asked are only parts that were touched: a way from nothing could still read a whole table."""
    for part, keys in parts.items():
        for kind, key, way in _SHOWN_BY[part]:
            query = (
                f"SELECT part.at, '{kind}' AS kind, {key} AS key"  # noqa: S608 - our own words
                f" FROM unnest(%s::bigint[], %s::bigint[]) AS part (key, at) {way}"
            )
            yield query, (list(keys), list(keys.values()))
