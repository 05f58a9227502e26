"""Stored readings resolved anew: what follows has work only where something came out otherwise."""

import pytest
from django.db import transaction

from claims import pipeline
from claims.models import Reading, Receipt, Speaker
from claims.recording import record
from claims.rehearsing import rehearse
from claims.resolving import current_registry, find, resolve
from claims.tasks import resolve as resolve_task
from tests.builders import make_revision, make_speaker
from tests.knowing import make_archive, rows, written_since

pytestmark = pytest.mark.django_db

RESOLVING, LINKING = Receipt.Stage.RESOLVING, Receipt.Stage.LINKING
NOTHING: dict[str, set[str]] = {"Report": set(), "Statement": set()}


@pytest.fixture
def reading():
    return make_archive()["concert"]


def receipts(reading):
    return dict(reading.receipts.values_list("stage", "state"))


def give_alias():
    Speaker.objects.filter(slug="ada-varga").update(aliases=["Nightbird"])


def test_a_reading_keeps_what_the_model_found_and_its_keys(reading):
    kept = Reading(revision=reading.revision)
    found = find(kept)

    assert (kept.attributions, kept.keys) == (reading.attributions, sorted(found.keys))
    assert resolve(kept) is True
    assert resolve(kept) is False
    assert kept.extracted == reading.extracted


def test_a_reading_that_comes_out_otherwise_passes_every_stage_again(reading):
    give_alias()

    pipeline.redo(RESOLVING, reading.pk)

    assert receipts(reading) == dict.fromkeys(
        ("resolving", "recording", "matching", "linking", "relating"), "done"
    )
    receipt = reading.receipts.get(stage="resolving")
    assert receipt.version == current_registry().version


def test_a_reading_that_comes_out_the_same_ends_there_and_writes_nothing(reading):
    make_speaker("Somebody Else")
    before, finished = rows(), list(reading.receipts.values())

    pipeline.redo(RESOLVING, reading.pk)

    reading.refresh_from_db()
    assert reading.speakers_version == current_registry().version
    assert list(reading.receipts.exclude(stage="resolving").values()) == finished
    assert written_since(before) == NOTHING


def test_recording_again_writes_no_row_that_stays_as_it_is(reading):
    before = rows()

    record(reading)

    assert written_since(before) == NOTHING


def test_a_second_worker_that_had_begun_finds_the_receipt_done(reading, monkeypatch):
    done = reading.receipts.get(stage="linking")
    begun = Receipt(pk=done.pk, stage="linking", reading=reading, attempts=2)
    monkeypatch.setattr(Receipt, "begin", lambda _: begun)

    assert pipeline.advance(done.pk) is None
    assert Receipt.objects.get(pk=done.pk).finished_at == done.finished_at


def test_a_stage_in_the_queue_starts_afresh_whether_it_was_done_or_failed(reading):
    other = make_archive_reading()
    reading.receipts.filter(stage="linking").update(state="failed", attempts=5, error="too hard")

    assert pipeline.queue_again(LINKING, [reading.pk, other.pk]) == 2

    waiting = Receipt.objects.pending().values_list("reading", "attempts", "error", "finished_at")
    assert set(waiting) == {(reading.pk, 0, "", None), (other.pk, 0, "", None)}


def make_archive_reading():
    return pipeline.process(make_revision().pk)


def test_a_message_takes_a_reading_through_the_stage(reading, monkeypatch):
    sent: list[int] = []
    monkeypatch.setattr("claims.tasks.record.delay", sent.append)
    give_alias()
    pipeline.queue_again(RESOLVING, [reading.pk])

    resolve_task(reading.receipts.get(stage="resolving").pk)

    assert sent == [reading.receipts.get(stage="recording").pk]


def test_a_rehearsal_leaves_receipts_and_readings_as_they_were(reading):
    give_alias()
    before = list(Reading.objects.values()) + list(Receipt.objects.values())

    with transaction.atomic():
        assert rehearse(RESOLVING, reading.pk).changes

    assert before == list(Reading.objects.values()) + list(Receipt.objects.values())


def test_a_rehearsal_that_fails_says_so_and_leaves_no_trace(reading, monkeypatch):
    monkeypatch.setitem(pipeline._WORK, LINKING, lambda _: 1 / 0)

    outcome = rehearse(LINKING, reading.pk)

    assert outcome.error == "linking: ZeroDivisionError: division by zero"
    assert not Receipt.objects.exclude(error="").exists()


def test_what_was_kept_without_attributions_has_to_be_read_anew(reading):
    Reading.objects.filter(pk=reading.pk).update(attributions=None)

    pipeline.redo(RESOLVING, reading.pk)

    assert "read the article again" in reading.receipts.get(stage="resolving").error
