import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from sources.models.causes import cause_of


def give_causes(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Group what has failed so far."""
    for name in ("Reading", "Receipt"):
        rows = apps.get_model("claims", name).objects.filter(state="failed")
        for pk, error in rows.values_list("pk", "error").iterator():
            rows.filter(pk=pk).update(cause=cause_of(error))


def bring_back(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was discarded has failed, to a version that knows no such state."""
    for name in ("Reading", "Receipt"):
        apps.get_model("claims", name).objects.filter(state="discarded").update(state="failed")


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0010_proposals"),
        ("sources", "0008_monitor"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OutletDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("articles", models.PositiveIntegerField()),
                ("read", models.PositiveIntegerField(help_text="those of them that were read")),
                ("statements", models.PositiveIntegerField()),
            ],
        ),
        migrations.AddField(
            model_name="reading",
            name="cause",
            field=models.CharField(
                blank=True, help_text="what failed rows are grouped by", max_length=200
            ),
        ),
        migrations.AddField(
            model_name="reading",
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
        migrations.AddField(
            model_name="receipt",
            name="cause",
            field=models.CharField(
                blank=True, help_text="what failed rows are grouped by", max_length=200
            ),
        ),
        migrations.AddField(
            model_name="receipt",
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
            model_name="reading",
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
        migrations.AlterField(
            model_name="receipt",
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
            model_name="reading",
            index=models.Index(
                condition=models.Q(("state__in", ["failed", "discarded"])),
                fields=["state", "cause", "-finished_at"],
                name="reading_ended",
            ),
        ),
        migrations.AddIndex(
            model_name="receipt",
            index=models.Index(
                condition=models.Q(("state__in", ["failed", "discarded"])),
                fields=["state", "cause", "-finished_at"],
                name="receipt_ended",
            ),
        ),
        migrations.AddField(
            model_name="outletday",
            name="outlet",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="days",
                to="sources.outlet",
            ),
        ),
        migrations.AddConstraint(
            model_name="outletday",
            constraint=models.UniqueConstraint(fields=("outlet", "day"), name="outlet_day_once"),
        ),
        migrations.AddConstraint(
            model_name="outletday",
            constraint=models.CheckConstraint(
                condition=models.Q(("read__lte", models.F("articles"))),
                name="outlet_day_read_of_articles",
            ),
        ),
        migrations.RunPython(give_causes, bring_back),
    ]
