"""The hand-out: what nobody holds is sent, within bounds, and sent again when its lease ends."""

from io import StringIO

import pytest
from django.core.management import call_command

from claims.models import Reading, Receipt
from claims.tasks import read_new
from sources.documents import TEXT, Document
from sources.models import Feed, Fetch, Work
from sources.receiving import hand_over
from tests.builders import make_outlet, make_reading, make_revision, make_speaker
from tests.knowing import make_archive
from tests.live import flush_broker, wait_until
from tracker import handout
from tracker.handout import hand_out, queued
from tracker.tasks import hand_out as hand_out_task

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("broker")]


@pytest.fixture
def broker(services):
    flush_broker()
    yield
    flush_broker()


def waiting(**fields) -> Reading:
    return Reading.objects.create(revision=make_revision(), version="9", **fields)


def test_work_of_every_stage_is_sent_to_its_queue():
    reading = waiting()
    for stage in Receipt.Stage:
        Receipt.objects.create(stage=stage, reading=reading)
    hand_over([Document("test", TEXT, b"text"), Document("test", url="https://a.example/")])
    Feed.objects.create(outlet=make_outlet(), url="https://b.example/feed")

    assert hand_out() == 9
    assert {step.task.name: queued(step.task) for step in handout.steps()} == {
        "claims.tasks.relate": 3,
        "claims.tasks.link": 3,
        "claims.tasks.match": 3,
        "claims.tasks.record": 1,
        "claims.tasks.read": 1,
        "claims.tasks.resolve": 1,
        "sources.tasks.receive": 1,
        "sources.tasks.fetch": 2,
        "sources.tasks.poll": 2,
    }


def test_what_is_held_or_done_is_not_sent_again():
    waiting()
    make_reading()

    assert [hand_out(), hand_out()] == [1, 0]


def test_what_an_emptied_broker_lost_is_sent_again_when_its_lease_ends(settings):
    settings.LEASE_SECONDS = -1
    waiting()
    hand_out()
    flush_broker()

    assert hand_out() == 1


def test_a_queue_holds_a_bounded_number_of_messages_the_newest_first(monkeypatch):
    monkeypatch.setattr(handout, "MOST_QUEUED", 2)
    rows = [waiting() for _ in range(3)]

    assert [hand_out(), hand_out()] == [2, 0]
    assert Reading.objects.get(leased_until=None) == rows[0]


def test_an_idle_hand_out_costs_few_queries(django_assert_num_queries):
    with django_assert_num_queries(35):  # ten kinds of work, a transaction each; what is unread
        hand_out_task()


def test_a_document_that_brought_nothing_is_not_read():
    read_new(None)

    assert not Reading.objects.exists()


@pytest.mark.services
def test_a_worker_takes_an_article_all_the_way(start_worker):
    start_worker()
    hand_over([Document("test", TEXT, "“The bridge will stand,” Ada Varga said.".encode())])

    assert wait_until(lambda: hand_out() < 0 or read_to_the_end(), seconds=60, pause=0.2)
    assert Reading.objects.get().reports.get().label == "Ada Varga"


@pytest.mark.services
def test_a_worker_resolves_what_a_campaign_put_in_the_queue(start_worker):
    reading = make_archive()["concert"]
    make_speaker("Nora Quill", aliases=["Nightbird"])
    call_command("reresolve", "--speaker", "nora-quill", "--queue", stdout=StringIO())
    start_worker()

    credited = reading.reports.filter(speaker__slug="nora-quill")
    assert wait_until(
        lambda: hand_out() < 0 or (credited.exists() and not Receipt.objects.pending().exists()),
        seconds=60,
        pause=0.2,
    )
    assert not Receipt.objects.exclude(error="").exists()


@pytest.mark.services
def test_work_that_kills_its_worker_ends_as_a_failure_that_shows(start_worker, settings):
    settings.LEASE_SECONDS = 0
    start_worker(LEASE_SECONDS="60")
    Reading.objects.create(revision=make_revision(), version="9", attempts=Work.MAX_ATTEMPTS)

    assert wait_until(
        lambda: hand_out() < 0 or Reading.objects.failed().exists(), seconds=60, pause=0.2
    )
    assert "its worker died" in Reading.objects.get().error


def read_to_the_end() -> bool:
    done = Receipt.objects.filter(state=Work.State.DONE, stage=Receipt.Stage.RELATING)
    return done.exists() and not Fetch.objects.pending().exists()
