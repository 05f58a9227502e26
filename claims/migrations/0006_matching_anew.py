"""What older versions recorded, as matching by keys needs it.

Every report gets a statement of its own, every decision the report that it is about, and what was
matched before is matched again, by keys that did not exist then.
"""

from collections import defaultdict

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def give_own_statements(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The oldest report made the statement that stands; the others those merged into it, in order.

    Whoever goes without gets one when it is first parted from the rest.
    """
    merged = defaultdict(list)
    gone = apps.get_model("claims", "Statement").objects.exclude(merged_into=None).order_by("pk")
    for pk, into in gone.values_list("pk", "merged_into").iterator():
        merged[into].append(pk)
    given = set()
    reports = apps.get_model("claims", "Report").objects.order_by("pk")
    for report, statement in reports.values_list("pk", "statement").iterator():
        own = statement
        if statement in given:
            own = merged[statement].pop(0) if merged[statement] else None
        given.add(statement)
        if own is not None:
            reports.filter(pk=report).update(own_statement=own)


def anchor_corrections(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A decision is about the report with its quote and context, else the statement's oldest."""
    every = apps.get_model("claims", "Report").objects.order_by("pk")
    for row in apps.get_model("claims", "Correction").objects.exclude(statement=None):
        reports = every.filter(statement=row.statement_id)
        alike = reports.filter(revision__article__url=row.article_url, text=row.quote)
        row.report = alike.first() or reports.first()
        row.save(update_fields=["report"])


def match_anew(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put what was matched back in the queue of matching."""
    receipts = apps.get_model("claims", "Receipt").objects
    receipts.filter(stage="matching", state="done").update(
        state="pending", attempts=0, leased_until=None, finished_at=None
    )


class Migration(migrations.Migration):
    dependencies = [("claims", "0005_matching")]

    operations = [
        migrations.RunPython(step, migrations.RunPython.noop)
        for step in (give_own_statements, anchor_corrections, match_anew)
    ]
