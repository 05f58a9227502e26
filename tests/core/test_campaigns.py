"""Which articles new knowledge concerns: found by indexes, in the readings that stand."""

import pytest
from django.contrib.postgres.search import SearchQuery
from django.db import connection

from claims.campaigns import offers_for_events, offers_for_speakers, unlinked, unresolved
from claims.models import Reading, Speaker
from claims.pipeline import process
from sources.models import Revision
from tests.builders import make_event, make_revision, make_speaker
from tests.knowing import make_archive

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive():
    return make_archive()


def names(readings, archive):
    by_pk = {reading.pk: name for name, reading in archive.items()}
    return {by_pk[pk] for pk in readings.values_list("pk", flat=True)}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"name": "Nora Brandt"}, {"concert", "mill", "lantern"}),
        ({"name": "Nora Brantt"}, set()),
        ({"name": "Nora Quill", "aliases": ["Nightbird"]}, {"concert"}),
        ({"name": "Nora Quill", "aliases": ["Lantern Fair"]}, {"mill", "lantern"}),
        ({"name": "Nora Quill", "offices": [("harbour master", "Brod", "", "")]}, {"ferry"}),
        ({"name": "Nora Quill"}, set()),
    ],
)
def test_a_speaker_concerns_articles_with_the_words_of_a_name_or_an_office(
    archive, fields, expected
):
    speaker = make_speaker(**fields)

    assert names(unresolved(speaker), archive) == expected


@pytest.mark.parametrize(
    ("title", "aliases", "expected"),
    [
        ("The concert in Brod", [], {"ferry", "concert"}),
        ("A concert of seven singers", [], {"concert"}),
        ("Something else", ["the fair of the lanterns"], {"mill", "lantern"}),
        ("Something else", ["Lantern's \\'Fair"], {"mill", "lantern"}),
        ("The", ["of & | ! ("], set()),
    ],
)
def test_an_event_concerns_articles_with_an_alias_or_half_of_its_title(
    archive, title, aliases, expected
):
    event = make_event(title, slug="event", aliases=aliases)

    assert names(unlinked(event), archive) == expected


def test_a_long_title_makes_no_endless_query(archive):
    make_event(" ".join(f"w{number}" for number in range(60)), slug="long")

    assert list(offers_for_events(["long"])) == []


def test_only_the_newest_revision_counts(archive):
    process(make_revision(article=archive["concert"].revision.article, text="Nobody spoke.").pk)
    speaker = make_speaker("Nora Quill", aliases=["Nightbird"])

    assert not unresolved(speaker).exists()


def test_what_was_read_and_not_linked_yet_is_not_linked_again(archive):
    archive["mill"].receipts.filter(stage="linking").update(state="pending")
    event = make_event("Lantern Fair")

    assert names(unlinked(event), archive) == {"lantern"}


def test_an_offer_counts_the_articles_and_names_the_command(archive):
    make_speaker("Nora Quill", aliases=["Nightbird"])
    make_event("Lantern Fair")

    offers = [*offers_for_speakers(["nora-quill"]), *offers_for_events(["lantern-fair"])]

    assert list(map(str, offers)) == [
        "1 article names nora-quill: python manage.py reresolve --speaker nora-quill --dry-run",
        "2 articles name lantern-fair: python manage.py relink --event lantern-fair --dry-run",
    ]


def test_nothing_is_offered_for_a_speaker_whom_all_articles_know():
    make_archive()

    assert list(offers_for_speakers(Speaker.objects.values_list("slug", flat=True))) == []


@pytest.mark.parametrize(
    ("index", "rows"),
    [
        ("revision_words", Revision.objects.with_words(SearchQuery("fair", config="english"))),
        ("reading_keys", Reading.objects.filter(keys__contains=["name:ovl"])),
    ],
)
def test_an_index_serves_the_question(archive, index, rows):
    with connection.cursor() as cursor:  # of few rows PostgreSQL would rather read all
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")

    assert f"Bitmap Index Scan on {index}" in rows.explain()
