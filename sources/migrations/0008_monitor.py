import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from sources.models.causes import cause_of


def give_causes(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Group what has failed so far."""
    for name in ("Fetch",):
        rows = apps.get_model("sources", name).objects.filter(state="failed")
        for pk, error in rows.values_list("pk", "error").iterator():
            rows.filter(pk=pk).update(cause=cause_of(error))


def bring_back(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was discarded has failed, to a version that knows no such state."""
    for name in ("Fetch",):
        apps.get_model("sources", name).objects.filter(state="discarded").update(state="failed")


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0007_archives"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("hour", models.DateTimeField()),
                (
                    "status",
                    models.PositiveSmallIntegerField(help_text="HTTP status; 0 where none came"),
                ),
                ("count", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Tombstone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("url", models.TextField(unique=True)),
                (
                    "keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        help_text="what its addresses have in common with others",
                        size=None,
                    ),
                ),
                ("article", models.BigIntegerField(blank=True, db_index=True, null=True)),
                (
                    "statements",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "reports",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("by", models.CharField(max_length=150)),
                ("reason", models.TextField(blank=True)),
            ],
        ),
        migrations.AddField(
            model_name="fetch",
            name="cause",
            field=models.CharField(
                blank=True, help_text="what failed rows are grouped by", max_length=200
            ),
        ),
        migrations.AddField(
            model_name="fetch",
            name="discarded_by",
            field=models.ForeignKey(
                blank=True,
                help_text="who decided to leave it at that",
                null=True,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="fetch",
            name="state",
            field=models.CharField(
                choices=[
                    ("pending", "Pending"),
                    ("done", "Done"),
                    ("failed", "Failed"),
                    ("discarded", "Discarded"),
                ],
                default="pending",
                max_length=9,
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["first_seen_at"], name="article_first_seen"),
        ),
        migrations.AddIndex(
            model_name="fetch",
            index=models.Index(
                condition=models.Q(("state__in", ["failed", "discarded"])),
                fields=["state", "cause", "-finished_at"],
                name="fetch_ended",
            ),
        ),
        migrations.AddField(
            model_name="answer",
            name="outlet",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="answers",
                to="sources.outlet",
            ),
        ),
        migrations.AddIndex(
            model_name="tombstone",
            index=django.contrib.postgres.indexes.GinIndex(fields=["keys"], name="tombstone_keys"),
        ),
        migrations.AddIndex(
            model_name="answer",
            index=models.Index(fields=["hour"], name="answer_hour"),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(
                fields=("outlet", "hour", "status"),
                name="answer_once_per_hour",
                nulls_distinct=False,
            ),
        ),
        migrations.RunPython(give_causes, bring_back),
    ]
