"""All tables of articles, and of how they come in."""

import datetime as dt

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Article",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("url", models.TextField(unique=True)),
                ("title", models.TextField(blank=True)),
                ("language", models.CharField(blank=True, max_length=35)),
                (
                    "published",
                    models.CharField(
                        blank=True,
                        help_text="ISO 8601 date or date-time, with its own offset",
                        max_length=40,
                    ),
                ),
                (
                    "published_day",
                    models.DateField(
                        blank=True, help_text="the day of `published` in its own offset", null=True
                    ),
                ),
                (
                    "published_from",
                    models.CharField(
                        blank=True,
                        help_text="where the date stood: json-ld, feed, given ...",
                        max_length=20,
                    ),
                ),
                (
                    "modified",
                    models.CharField(
                        blank=True,
                        help_text="when the outlet last changed it, as it says itself",
                        max_length=40,
                    ),
                ),
                (
                    "byline",
                    models.CharField(
                        blank=True, help_text="who wrote it, as credited", max_length=500
                    ),
                ),
                ("section", models.CharField(blank=True, max_length=200)),
                ("first_seen_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="Host",
            fields=[
                ("name", models.CharField(max_length=255, primary_key=True, serialize=False)),
                ("next_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("promised_until", models.DateTimeField(blank=True, null=True)),
                ("crawl_delay", models.DurationField(default=dt.timedelta(0))),
                ("failures", models.PositiveIntegerField(default=0, help_text="in a row")),
                ("failing_since", models.DateTimeField(blank=True, null=True)),
                (
                    "rests_until",
                    models.DateTimeField(
                        blank=True, help_text="as its Retry-After asked", null=True
                    ),
                ),
                ("error", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Outlet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, unique=True)),
                ("slug", models.SlugField(max_length=200, unique=True)),
                ("homepage", models.URLField(blank=True, max_length=500)),
                (
                    "site",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        editable=False,
                        help_text="the homepage's registered name (bbc.co.uk), by which its articles are known",
                        max_length=255,
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Robots",
            fields=[
                ("origin", models.CharField(max_length=300, primary_key=True, serialize=False)),
                ("text", models.TextField(blank=True)),
                ("trail", models.JSONField(default=list)),
                ("expires_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name_plural": "robots",
            },
        ),
        migrations.CreateModel(
            name="WarcFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fingerprint", models.CharField(editable=False, max_length=64, unique=True)),
                ("name", models.TextField(help_text="as it was called when it was last read")),
                (
                    "offset",
                    models.BigIntegerField(default=0, help_text="in the file, of where to go on"),
                ),
                (
                    "inside",
                    models.BigIntegerField(default=0, help_text="unpacked bytes behind the offset"),
                ),
                (
                    "records",
                    models.BigIntegerField(default=0, help_text="how many lie before that"),
                ),
                ("started_at", models.DateTimeField(auto_now_add=True)),
                ("read_at", models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.CreateModel(
            name="Address",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.TextField(unique=True)),
                ("first_seen_at", models.DateTimeField(auto_now_add=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="addresses",
                        to="sources.article",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "addresses",
            },
        ),
        migrations.CreateModel(
            name="Band",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "key",
                        "day",
                        "article_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("key", models.BigIntegerField()),
                ("day", models.DateField(help_text="of publication, where to look first")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bands",
                        to="sources.article",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EarlierTitle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.TextField()),
                (
                    "replaced_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, help_text="the last time"
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="earlier_titles",
                        to="sources.article",
                    ),
                ),
            ],
            options={
                "ordering": ["-replaced_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Feed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("url", models.URLField(max_length=2000, unique=True)),
                ("active", models.BooleanField(default=True)),
                (
                    "every_minutes",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="how often it is asked; empty: as often as it brings something",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                    ),
                ),
                (
                    "interval_minutes",
                    models.FloatField(
                        default=15,
                        editable=False,
                        help_text="how often it is asked where nobody has said it",
                    ),
                ),
                ("trail", models.JSONField(default=list, editable=False)),
                ("etag", models.CharField(blank=True, editable=False, max_length=500)),
                ("last_modified", models.CharField(blank=True, editable=False, max_length=100)),
                ("due_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ("last_success_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("failures", models.PositiveIntegerField(default=0, editable=False)),
                ("error", models.TextField(blank=True, editable=False)),
                (
                    "outlet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feeds",
                        to="sources.outlet",
                    ),
                ),
            ],
            options={
                "ordering": ["outlet__name", "url"],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="outlet",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="articles",
                to="sources.outlet",
            ),
        ),
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
                (
                    "outlet",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="sources.outlet",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["hour"], name="answer_hour")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("outlet", "hour", "status"),
                        name="answer_once_per_hour",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("title", models.TextField(blank=True)),
                ("text", models.TextField()),
                (
                    "digest",
                    models.CharField(help_text="SHA-256 of the text, hexadecimal", max_length=64),
                ),
                ("fetched_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "remade",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="made anew from the bytes of the one before: the outlet changed nothing",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="sources.article",
                    ),
                ),
            ],
            options={
                "ordering": ["article_id", "number"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.search.SearchVector(
                            django.db.models.functions.text.Left("text", 100000), config="english"
                        ),
                        name="revision_words",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "number"), name="revision_number_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RawBytes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("media_type", models.CharField(max_length=100)),
                ("compressed", models.BinaryField()),
                (
                    "stored_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        db_index=True,
                        default=django.utils.timezone.now,
                    ),
                ),
                (
                    "revision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="raw",
                        to="sources.revision",
                    ),
                ),
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
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["keys"], name="tombstone_keys")
                ],
            },
        ),
        migrations.CreateModel(
            name="Watch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "url",
                    models.TextField(help_text="what is asked; the article's own may be another"),
                ),
                (
                    "since",
                    models.DateTimeField(
                        help_text="published, or first seen: what its age counts from"
                    ),
                ),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                (
                    "gone_at",
                    models.DateTimeField(
                        blank=True, help_text="its server said 404 or 410", null=True
                    ),
                ),
                ("etag", models.CharField(blank=True, max_length=500)),
                ("last_modified", models.CharField(blank=True, max_length=100)),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="watch",
                        to="sources.article",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "watches",
                "indexes": [
                    models.Index(
                        condition=models.Q(("due_at", None), _negated=True),
                        fields=["due_at"],
                        name="watch_due",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Fetch",
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
                ("url", models.TextField(blank=True)),
                (
                    "landed",
                    models.TextField(blank=True, help_text="the address to which `url` led"),
                ),
                (
                    "origin",
                    models.TextField(blank=True, help_text="file and line, feed, or who asked"),
                ),
                ("media_type", models.CharField(blank=True, max_length=100)),
                (
                    "given",
                    models.JSONField(
                        default=dict, help_text="title, published, outlet, language as told"
                    ),
                ),
                ("compressed", models.BinaryField(null=True)),
                (
                    "fetched_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="when an archive got it; empty where we did",
                        null=True,
                    ),
                ),
                (
                    "status",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="HTTP status", null=True
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="what was guessed or disbelieved in it"),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("new", "New"),
                            ("changed", "Changed"),
                            ("unchanged", "Unchanged"),
                            ("gone", "Gone"),
                            ("older", "older than what is here"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "trail",
                    models.JSONField(
                        default=list, help_text="how far redirects have been followed"
                    ),
                ),
                (
                    "etag",
                    models.CharField(
                        blank=True, help_text="to ask by, then as answered", max_length=500
                    ),
                ),
                ("last_modified", models.CharField(blank=True, max_length=100)),
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
                    "host",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sources.host",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="fetches",
                        to="sources.revision",
                    ),
                ),
                (
                    "watch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="fetches",
                        to="sources.watch",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "fetches",
                "indexes": [
                    models.Index(
                        models.OrderBy(models.F("id"), descending=True),
                        condition=models.Q(("state", "pending")),
                        name="fetch_pending",
                    ),
                    models.Index(
                        condition=models.Q(("state__in", ["failed", "discarded"])),
                        fields=["state", "cause", "-finished_at"],
                        name="fetch_ended",
                    ),
                    django.contrib.postgres.indexes.HashIndex(fields=["url"], name="fetch_url"),
                    models.Index(
                        models.F("host"),
                        models.OrderBy(models.F("watch"), nulls_first=True),
                        models.OrderBy(models.F("id"), descending=True),
                        condition=models.Q(("compressed", None), ("state", "pending")),
                        name="fetch_by_host",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="signature",
                        serialize=False,
                        to="sources.article",
                    ),
                ),
                (
                    "version",
                    models.CharField(help_text="of the way in which it was made", max_length=20),
                ),
                (
                    "shingles",
                    models.PositiveIntegerField(help_text="how many runs of words it holds"),
                ),
                (
                    "credits",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        blank=True,
                        default=list,
                        help_text="names at its head and foot",
                        size=None,
                    ),
                ),
                (
                    "agency",
                    models.TextField(blank=True, help_text="whose text it is by its own word"),
                ),
                (
                    "basis",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("credit", "credited as the source"),
                            ("earliest", "published before it"),
                            ("unknown", "which came first is unknown"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "credited",
                    models.TextField(
                        blank=True, help_text="the agency, where its own article is not here"
                    ),
                ),
                (
                    "original",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="copies",
                        to="sources.article",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="sources.revision",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NearCopy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "share",
                    models.FloatField(help_text="of the shorter one that stands in the longer one"),
                ),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="sources.article",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="sources.article",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "near-copies",
                "constraints": [
                    models.UniqueConstraint(fields=("one", "other"), name="near_copy_once"),
                    models.CheckConstraint(
                        condition=models.Q(("one__lt", models.F("other"))),
                        name="near_copy_in_order",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                models.OrderBy(models.F("published_day"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                name="article_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["first_seen_at"], name="article_first_seen"),
        ),
    ]
