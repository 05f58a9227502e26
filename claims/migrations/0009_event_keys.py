"""The key table of the catalogue, and a trigger that counts how many events share a key."""

import django.db.models.deletion
from django.db import migrations, models

from claims.linking.catalogue import CatalogueEvent
from claims.linking.lookup import keys_of, last_day

LONGEST_KEY = 120

# Keys in their order, so that two transactions that change the same counts wait for each other
# instead of for ever.
COUNTING = """
CREATE FUNCTION claims_count_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO claims_keycount (key, events)
        SELECT key, count(*) FROM changed GROUP BY key ORDER BY key
        ON CONFLICT (key) DO UPDATE SET events = claims_keycount.events + excluded.events;
    ELSE
        INSERT INTO claims_keycount (key, events)
        SELECT key, -count(*) FROM changed GROUP BY key ORDER BY key
        ON CONFLICT (key) DO UPDATE SET events = claims_keycount.events + excluded.events;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER count_keys_in AFTER INSERT ON claims_eventkey
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION claims_count_keys();
CREATE TRIGGER count_keys_out AFTER DELETE ON claims_eventkey
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION claims_count_keys();
"""
UNCOUNTING = """
DROP TRIGGER count_keys_in ON claims_eventkey;
DROP TRIGGER count_keys_out ON claims_eventkey;
DROP FUNCTION claims_count_keys();
"""


def index_events(apps, schema_editor):
    """Give the events that are there their keys."""
    event_rows, key_rows = (
        apps.get_model("claims", name).objects for name in ("Event", "EventKey")
    )
    for event in event_rows.filter(state="curated", merged_into=None).order_by("pk").iterator():
        gone = event_rows.filter(merged_into=event).order_by("pk")
        names = (*event.aliases, *(name for one in gone for name in (one.title, *one.aliases)))
        described = CatalogueEvent(
            key=str(event.pk),
            title=event.title,
            aliases=names,
            text=event.text,
            earliest=event.earliest,
            latest=event.latest,
            place=event.place,
            participants=tuple(event.participants),
        )
        key_rows.bulk_create(
            key_rows.model(key=key, day=last_day(described), event=event)
            for key in sorted(keys_of(described))
            if len(key) <= LONGEST_KEY
        )


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0008_report_occasion"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeyCount",
            fields=[
                (
                    "key",
                    models.CharField(max_length=LONGEST_KEY, primary_key=True, serialize=False),
                ),
                ("events", models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="EventKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=LONGEST_KEY)),
                ("day", models.DateField(null=True)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="keys",
                        to="claims.event",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["key", "day", "event"], name="event_key_by_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("event", "key"), name="event_key_once")
                ],
            },
        ),
        migrations.RunSQL(COUNTING, UNCOUNTING),
        migrations.RunPython(index_events, migrations.RunPython.noop),
    ]
