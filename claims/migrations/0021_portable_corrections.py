import uuid

import django.contrib.postgres.functions
import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0020_token_scopes")]

    operations = [
        # The database makes a key for each row that is there: its default is evaluated row by row.
        migrations.AddField(
            model_name="correction",
            name="key",
            field=models.UUIDField(
                db_default=django.contrib.postgres.functions.RandomUUID(),
                default=uuid.uuid4,
                editable=False,
                help_text="the same in every database that takes the decision in",
                unique=True,
            ),
        ),
        migrations.AddIndex(
            model_name="correction",
            index=django.contrib.postgres.indexes.HashIndex(
                condition=models.Q(("report", None)),
                fields=["article_url"],
                name="correction_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="correction",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("field", "same")),
                fields=["value"],
                name="correction_same",
                opclasses=["jsonb_path_ops"],
            ),
        ),
    ]
