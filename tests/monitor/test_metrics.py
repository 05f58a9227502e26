import pytest
from prometheus_client.parser import text_string_to_metric_families

from sources.models import Answer, Feed
from tests.builders import make_outlet, make_user
from tests.monitor.conftest import BACKEND, ago, bring, make_failed, make_fetch, make_history
from tracker import heartbeat

pytestmark = pytest.mark.django_db

TOKEN = "wind over the old harbour"


@pytest.fixture
def samples(client, settings):
    """The samples that Prometheus reads: {(name, labels): value}."""

    def samples():
        settings.METRICS_TOKEN = TOKEN
        answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
        assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
        return {
            (sample.name.removeprefix("on_record_"), *sample.labels.values()): sample.value
            for family in text_string_to_metric_families(answer.content.decode())
            for sample in family.samples
        }

    return samples


def test_the_queues_age_and_its_stages_are_told(samples):
    make_fetch()
    make_failed()

    told = samples()

    assert told["queue_age_seconds",] < 60
    assert (told["waiting", "fetching"], told["failed", "fetching"]) == (1, 1)
    assert told["waiting", "linking"] == 0


def test_each_outlets_answers_articles_and_yield_are_told(samples):
    lantern = make_outlet(name="The Lantern")
    Answer.objects.note("The Lantern", 304)
    Answer.objects.note("", 404)
    make_history(lantern)
    bring(lantern, articles=5, statements=1, hours=1)

    told = samples()

    assert told["answers_last_day", "The Lantern", "304"] == 1
    assert told["answers_last_day", "", "404"] == 1
    assert told["articles_last_day", "The Lantern"] == 5
    assert told["statements_last_day", "The Lantern"] == 5
    assert told["yield_broken", "The Lantern"] == 1


def test_feeds_tell_when_they_were_last_got_and_whether_they_are_overdue(samples):
    moment = ago(hours=1)
    Feed.objects.create(
        outlet=make_outlet(name="The Lantern"),
        url="https://lantern.example/feed",
        last_success_at=moment,
        due_at=ago(minutes=30),
    )

    told = samples()

    assert told["feeds_overdue",] == 1
    assert told["last_success_timestamp_seconds", "The Lantern"] == pytest.approx(
        moment.timestamp()
    )


def test_signs_of_life_are_told_once_there_are_some(samples):
    heartbeat.beat(heartbeat.WORKER)

    assert samples()["silence_seconds", "worker"] < 60


@pytest.mark.parametrize("given", ["", "Bearer x", "Bearer", f"Basic {TOKEN}", TOKEN])
def test_without_the_token_nothing_is_told(client, settings, given):
    settings.METRICS_TOKEN = TOKEN

    answer = client.get("/metrics", headers={"Authorization": given})

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert b"on_record" not in answer.content


def test_where_no_token_is_set_an_empty_one_opens_nothing(client):
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 401


def test_staff_and_editors_may_look_at_the_metrics_and_readers_may_not(as_editor, client):
    assert as_editor.get("/metrics").status_code == 200

    client.force_login(make_user("ben"), backend=BACKEND)

    assert client.get("/metrics").status_code == 401
