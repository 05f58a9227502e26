import uuid

import django.contrib.postgres.functions
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0034_event_batches"),
    ]

    operations = [
        migrations.AddField(
            model_name="eventdecision",
            name="key",
            field=models.UUIDField(
                db_default=django.contrib.postgres.functions.RandomUUID(),
                default=uuid.uuid4,
                editable=False,
                help_text="the same in every database that takes it in",
                unique=True,
            ),
        ),
        migrations.AlterField(
            model_name="eventdecision",
            name="made_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AddField(
            model_name="proposal",
            name="told_by",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="reports by their words (`claims.joins.anchor`), while they are not here yet",
            ),
        ),
    ]
