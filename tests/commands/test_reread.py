"""`manage.py reread`: what older versions read, read again; on request, and only that."""

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims.extraction import EXTRACTOR_VERSION
from claims.models import Reading, Report
from claims.pipeline import process
from sources.intake import take_in
from sources.models import RawBytes, Revision
from tests.builders import make_article, make_reading, make_report, make_revision
from tests.core.test_intake import delivery
from tests.knowing import rows
from tests.newsroom import html

pytestmark = pytest.mark.django_db
BRIDGE = "“The bridge will stand,” Ada Varga said on Monday. It rained all day in Brod."


def reread(*arguments: str) -> dict[str, Any]:
    out = StringIO()
    call_command("reread", "--json", *arguments, stdout=out)
    outcome: dict[str, Any] = json.loads(out.getvalue())
    return outcome


def old(**fields) -> Reading:
    return make_reading(version="0.0.0", revision=make_revision(article=make_article(**fields)))


def test_a_dry_run_counts_and_reads_nothing_for_good():
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


def stored(menu: str = "Menu.") -> Revision:
    """A revision whose page was read by an extractor that kept the menu in the text."""
    page = {"raw": html(BRIDGE).body, "media_type": "text/html", "language": "en"}
    made = delivery(text=f"{menu} {BRIDGE}", **page)
    revision = take_in(made).revision
    process(revision.pk)
    return revision


def test_a_dry_run_shows_each_report_that_would_change_and_leaves_nothing():
    reading = old()
    report = make_report(reading=reading, quote='"The bridge will stand,"', speaker_name="Nobody")
    before = rows()

    outcome = reread("--dry-run")

    changed = {change["report"]: change for change in outcome["changes"]}
    assert changed[report.pk]["speaker"] == {"was": "Nobody", "becomes": "Ada Varga"}
    assert rows() == before
    assert Reading.objects.get() == reading


def test_a_dry_run_names_what_would_be_found_as_new():
    old(url="https://outlet.example/new")
    out = StringIO()

    call_command("reread", "--dry-run", stdout=out)

    assert "https://outlet.example/new  new report" in out.getvalue()
    assert out.getvalue().endswith("1 article; 1 report would change.\n")


def test_texts_are_made_anew_from_their_bytes_without_the_network():
    first = stored()

    assert reread("--from-bytes")["failed"] == []

    made = Revision.objects.latest("number")
    assert (made.text, made.remade, made.fetched_at) == (BRIDGE, True, first.fetched_at)
    assert made.raw.data == html(BRIDGE).body
    assert Report.objects.get().revision == made
    assert reread("--from-bytes", "--dry-run")["changes"] == []


def test_what_a_new_text_no_longer_has_was_withdrawn_by_the_reader_and_not_the_outlet():
    stored(menu="“Buy the paper at every corner,” Ilo Brandt said on Friday.\n")

    reread("--from-bytes")

    withdrawn = Report.objects.get(label="Ilo Brandt").withdrawn
    assert withdrawn == "reader"


def test_the_workers_can_read_what_was_made_anew():
    stored()

    reread("--from-bytes", "--queue")

    assert Reading.objects.pending().get().revision.remade


def test_bytes_of_which_no_article_comes_any_more_are_named():
    revision = stored()
    RawBytes.objects.update(compressed=RawBytes.pack(b" "))
    err = StringIO()

    with pytest.raises(SystemExit, match="1"):
        call_command("reread", "--from-bytes", stdout=StringIO(), stderr=err)

    assert err.getvalue().startswith(revision.article.url)
    assert Revision.objects.count() == 1


def test_an_article_without_bytes_is_left_alone():
    stored()
    RawBytes.objects.all().delete()

    assert reread("--from-bytes")["articles"] == 0
