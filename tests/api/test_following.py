"""Outlets and feeds that programs add on behalf of editors; nothing is overwritten."""

import json

import pytest

from claims.models import Scope
from sources.models import Feed, Outlet
from tests.api.conftest import ApiClient, holder
from tests.api.test_problems import kind_of
from tests.builders import make_editor, make_outlet, make_user

pytestmark = pytest.mark.django_db
FEED = "https://lantern.example/feed"


@pytest.fixture
def program() -> ApiClient:
    return holder(make_editor("ada"), Scope.MANAGE)


def follow(client, **told):
    body = {"name": "The Lantern", "homepage": "https://lantern.example/"} | told
    return client.post("/api/v1/outlets", json.dumps(body), content_type="application/json")


def test_an_outlet_comes_with_its_feeds(program, api):
    answer = follow(program, name=" The \n Lantern ", feeds=[{"url": FEED, "every_minutes": 30}])

    feed = Feed.objects.get()
    assert (answer.status_code, answer.json()["name"]) == (201, "The Lantern")
    assert (feed.outlet.name, feed.url, feed.every_minutes, feed.active) == (
        "The Lantern",
        FEED,
        30,
        True,
    )
    assert api.get(answer["Location"]).json() == answer.json()


def test_one_that_is_here_gets_what_it_lacks(program):
    follow(program)

    answer = follow(program, feeds=[{"url": FEED, "active": False}])

    assert (answer.status_code, Outlet.objects.count()) == (200, 1)
    assert not Feed.objects.get().active


def test_what_is_here_otherwise_stays_and_nothing_is_done(program):
    make_outlet(name="The Lantern", homepage="https://other.example/")

    answer = follow(program, feeds=[{"url": FEED}])

    assert kind_of(answer) == (409, "differs")
    assert answer.json()["kept"] == ["The Lantern: homepage https://other.example/"]
    assert not Feed.objects.exists()


def test_the_feed_of_another_outlet_stays_with_that(program):
    Feed.objects.create(outlet=make_outlet(name="Harbour Post"), url=FEED)

    answer = follow(program, feeds=[{"url": FEED}])

    assert kind_of(answer) == (409, "differs")
    assert not Outlet.objects.filter(name="The Lantern").exists()


@pytest.mark.parametrize(
    ("asked", "kept"),
    [({"active": True}, "active false"), ({"every_minutes": 5}, "every_minutes 30")],
)
def test_a_feed_that_is_here_keeps_its_pace_and_says_so(program, asked, kept):
    follow(program, feeds=[{"url": FEED, "every_minutes": 30, "active": False}])

    answer = follow(program, feeds=[{"url": FEED, **asked}])

    assert kind_of(answer) == (409, "differs")
    assert answer.json()["kept"] == [f"{FEED}: {kept}"]
    assert follow(program, feeds=[{"url": FEED}]).status_code == 200


def test_who_holds_the_list_is_told_of_it(program, api):
    tag = api.get("/api/v1/outlets")["ETag"]

    follow(program)

    listed = api.get("/api/v1/outlets", headers={"If-None-Match": tag})
    assert [row["name"] for row in listed.json()["results"]] == ["The Lantern"]


def test_a_key_keeps_a_write_that_was_sent_again_as_it_was(program):
    told = {"content_type": "application/json", "headers": {"Idempotency-Key": "one"}}
    body = json.dumps({"name": "The Lantern", "feeds": [{"url": FEED}]})

    answers = [program.post("/api/v1/outlets", body, **told) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].content == answers[1].content


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": 7}, "name"),
        ({"name": None}, "name"),
        ({"homepage": "lantern"}, "homepage"),
        ({"feeds": [{"url": "ftp://lantern.example/"}]}, "feeds.0.url"),
        ({"feeds": [{"url": "https://me:secret@lantern.example/"}]}, "feeds.0.url"),
        ({"feeds": [{"url": FEED, "every_minutes": 0}]}, "feeds.0.every_minutes"),
        ({"feeds": [{"url": FEED, "every_minutes": "30"}]}, "feeds.0.every_minutes"),
        ({"feeds": [{"url": FEED, "every_minutes": True}]}, "feeds.0.every_minutes"),
        ({"feeds": [{"url": FEED, "active": "no"}]}, "feeds.0.active"),
        ({"feeds": [{"url": FEED, "often": True}]}, "feeds.0.often"),
        ({"feeds": [{"url": FEED + "".join(map(chr, range(0x4E00, 0x5500)))}]}, "feeds.0.url"),
        ({"feeds": [{"url": FEED}] * 101}, "feeds"),
        ({"feeds": FEED}, "feeds"),
        ({"feeds": [FEED]}, "feeds.0"),
        ({"feed": FEED}, "feed"),
    ],
)
def test_a_value_that_can_not_be_names_its_field(program, told, field):
    answer = follow(program, **told)

    assert kind_of(answer) == (400, "invalid")
    assert answer.json()["errors"][0]["field"] == field
    assert not Outlet.objects.exists()


def test_tokens_add_outlets_if_they_were_made_for_it():
    editor, reader = make_editor("ada"), make_user("bo")
    clients = [holder(editor, "correct", "ingest"), holder(reader, "manage"), ApiClient()]

    assert [follow(client).status_code for client in clients] == [403, 403, 401]
