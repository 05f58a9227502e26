"""Statements follow what their articles learn later, when nothing is read anew.

`claims.beliefs` derives the day on which a statement was first reported and the outlets that carry
it, columns so that lists can go by them. An article whose day or outlet becomes known, or another,
passes it on by a trigger, in the transaction that says so.
"""

from django.db import migrations

CARRIERS = """
    FROM claims_report report
    JOIN sources_revision revision ON revision.id = report.revision_id
    JOIN sources_article article ON article.id = revision.article_id
    WHERE report.statement_id = statement.id AND report.withdrawn <> 'reader'"""
FIRST_REPORTED = f"""
    SELECT min(article.published_day){CARRIERS}"""  # noqa: S608 - no input
CARRIED_BY = f"""
    SELECT coalesce(array_agg(DISTINCT article.outlet_id ORDER BY article.outlet_id), '{{}}')
    {CARRIERS} AND article.outlet_id IS NOT NULL"""  # noqa: S608 - no input


def passing_on(name, of, column, derived):
    """When a column of an article changes, a column of the statements that it carries does."""
    return f"""
CREATE FUNCTION claims_article_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE claims_statement statement SET {column} = ({derived})
    WHERE statement.id IN (
        SELECT report.statement_id FROM claims_report report
        JOIN sources_revision revision ON revision.id = report.revision_id
        WHERE revision.article_id = NEW.id
    );
    RETURN NULL;
END $$;
CREATE TRIGGER {name} AFTER UPDATE OF {of} ON sources_article
    FOR EACH ROW WHEN (OLD.{of} IS DISTINCT FROM NEW.{of})
    EXECUTE FUNCTION claims_article_{name}();
"""  # noqa: S608 - no input


def keeping(name):
    """Without the trigger."""
    return f"DROP TRIGGER {name} ON sources_article; DROP FUNCTION claims_article_{name}();"


class Migration(migrations.Migration):
    dependencies = [("claims", "0003_event_keys"), ("sources", "0001_initial")]

    operations = [
        migrations.RunSQL(
            passing_on("dated", "published_day", "reported_day", FIRST_REPORTED), keeping("dated")
        ),
        migrations.RunSQL(
            passing_on("moved", "outlet_id", "carried_by", CARRIED_BY), keeping("moved")
        ),
    ]
