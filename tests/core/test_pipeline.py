"""The stages, their receipts and their failures."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import pipeline
from claims.models import Reading, Receipt, Report
from claims.resolving import current_registry
from sources.models import Work
from tests.builders import make_article, make_revision, make_speaker

pytestmark = pytest.mark.django_db


def test_a_revision_passes_every_stage_and_leaves_a_receipt_of_each():
    make_speaker("Ada Varga")
    revision = make_revision()

    reading = pipeline.process(revision.pk)

    assert reading.state == Work.State.DONE
    assert set(reading.receipts.values_list("stage", "state")) == {
        ("recording", "done"),
        ("matching", "done"),
        ("linking", "done"),
        ("relating", "done"),
    }
    assert Report.objects.get().speaker.name == "Ada Varga"


def test_processing_a_revision_again_does_no_work():
    revision = make_revision()
    pipeline.process(revision.pk)
    before = list(Reading.objects.values()) + list(Receipt.objects.values())

    pipeline.process(revision.pk)

    assert before == list(Reading.objects.values()) + list(Receipt.objects.values())


def test_only_what_was_never_read_is_opened_newest_first():
    old, read, new = (make_revision() for _ in range(3))
    pipeline.process(read.pk)

    opened = [pipeline.open_readings(1) for _ in range(3)]

    waiting = Reading.objects.pending().order_by("pk").values_list("revision", flat=True)
    assert (opened, list(waiting)) == ([1, 1, 0], [new.pk, old.pk])


def test_another_language_is_kept_and_not_read():
    make_revision(article=make_article(language="de"))

    assert pipeline.open_readings(10) == 0


def test_a_failing_stage_keeps_its_error_and_the_rest_goes_on(monkeypatch, caplog):
    monkeypatch.setattr(pipeline, "find", lambda *_: 1 / 0)
    revision = make_revision()

    reading = pipeline.process(revision.pk)

    assert (reading.state, reading.attempts) == ("pending", 1)
    assert "ZeroDivisionError" in reading.error


def test_work_that_fails_each_time_ends_as_a_row_that_can_be_retried(monkeypatch, caplog):
    monkeypatch.setattr(pipeline, "find", lambda *_: 1 / 0)
    revision = make_revision()
    for _ in range(Work.MAX_ATTEMPTS):
        reading = pipeline.process(revision.pk)

    assert Reading.objects.failed().get() == reading
    assert Reading.objects.retry() == 1
    assert Reading.objects.get().state == "pending"


def test_work_that_killed_its_worker_each_time_ends_too():
    reading = Reading.objects.create(revision=make_revision(), version="1.0.0", attempts=5)

    assert pipeline.read_revision(reading.pk) is None
    assert "worker died" in Reading.objects.get().error


def test_a_lease_keeps_rows_from_others_until_it_ends():
    row = Reading.objects.create(revision=make_revision(), version="1.0.0")

    leased = [Reading.objects.lease(5), Reading.objects.lease(5)]

    assert leased == [[row.pk], []]


def test_a_lease_that_ran_out_is_handed_out_again(settings):
    settings.LEASE_SECONDS = -1
    row = Reading.objects.create(revision=make_revision(), version="1.0.0")
    Reading.objects.lease(5)

    assert Reading.objects.lease(5) == [row.pk]


def test_the_registry_changes_its_version_with_its_content():
    make_speaker("Ada Varga", offices=[("Mayor", "Brod", "2030", "")])
    before = current_registry()

    make_speaker("Ilo Brandt")

    after = current_registry()
    assert [speaker.name for speaker in after.speakers] == ["Ada Varga", "Ilo Brandt"]
    assert before.version != after.version


def make_long_revision(reports):
    quotes = (f"“Bridge number {number} will stand,” Ada Varga said." for number in range(reports))
    return make_revision(text="\n".join(quotes))


def loads_of_text(revision):
    """The queries that fetch a text while the revision is processed."""
    with CaptureQueriesContext(connection) as queries:
        pipeline.process(revision.pk)
    return [q["sql"] for q in queries if '"sources_revision"."text"' in q["sql"]]


def test_nine_reports_load_their_text_as_often_as_two():
    """For each of them, a long one would fill the memory."""
    two, nine = (loads_of_text(make_long_revision(reports)) for reports in (2, 9))

    assert len(two) == len(nine)


def test_reports_that_are_read_again_do_not_each_bring_their_text():
    revision = make_long_revision(9)
    pipeline.process(revision.pk)
    Reading.objects.update(version="0")

    loads = loads_of_text(revision)

    assert not [sql for sql in loads if 'FROM "claims_report"' in sql]
