"""The desk's queue as a table, and who is at which statement.

What waits already is put in by confidence and age; `manage.py rerank` finds the reasons.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FILL = """
INSERT INTO claims_waiting (statement_id, rank, reasons, speaker_id, kind, outlets, events)
SELECT s.id,
    round((3 * (1 - s.confidence)
        + 0.25 * (coalesce(c.day, s.created_at::date) - date '2000-01-01') / 30.0)::numeric, 4),
    '{}', s.speaker_id, s.kind, coalesce(c.outlets, '{}'), coalesce(l.events, '{}')
FROM claims_statement s
LEFT JOIN (
    SELECT r.statement_id AS id, max(a.published_day) AS day,
        array_remove(array_agg(DISTINCT a.outlet_id), NULL) AS outlets
    FROM claims_report r
    JOIN sources_revision v ON v.id = r.revision_id
    JOIN sources_article a ON a.id = v.article_id
    WHERE r.withdrawn <> 'reader' GROUP BY r.statement_id
) c ON c.id = s.id
LEFT JOIN (
    SELECT statement_id AS id, array_agg(event_id ORDER BY event_id) AS events
    FROM claims_link WHERE state <> 'rejected' GROUP BY statement_id
) l ON l.id = s.id
WHERE s.status = 'machine' AND s.withdrawn IN ('', 'outlet') AND s.merged_into_id IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0014_changes"),
        ("sources", "0010_earlier_titles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Looking",
            fields=[
                (
                    "statement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="looked_at",
                        serialize=False,
                        to="claims.statement",
                    ),
                ),
                ("until", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="SetAside",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("until", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Waiting",
            fields=[
                (
                    "statement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="waiting",
                        serialize=False,
                        to="claims.statement",
                    ),
                ),
                ("rank", models.FloatField()),
                (
                    "reasons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8), default=list, size=None
                    ),
                ),
                ("kind", models.CharField(max_length=8)),
                (
                    "outlets",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "events",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
            ],
        ),
        migrations.RemoveIndex(
            model_name="statement",
            name="statement_doubt",
        ),
        migrations.AddField(
            model_name="looking",
            name="editor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="looking_at",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="setaside",
            name="editor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="set_aside",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="setaside",
            name="statement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="claims.statement"
            ),
        ),
        migrations.AddField(
            model_name="waiting",
            name="speaker",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="claims.speaker",
            ),
        ),
        migrations.AddConstraint(
            model_name="setaside",
            constraint=models.UniqueConstraint(
                fields=("editor", "statement"), name="set_aside_once"
            ),
        ),
        migrations.AddIndex(
            model_name="waiting",
            index=models.Index(
                models.OrderBy(models.F("rank"), descending=True),
                models.F("statement"),
                name="waiting_rank",
            ),
        ),
        migrations.AddIndex(
            model_name="waiting",
            index=models.Index(
                models.F("speaker"),
                models.OrderBy(models.F("rank"), descending=True),
                models.F("statement"),
                name="waiting_speaker",
            ),
        ),
        migrations.AddIndex(
            model_name="waiting",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["outlets", "events", "reasons"], name="waiting_filters"
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
