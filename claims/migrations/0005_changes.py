"""The feed of changes: triggers that note what is written, by whatever way.

`WATCHED` says of each table which parts of the API its rows are. What depends on a part in turn is
found when it is numbered (`claims.sequencing`).
"""

from typing import NamedTuple

from django.db import migrations


class Watch(NamedTuple):
    """A part's name, the column with its key, and what of the row concerns it."""

    part: str
    key: str
    columns: tuple[str, ...] = ()  # whose change concerns it; none named: any
    rows: bool = True  # whether rows that come and go do


SAID = ("said_edtf", "said_earliest", "said_latest", "said_basis")
BELIEVED = ("speaker_id", "speaker_name", "kind", "status", *SAID)
WATCHED = {
    "claims_statement": [
        Watch("statement", "id"),
        Watch("its reports", "id", BELIEVED, rows=False),
        Watch("its relations", "id", ("status", "withdrawn", "merged_into_id"), rows=False),
    ],
    "claims_report": [Watch("report", "id"), Watch("statement", "statement_id")],
    "claims_reference": [Watch("report line", "report_id")],
    "claims_link": [Watch("statement", "statement_id"), Watch("its reports", "statement_id")],
    "claims_relation": [Watch("statement", "statement_id"), Watch("statement", "other_id")],
    "claims_readrelation": [Watch("relation", "relation_id")],
    "claims_drift": [Watch("drift", "report_id")],
    "claims_speaker": [
        Watch("speaker", "id"),
        Watch("speaker name", "id", ("name", "slug"), rows=False),
    ],
    "claims_office": [Watch("offices", "speaker_id")],
    "claims_event": [
        Watch("event", "id"),
        Watch("event name", "id", ("title", "slug", "state"), rows=False),
    ],
    "sources_outlet": [
        Watch("outlet", "id"),
        Watch("outlet name", "id", ("name",), rows=False),
    ],
    "sources_article": [
        Watch("article", "id"),
        Watch("article name", "id", ("url", "title", "outlet_id", "published"), rows=False),
    ],
    "sources_signature": [Watch("source", "article_id", ("original_id", "credited", "basis"))],
    "sources_revision": [
        Watch("article", "article_id"),
        Watch("revision", "id", ("number", "fetched_at"), rows=False),
    ],
}
OWN_KEYS = {"sources_signature": "article_id"}

FUNCTION = """
CREATE FUNCTION {table}_touched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO claims_touched (part, key) {came};
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO claims_touched (part, key) {went};
    ELSE
        INSERT INTO claims_touched (part, key) {changed};
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER touched_by_insert AFTER INSERT ON {table}
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION {table}_touched();
CREATE TRIGGER touched_by_delete AFTER DELETE ON {table}
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION {table}_touched();
CREATE TRIGGER touched_by_update AFTER UPDATE ON {table}
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {table}_touched();
"""


def watching(table):
    """The triggers of a table."""
    watches = WATCHED[table]
    came, went = (
        " UNION ".join(
            f"SELECT '{watch.part}', {watch.key} FROM {rows} WHERE {watch.key} IS NOT NULL"  # noqa: S608
            for watch in watches
            if watch.rows
        )
        for rows in ("new_rows", "old_rows")
    )
    changed = " UNION ".join(changes(watch, OWN_KEYS.get(table, "id")) for watch in watches)
    return FUNCTION.format(table=table, came=came, went=went, changed=changed)


def changes(watch, own):
    """The part to which a row belongs, and the one to which it belonged before."""
    before, after = (
        f"({', '.join(f'{row}.{column}' for column in watch.columns)})"
        if watch.columns
        else f"{row}.*"
        for row in ("before", "after")
    )
    if len(watch.columns) == 1:
        before, after = before.strip("()"), after.strip("()")
    return f"""
        SELECT '{watch.part}', part.key FROM old_rows before JOIN new_rows after USING ({own}),
        LATERAL (VALUES (before.{watch.key}), (after.{watch.key})) part (key)
        WHERE {before} IS DISTINCT FROM {after} AND part.key IS NOT NULL"""  # noqa: S608


def unwatching(table):
    """Without the triggers."""
    drops = [
        f"DROP TRIGGER touched_by_{what} ON {table};" for what in ("insert", "delete", "update")
    ]
    return "\n".join([*drops, f"DROP FUNCTION {table}_touched();"])


class Migration(migrations.Migration):
    dependencies = [("claims", "0004_carriers"), ("sources", "0001_initial")]

    operations = [migrations.RunSQL(watching(table), unwatching(table)) for table in WATCHED]
