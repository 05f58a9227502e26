"""The day on which a statement was first reported: a column, so that lists can go by it.

`claims.beliefs` derives it. An article that learns its day later, when nothing is read anew, passes
it on by a trigger, in the transaction that dates it.
"""

from django.db import migrations, models

FIRST_REPORTED = """
    SELECT min(article.published_day) FROM claims_report report
    JOIN sources_revision revision ON revision.id = report.revision_id
    JOIN sources_article article ON article.id = revision.article_id
    WHERE report.statement_id = statement.id AND report.withdrawn <> 'reader'"""

# No change for who follows the feed of changes: no line of the API tells it.
FILLING = f"""
ALTER TABLE claims_statement DISABLE TRIGGER USER;
UPDATE claims_statement statement SET reported_day = ({FIRST_REPORTED});
ALTER TABLE claims_statement ENABLE TRIGGER USER;
"""  # noqa: S608 - no input

PASSING_ON = f"""
CREATE FUNCTION claims_article_dated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE claims_statement statement SET reported_day = ({FIRST_REPORTED})
    WHERE statement.id IN (
        SELECT report.statement_id FROM claims_report report
        JOIN sources_revision revision ON revision.id = report.revision_id
        WHERE revision.article_id = NEW.id
    );
    RETURN NULL;
END $$;
CREATE TRIGGER dated AFTER UPDATE OF published_day ON sources_article
    FOR EACH ROW WHEN (OLD.published_day IS DISTINCT FROM NEW.published_day)
    EXECUTE FUNCTION claims_article_dated();
"""  # noqa: S608 - no input
NOT_PASSING_ON = "DROP TRIGGER dated ON sources_article; DROP FUNCTION claims_article_dated();"


def newest_first(*before):
    """The order of the lists."""
    day = models.OrderBy(models.F("reported_day"), descending=True, nulls_last=True)
    return *before, day, models.OrderBy(models.F("id"), descending=True)


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0023_kept_answers"),
        ("sources", "0010_earlier_titles"),
    ]

    operations = [
        migrations.AddField(
            model_name="statement",
            name="reported_day",
            field=models.DateField(
                blank=True,
                help_text="first day on which an article that carries it came out",
                null=True,
            ),
        ),
        migrations.RunSQL(FILLING, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(*newest_first(), name="statement_reported"),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(
                *newest_first(models.F("speaker")), name="statement_speaker_reported"
            ),
        ),
        migrations.RunSQL(PASSING_ON, NOT_PASSING_ON),
    ]
