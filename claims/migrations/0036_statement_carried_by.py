"""Which outlets carry a statement: a column, so that lists need not look up all their reports.

`claims.beliefs` derives it. An article whose outlet becomes known later, or another, when nothing
is read anew, passes it on by a trigger, in the transaction that says so. An index of its own has
the events that a list's statements refer to.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

CARRIED_BY = """
    SELECT coalesce(array_agg(DISTINCT article.outlet_id ORDER BY article.outlet_id), '{}')
    FROM claims_report report
    JOIN sources_revision revision ON revision.id = report.revision_id
    JOIN sources_article article ON article.id = revision.article_id
    WHERE report.statement_id = statement.id AND report.withdrawn <> 'reader'
    AND article.outlet_id IS NOT NULL"""

# No change for who follows the feed of changes: a line of the API has the names of the outlets.
FILLING = f"""
ALTER TABLE claims_statement DISABLE TRIGGER USER;
UPDATE claims_statement statement SET carried_by = ({CARRIED_BY});
ALTER TABLE claims_statement ENABLE TRIGGER USER;
"""  # noqa: S608 - no input

PASSING_ON = f"""
CREATE FUNCTION claims_article_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE claims_statement statement SET carried_by = ({CARRIED_BY})
    WHERE statement.id IN (
        SELECT report.statement_id FROM claims_report report
        JOIN sources_revision revision ON revision.id = report.revision_id
        WHERE revision.article_id = NEW.id
    );
    RETURN NULL;
END $$;
CREATE TRIGGER moved AFTER UPDATE OF outlet_id ON sources_article
    FOR EACH ROW WHEN (OLD.outlet_id IS DISTINCT FROM NEW.outlet_id)
    EXECUTE FUNCTION claims_article_moved();
"""  # noqa: S608 - no input
NOT_PASSING_ON = "DROP TRIGGER moved ON sources_article; DROP FUNCTION claims_article_moved();"


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0035_event_decisions_travel"),
        ("sources", "0010_earlier_titles"),
    ]

    operations = [
        migrations.AddField(
            model_name="statement",
            name="carried_by",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(),
                blank=True,
                default=list,
                help_text="ids of the outlets that carry it, in order",
            ),
        ),
        migrations.RunSQL(FILLING, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="statement",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["carried_by"], name="statement_carried_by"
            ),
        ),
        migrations.RunSQL(PASSING_ON, NOT_PASSING_ON),
        migrations.AddIndex(
            model_name="link",
            index=models.Index(
                condition=models.Q(("state__in", ["linked", "confirmed"])),
                fields=["statement"],
                include=("event",),
                name="link_believed",
            ),
        ),
    ]
