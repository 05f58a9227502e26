"""All tables of statements, and of what editors make of them."""

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.functions
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import psycopg2.extras
from django.conf import settings
from django.db import migrations, models

import claims.models.access
import claims.models.carriers
import claims.models.citations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("auth", "__first__"),
        ("sources", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "kind", "key", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("statement", "Statement"),
                            ("report", "Report"),
                            ("speaker", "Speaker"),
                            ("event", "Event"),
                            ("outlet", "Outlet"),
                            ("article", "Article"),
                        ],
                        max_length=9,
                    ),
                ),
                ("key", models.BigIntegerField(help_text="the row's own; it may be gone")),
                ("number", models.BigIntegerField(help_text="its place in the feed", unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="DeskPreference",
            fields=[
                (
                    "editor",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="desk_preference",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "keys",
                    models.BooleanField(
                        default=True, help_text="single keys do something (WCAG 2.1.4)"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="KeyCount",
            fields=[
                ("key", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("events", models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "speaker_name",
                    models.CharField(
                        blank=True,
                        help_text="the person as named, where not in the speakers file",
                        max_length=300,
                    ),
                ),
                (
                    "body",
                    models.CharField(
                        blank=True,
                        help_text="the office, institution or document that speaks",
                        max_length=300,
                    ),
                ),
                (
                    "label",
                    models.TextField(blank=True, help_text="the source as the article names it"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("direct", "Direct"),
                            ("mixed", "Mixed"),
                            ("indirect", "Indirect"),
                        ],
                        max_length=8,
                    ),
                ),
                ("said_edtf", models.CharField(blank=True, max_length=80)),
                ("said_earliest", models.DateField(blank=True, null=True)),
                ("said_latest", models.DateField(blank=True, null=True)),
                (
                    "said_basis",
                    models.CharField(
                        choices=[
                            ("explicit", "Explicit"),
                            ("relative", "Relative"),
                            ("event", "Event"),
                            ("occasion", "Occasion"),
                            ("publication", "Publication"),
                            ("unknown", "Unknown"),
                            ("editor", "Editor"),
                        ],
                        default="unknown",
                        max_length=11,
                    ),
                ),
                ("text", models.TextField()),
                ("confidence", models.FloatField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("machine", "Machine"),
                            ("confirmed", "Confirmed"),
                            ("corrected", "Corrected"),
                            ("rejected", "Rejected"),
                        ],
                        default="machine",
                        max_length=9,
                    ),
                ),
                (
                    "withdrawn",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "still reported"),
                            ("outlet", "removed by the outlet"),
                            ("reader", "no longer found by the reader"),
                        ],
                        default="",
                        max_length=6,
                    ),
                ),
                (
                    "sort_day",
                    models.DateField(
                        blank=True,
                        help_text="last day on which it can have been said, if dated",
                        null=True,
                    ),
                ),
                (
                    "reported_day",
                    models.DateField(
                        blank=True,
                        help_text="first day on which an article that carries it came out",
                        null=True,
                    ),
                ),
                (
                    "carried_by",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        blank=True,
                        default=list,
                        help_text="ids of the outlets that carry it, in order",
                        size=None,
                    ),
                ),
                (
                    "drifted",
                    models.BooleanField(
                        default=False,
                        help_text="an outlet changed or dropped quoted words and left it so",
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(
                        default=1, help_text="grows with each visible change"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.SearchVector(
                            django.db.models.functions.text.Left("text", 100000), config="english"
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="claims.statement",
                    ),
                ),
            ],
            bases=(claims.models.carriers.Carried, models.Model),
        ),
        migrations.CreateModel(
            name="Speaker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("slug", models.SlugField(max_length=200, unique=True)),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("wikidata", models.CharField(blank=True, max_length=20)),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[("f", "Female"), ("m", "Male"), ("x", "Other")],
                        max_length=1,
                    ),
                ),
                ("born", models.CharField(blank=True, help_text="EDTF", max_length=40)),
                ("tracked", models.BooleanField(default=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("person", "Person"), ("body", "Body")],
                        default="person",
                        max_length=6,
                    ),
                ),
                (
                    "side",
                    models.CharField(blank=True, help_text="column on event pages", max_length=100),
                ),
                (
                    "edited_fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        blank=True,
                        default=list,
                        editable=False,
                        help_text="what an editor has set, which the speakers file no longer changes",
                        size=None,
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="claims.speaker",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("merged_into", models.F("pk")), _negated=True),
                            ("merged_into", None),
                            _connector="OR",
                        ),
                        name="speaker_not_merged_into_itself",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TimelineVisit",
            fields=[
                ("seen_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("before_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="timeline_visit",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Touched",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("part", models.CharField(max_length=20)),
                ("key", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Window",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.IntegerField(unique=True)),
                ("seen", models.CharField(max_length=64)),
                ("at", models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", models.CharField(max_length=100)),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10),
                        default=claims.models.access.all_scopes,
                        size=None,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("last_used_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="api_tokens",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        help_text="the same in every database that takes its decisions in",
                        unique=True,
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("source", "the same words for the source were taken for the same one"),
                            (
                                "day",
                                "the same day was told by the same rule, in the same article or words",
                            ),
                            ("marks", "the same article sets the words between the same marks"),
                            ("event", "the same words were weighed alike as naming the event"),
                            ("split", "picked by hand, to split one speaker off another"),
                            ("parted", "picked by hand, to split one event off another"),
                        ],
                        max_length=6,
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "editor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undoes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="claims.batch",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        help_text="the same in every database that takes the decision in",
                        unique=True,
                    ),
                ),
                ("article_url", models.TextField()),
                ("quote", models.TextField()),
                ("quote_prefix", models.CharField(blank=True, max_length=32)),
                ("quote_suffix", models.CharField(blank=True, max_length=32)),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("speaker", "Speaker"),
                            ("said", "Said"),
                            ("kind", "Kind"),
                            ("event", "Event"),
                            ("verdict", "Verdict"),
                            ("same", "Same"),
                            ("relation", "Relation"),
                            ("drift", "Drift"),
                            ("content", "Content"),
                            ("via", "Via"),
                            ("parent", "Parent"),
                            ("added", "Added"),
                        ],
                        max_length=8,
                    ),
                ),
                ("value", models.JSONField(help_text="see claims.deciding for the shape by field")),
                ("replaced", models.JSONField(help_text="the believed value before", null=True)),
                (
                    "cause",
                    models.CharField(
                        choices=[("misread", "we misread"), ("outlet", "the outlet is wrong")],
                        default="misread",
                        max_length=7,
                    ),
                ),
                (
                    "fault",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no-statement", "not a statement"),
                            ("words", "wrong words"),
                            ("speaker", "not this speaker's"),
                            ("duplicate", "a duplicate"),
                            ("furniture", "page furniture"),
                            ("other", "another cause"),
                        ],
                        help_text="of what was rejected, where told",
                        max_length=12,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        help_text="the same for all that was decided together",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="rows",
                        to="claims.batch",
                    ),
                ),
                (
                    "editor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="claims.correction",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="corrections",
                        to="claims.statement",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "permissions": [("lead", "Can merge and split rows, and set rules")],
            },
        ),
        migrations.AddField(
            model_name="batch",
            name="sample",
            field=models.ForeignKey(
                blank=True,
                help_text="the decision that was applied to what is alike",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="batches",
                to="claims.correction",
            ),
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=200, unique=True)),
                ("title", models.CharField(max_length=300)),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("date", models.CharField(blank=True, help_text="EDTF", max_length=80)),
                ("earliest", models.DateField(blank=True, editable=False, null=True)),
                ("latest", models.DateField(blank=True, editable=False, null=True)),
                ("place", models.CharField(blank=True, max_length=200)),
                (
                    "participants",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "kind",
                    models.CharField(blank=True, help_text="PLOVER's vocabulary", max_length=40),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("curated", "Curated"),
                            ("proposed", "Proposed"),
                            ("rejected", "Rejected"),
                        ],
                        default="curated",
                        max_length=8,
                    ),
                ),
                (
                    "edited_fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        blank=True,
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="claims.event",
                    ),
                ),
            ],
            options={
                "ordering": [
                    models.OrderBy(models.F("latest"), descending=True, nulls_last=True),
                    "title",
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("earliest__lte", models.F("latest")),
                            ("earliest", None),
                            ("latest", None),
                            _connector="OR",
                        ),
                        name="event_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("merged_into", models.F("pk")), _negated=True),
                            ("merged_into", None),
                            _connector="OR",
                        ),
                        name="event_not_merged_into_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EventDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        help_text="the same in every database that takes it in",
                        unique=True,
                    ),
                ),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("verdict", "Verdict"),
                            ("title", "Title"),
                            ("date", "Date"),
                            ("place", "Place"),
                            ("merged", "Merged"),
                        ],
                        max_length=7,
                    ),
                ),
                ("value", models.JSONField(help_text="see claims.curation for the shape by field")),
                ("replaced", models.JSONField(help_text="the believed value before", null=True)),
                ("reason", models.TextField(blank=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        help_text="the decisions on statements at one press with which it was made",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="event_decisions",
                        to="claims.batch",
                    ),
                ),
                (
                    "editor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="event_decisions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="claims.event",
                    ),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="claims.eventdecision",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undoes", models.F("pk")), _negated=True),
                            ("undoes", None),
                            _connector="OR",
                        ),
                        name="event_decision_does_not_undo_itself",
                    )
                ],
            },
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
                ("key", models.CharField(max_length=120)),
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
        migrations.CreateModel(
            name="KeptAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "holder",
                    models.CharField(help_text="whose key it is: a token or a user", max_length=40),
                ),
                ("key", models.CharField(max_length=200)),
                (
                    "fingerprint",
                    models.CharField(help_text="SHA-256 of what was asked for", max_length=64),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("headers", models.JSONField(default=dict)),
                (
                    "body",
                    models.TextField(blank=True, help_text="JSON; empty once it was withheld"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("holder", "key"), name="one_answer_a_key")
                ],
            },
        ),
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
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("linked", "Linked"),
                            ("doubtful", "Doubtful"),
                            ("confirmed", "Confirmed"),
                            ("rejected", "Rejected"),
                        ],
                        max_length=9,
                    ),
                ),
                ("confidence", models.FloatField()),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="claims.event",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="claims.statement",
                    ),
                ),
            ],
            options={
                "ordering": ["-confidence", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["linked", "confirmed"])),
                        fields=["statement"],
                        include=("event",),
                        name="link_believed",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("statement", "event"), name="link_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Citation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        default=claims.models.citations._new_key,
                        editable=False,
                        max_length=16,
                        unique=True,
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("document", models.JSONField()),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="citations",
                        to="claims.statement",
                    ),
                ),
            ],
        ),
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
                (
                    "outlet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="days",
                        to="sources.outlet",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("outlet", "day"), name="outlet_day_once"),
                    models.CheckConstraint(
                        condition=models.Q(("read__lte", models.F("articles"))),
                        name="outlet_day_read_of_articles",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("date", models.CharField(blank=True, help_text="EDTF", max_length=80)),
                ("place", models.CharField(blank=True, max_length=200)),
                (
                    "participants",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("kind", models.CharField(blank=True, max_length=40)),
                (
                    "terms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "reports",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                ("links", models.JSONField(default=list)),
                (
                    "told_by",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="reports by their words (`claims.joins.anchor`), while they are not here yet",
                    ),
                ),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposal",
                        to="claims.event",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
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
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("leased_until", models.DateTimeField(blank=True, null=True)),
                ("error", models.TextField(blank=True)),
                (
                    "cause",
                    models.CharField(
                        blank=True, help_text="what failed rows are grouped by", max_length=200
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.CharField(max_length=40)),
                ("speakers_version", models.CharField(blank=True, max_length=64)),
                ("extracted", models.JSONField(blank=True, null=True)),
                ("attributions", models.JSONField(blank=True, null=True)),
                (
                    "keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "discarded_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        help_text="who decided to leave it at that",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="sources.revision",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.OrderBy(models.F("id"), descending=True),
                        condition=models.Q(("state", "pending")),
                        name="reading_pending",
                    ),
                    models.Index(
                        condition=models.Q(("state__in", ["failed", "discarded"])),
                        fields=["state", "cause", "-finished_at"],
                        name="reading_ended",
                    ),
                    django.contrib.postgres.indexes.GinIndex(fields=["keys"], name="reading_keys"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("revision", "version"), name="reading_once_per_version"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
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
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("leased_until", models.DateTimeField(blank=True, null=True)),
                ("error", models.TextField(blank=True)),
                (
                    "cause",
                    models.CharField(
                        blank=True, help_text="what failed rows are grouped by", max_length=200
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("resolving", "Resolving"),
                            ("recording", "Recording"),
                            ("matching", "Matching"),
                            ("linking", "Linking"),
                            ("relating", "Relating"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "version",
                    models.CharField(
                        blank=True, help_text="of what the stage consulted", max_length=64
                    ),
                ),
                (
                    "discarded_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        help_text="who decided to leave it at that",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reading",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="receipts",
                        to="claims.reading",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.OrderBy(models.F("id"), descending=True),
                        condition=models.Q(("state", "pending")),
                        name="receipt_pending",
                    ),
                    models.Index(
                        condition=models.Q(("state__in", ["failed", "discarded"])),
                        fields=["state", "cause", "-finished_at"],
                        name="receipt_ended",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("stage", "reading"), name="receipt_once_per_stage_and_reading"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Relation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("clarifies", "clarifies"),
                            ("contradicts", "contradicts"),
                            ("denies", "denies"),
                            ("repeats", "repeats"),
                            ("responds_to", "responds to"),
                        ],
                        max_length=11,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("confirmed", "Confirmed"),
                            ("rejected", "Rejected"),
                        ],
                        max_length=9,
                    ),
                ),
                ("confidence", models.FloatField()),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="relations_to_it",
                        to="claims.statement",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="relations",
                        to="claims.statement",
                    ),
                ),
            ],
            options={
                "ordering": ["-confidence", "pk"],
                "indexes": [
                    models.Index(fields=["state", "-confidence", "id"], name="relation_waiting")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("statement", "other", "kind"), name="relation_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("statement", models.F("other")), _negated=True),
                        name="relation_not_to_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confidence__gte", 0), ("confidence__lte", 1)),
                        name="relation_confidence_is_a_share",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "speaker_name",
                    models.CharField(
                        blank=True,
                        help_text="the person as named, where not in the speakers file",
                        max_length=300,
                    ),
                ),
                (
                    "body",
                    models.CharField(
                        blank=True,
                        help_text="the office, institution or document that speaks",
                        max_length=300,
                    ),
                ),
                (
                    "label",
                    models.TextField(blank=True, help_text="the source as the article names it"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("direct", "Direct"),
                            ("mixed", "Mixed"),
                            ("indirect", "Indirect"),
                        ],
                        max_length=8,
                    ),
                ),
                ("said_edtf", models.CharField(blank=True, max_length=80)),
                ("said_earliest", models.DateField(blank=True, null=True)),
                ("said_latest", models.DateField(blank=True, null=True)),
                (
                    "said_basis",
                    models.CharField(
                        choices=[
                            ("explicit", "Explicit"),
                            ("relative", "Relative"),
                            ("event", "Event"),
                            ("occasion", "Occasion"),
                            ("publication", "Publication"),
                            ("unknown", "Unknown"),
                            ("editor", "Editor"),
                        ],
                        default="unknown",
                        max_length=11,
                    ),
                ),
                ("text", models.TextField()),
                ("confidence", models.FloatField()),
                (
                    "content",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=django.contrib.postgres.fields.ranges.IntegerRangeField(),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "source",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=django.contrib.postgres.fields.ranges.IntegerRangeField(),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "cue",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=django.contrib.postgres.fields.ranges.IntegerRangeField(),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "place",
                    models.CharField(help_text="SHA-256 of content and cue spans", max_length=64),
                ),
                ("quote_prefix", models.CharField(blank=True, max_length=32)),
                ("quote_suffix", models.CharField(blank=True, max_length=32)),
                (
                    "via",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("medium", models.CharField(blank=True, max_length=100)),
                (
                    "edited",
                    models.JSONField(blank=True, help_text="what editors decided on it", null=True),
                ),
                ("evidence", models.JSONField(default=dict)),
                (
                    "withdrawn",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "still reported"),
                            ("outlet", "removed by the outlet"),
                            ("reader", "no longer found by the reader"),
                        ],
                        default="",
                        max_length=6,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "edited_parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="claims.report",
                    ),
                ),
                (
                    "occasion",
                    models.ForeignKey(
                        blank=True,
                        help_text="the event on which it was said, not one that it refers to",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="words",
                        to="claims.event",
                    ),
                ),
                (
                    "own_statement",
                    models.OneToOneField(
                        blank=True,
                        help_text="the one that it made: its statement wherever it stands alone",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="own_report",
                        to="claims.statement",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="children",
                        to="claims.report",
                    ),
                ),
                (
                    "reading",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="claims.reading",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="sources.revision",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="claims.statement",
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="claims.speaker",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["speaker", "said_latest"], name="report_speaker_day"),
                    models.Index(
                        django.db.models.functions.text.MD5(
                            django.db.models.functions.text.Lower("label")
                        ),
                        models.OrderBy(models.F("id"), descending=True),
                        name="report_label",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("revision", "place"), name="report_once_per_place"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("content", []), _negated=True),
                        name="report_has_content",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("content__contains", [psycopg2.extras.NumericRange(empty=True)]),
                            _negated=True,
                        ),
                        name="report_spans_not_empty",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("said_earliest__lte", models.F("said_latest")),
                            ("said_earliest", None),
                            ("said_latest", None),
                            _connector="OR",
                        ),
                        name="report_said_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("confidence", models.FloatField()),
                ("doubtful", models.BooleanField(default=False)),
                ("evidence", models.JSONField(default=list)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="references",
                        to="claims.event",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="references",
                        to="claims.report",
                    ),
                ),
            ],
            options={
                "ordering": ["-confidence", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "event"), name="reference_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="MatchKey",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "key",
                        "day",
                        "report_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("key", models.BigIntegerField()),
                ("day", models.DateField()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="match_keys",
                        to="claims.report",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Likeness",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("chance", models.FloatField()),
                (
                    "features",
                    models.JSONField(default=dict, help_text="what speaks for it, by name"),
                ),
                (
                    "settled",
                    models.BooleanField(
                        default=False, help_text="an editor has decided on the pair"
                    ),
                ),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="likenesses",
                        to="claims.report",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="counterparts",
                        to="claims.report",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.OrderBy(models.F("chance"), descending=True),
                        models.F("id"),
                        condition=models.Q(("settled", False)),
                        name="likeness_undecided",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("one", "other"), name="likeness_once"),
                    models.CheckConstraint(
                        condition=models.Q(("one__lt", models.F("other"))), name="likeness_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("chance__gte", 0), ("chance__lte", 1)),
                        name="likeness_is_a_chance",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Drift",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("before", models.TextField(help_text="the quoted words as they were")),
                (
                    "after",
                    models.TextField(
                        blank=True, help_text="what stood for them then; empty where nothing"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "nobody has looked at it"),
                            ("seen", "seen by an editor"),
                            ("dismissed", "dismissed by an editor"),
                        ],
                        default="open",
                        max_length=9,
                    ),
                ),
                (
                    "after_revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="sources.revision",
                    ),
                ),
                (
                    "before_revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="sources.revision",
                    ),
                ),
                (
                    "restored",
                    models.ForeignKey(
                        blank=True,
                        help_text="the revision in which the words stood again",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="sources.revision",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drifts",
                        to="claims.report",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("id"),
                        condition=models.Q(("restored", None), ("state", "open")),
                        name="drift_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "after_revision"),
                        name="drift_once_per_report_and_revision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("before_revision", models.F("after_revision")), _negated=True
                        ),
                        name="drift_between_two_revisions",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="correction",
            name="others",
            field=models.ManyToManyField(
                blank=True,
                help_text="the reports with which it was joined or from which it was parted",
                related_name="corrections_by_others",
                to="claims.report",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="report",
            field=models.ForeignKey(
                blank=True,
                help_text="that report; the decision goes where it goes",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="corrections",
                to="claims.report",
            ),
        ),
        migrations.CreateModel(
            name="Sample",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stratum",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed by an editor"),
                            ("undecided", "published without a decision"),
                        ],
                        max_length=9,
                    ),
                ),
                ("day", models.DateField(help_text="on which it was drawn")),
                (
                    "speaker",
                    models.JSONField(default=dict, help_text="as a decision on the speaker has it"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("direct", "Direct"),
                            ("mixed", "Mixed"),
                            ("indirect", "Indirect"),
                        ],
                        max_length=8,
                    ),
                ),
                ("said", models.CharField(blank=True, help_text="EDTF", max_length=80)),
                ("cue", models.CharField(blank=True, help_text="in small letters", max_length=60)),
                (
                    "wanted",
                    models.PositiveSmallIntegerField(default=1, help_text="by how many editors"),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="samples",
                        to="claims.statement",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("statement", "stratum"), name="sample_drawn_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Recheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_statement", models.BooleanField()),
                (
                    "speaker",
                    models.JSONField(help_text="{}: nobody is named; null: can't tell", null=True),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("direct", "Direct"),
                            ("mixed", "Mixed"),
                            ("indirect", "Indirect"),
                        ],
                        help_text="empty: can't tell",
                        max_length=8,
                    ),
                ),
                (
                    "said",
                    models.CharField(
                        help_text="EDTF, empty: the articles do not tell; null: can't tell",
                        max_length=80,
                        null=True,
                    ),
                ),
                ("statement_right", models.BooleanField()),
                ("speaker_right", models.BooleanField(null=True)),
                ("kind_right", models.BooleanField(null=True)),
                ("said_right", models.BooleanField(null=True)),
                (
                    "differs",
                    models.BooleanField(help_text="from what was believed when it was said"),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "editor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rechecks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sample",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rechecks",
                        to="claims.sample",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sample", "editor"), name="recheck_once_an_editor"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seen_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("before_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("name", models.CharField(max_length=80)),
                (
                    "query",
                    models.TextField(help_text="the filters as the timeline's address has them"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_searches",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "name"), name="saved_search_once_by_name"
                    ),
                    models.UniqueConstraint(fields=("user", "query"), name="saved_search_once"),
                ],
            },
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
                (
                    "editor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="set_aside",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="claims.statement",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("editor", "statement"), name="set_aside_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="statement",
            name="speaker",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="claims.speaker",
            ),
        ),
        migrations.CreateModel(
            name="Rule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        help_text="the same in every database that takes it in",
                        unique=True,
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=[("alias", "name"), ("title", "title")], max_length=5),
                ),
                ("words", models.CharField(max_length=200)),
                (
                    "of",
                    models.CharField(blank=True, help_text="of a title: of what", max_length=200),
                ),
                ("start", models.CharField(blank=True, help_text="EDTF", max_length=40)),
                (
                    "end",
                    models.CharField(
                        blank=True, help_text="EDTF; empty where it still holds", max_length=40
                    ),
                ),
                ("earliest", models.DateField(blank=True, editable=False, null=True)),
                ("latest", models.DateField(blank=True, editable=False, null=True)),
                ("reason", models.TextField(blank=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_why", models.TextField(blank=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rules",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="claims.rule",
                    ),
                ),
                (
                    "sample",
                    models.ForeignKey(
                        blank=True,
                        help_text="the decision after which it was to be remembered",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="rules",
                        to="claims.correction",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rules",
                        to="claims.speaker",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("earliest__lte", models.F("latest")),
                            ("earliest", None),
                            ("latest", None),
                            _connector="OR",
                        ),
                        name="rule_period_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="rule_has_words"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadRelation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("clarifies", "clarifies"),
                            ("contradicts", "contradicts"),
                            ("denies", "denies"),
                            ("repeats", "repeats"),
                            ("responds_to", "responds to"),
                        ],
                        max_length=11,
                    ),
                ),
                ("confidence", models.FloatField()),
                ("evidence", models.JSONField(default=list)),
                (
                    "matter",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100),
                        blank=True,
                        default=list,
                        help_text="terms by which the words meant are known elsewhere",
                        size=None,
                    ),
                ),
                (
                    "relation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="evidence",
                        to="claims.relation",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="read_relations_to_it",
                        to="claims.report",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="read_relations",
                        to="claims.report",
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        blank=True,
                        help_text="whose words elsewhere are meant",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="read_relations",
                        to="claims.speaker",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "kind", "other", "speaker"),
                        name="read_relation_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("report", models.F("other")), _negated=True),
                            ("other", None),
                            _connector="OR",
                        ),
                        name="read_relation_not_to_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Office",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("of", models.CharField(blank=True, max_length=200)),
                ("start", models.CharField(blank=True, help_text="EDTF", max_length=40)),
                (
                    "end",
                    models.CharField(
                        blank=True, help_text="EDTF; empty where still held", max_length=40
                    ),
                ),
                ("earliest", models.DateField(blank=True, editable=False, null=True)),
                ("latest", models.DateField(blank=True, editable=False, null=True)),
                (
                    "speaker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offices",
                        to="claims.speaker",
                    ),
                ),
            ],
            options={
                "ordering": [
                    "speaker_id",
                    models.OrderBy(models.F("earliest"), nulls_first=True),
                    "pk",
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("earliest__lte", models.F("latest")),
                            ("earliest", None),
                            ("latest", None),
                            _connector="OR",
                        ),
                        name="office_period_in_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SpeakerMerge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        unique=True,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                ("undone_why", models.TextField(blank=True)),
                (
                    "into",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="merges_into",
                        to="claims.speaker",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="speaker_merges",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="merges",
                        to="claims.speaker",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)),
                        fields=("speaker",),
                        name="speaker_merged_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("speaker", models.F("into")), _negated=True),
                        name="speaker_merge_of_two",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("undoes", models.F("pk")), _negated=True),
                    ("undoes", None),
                    _connector="OR",
                ),
                name="batch_does_not_undo_itself",
            ),
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
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("undoes", models.F("pk")), _negated=True),
                    ("undoes", None),
                    _connector="OR",
                ),
                name="correction_does_not_undo_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("fault", ""), ("field", "verdict"), _connector="OR"),
                name="correction_fault_of_verdict",
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(
                models.OrderBy(models.F("sort_day"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                name="timeline",
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(
                models.F("speaker"),
                models.OrderBy(models.F("sort_day"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                name="statement_speaker_day",
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(
                models.OrderBy(models.F("reported_day"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                name="statement_reported",
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(
                models.F("speaker"),
                models.OrderBy(models.F("reported_day"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                name="statement_speaker_reported",
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(
                models.OrderBy(models.F("updated_at"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                name="statement_updated",
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(fields=["created_at"], name="statement_came_in"),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search"], name="statement_search"
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["carried_by"], name="statement_carried_by"
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(
                django.db.models.functions.text.Lower("body"),
                condition=models.Q(("body", ""), _negated=True),
                name="statement_body",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("said_earliest__lte", models.F("said_latest")),
                    ("said_earliest", None),
                    ("said_latest", None),
                    _connector="OR",
                ),
                name="statement_said_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("merged_into", models.F("pk")), _negated=True),
                    ("merged_into", None),
                    _connector="OR",
                ),
                name="statement_not_merged_into_itself",
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
    ]
