"""`manage.py reread`: what older versions read, read again; on request, and only that."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from claims.extraction import EXTRACTOR_VERSION
from claims.models import Reading
from tests.builders import make_article, make_reading, make_revision

pytestmark = pytest.mark.django_db


def reread(*arguments: str) -> dict[str, object]:
    out = StringIO()
    call_command("reread", "--json", *arguments, stdout=out)
    outcome: dict[str, object] = json.loads(out.getvalue())
    return outcome


def old(**fields) -> Reading:
    return make_reading(version="0.0.0", revision=make_revision(article=make_article(**fields)))


def test_a_dry_run_only_counts():
    old()

    assert reread("--dry-run")["articles"] == 1
    assert Reading.objects.count() == 1


def test_an_old_reading_is_followed_by_a_new_one():
    reading = old()

    assert reread()["failed"] == []
    assert reread()["articles"] == 0
    versions = reading.revision.readings.values_list("version", "state")
    assert set(versions) == {("0.0.0", "done"), (EXTRACTOR_VERSION, "done")}


def test_the_workers_can_do_it():
    old()

    reread("--queue")

    assert Reading.objects.pending().get().version == EXTRACTOR_VERSION


def test_only_the_newest_revision_is_read_again_and_only_what_was_read_before():
    article = make_article()
    make_reading(version="0.0.0", revision=make_revision(article=article))
    newest = make_revision(article=article)
    make_revision()

    assert reread("--dry-run")["articles"] == 0

    make_reading(version="0.0.0", revision=newest)
    assert reread("--dry-run")["articles"] == 1


def test_a_period_counts_by_publication_else_by_the_day_of_fetching():
    old(published="2031-05-06")
    old(published="2031-05-09")
    old(published="")

    found = [
        reread("--dry-run", "--since", day)["articles"] for day in ("2031-05-07", "2001-01-01")
    ]

    assert found == [1 + (date.today() >= date(2031, 5, 7)), 3]  # noqa: DTZ011


def test_an_article_that_fails_is_named(monkeypatch):
    reading = old()
    monkeypatch.setattr("claims.pipeline.find", lambda *_: 1 / 0)
    err = StringIO()

    with pytest.raises(SystemExit, match="1"):
        call_command("reread", stdout=StringIO(), stderr=err)

    assert f"{reading.revision.article.url}: ZeroDivisionError" in err.getvalue()


def test_a_day_that_is_none_is_refused():
    with pytest.raises(CommandError, match="is no day"):
        call_command("reread", "--since", "spring")
