"""Outlets and feeds that programs add and change on behalf of editors."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

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
        ({"name": f"x{' ' * 200}y"}, "name"),
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


def change(client, match: str | None = "*", **told):
    return client.change("/api/v1/outlets/the-lantern", match, **told)


def test_a_feed_is_put_to_rest_and_the_others_stay(program):
    other = f"{FEED}/letters"
    follow(program, feeds=[{"url": FEED, "every_minutes": 30}, {"url": other}])

    answer = change(program, feeds=[{"url": FEED, "active": False}])

    assert answer.status_code == 200
    assert answer.json()["feeds"] == [
        {"url": FEED, "every_minutes": 30, "active": False},
        {"url": other, "every_minutes": None, "active": True},
    ]


def test_a_feed_that_failed_is_due_at_once_where_its_pace_is_set(program):
    follow(program, feeds=[{"url": FEED}])
    later = timezone.now() + timedelta(days=1)
    Feed.objects.update(due_at=later, failures=9, error="HTTP 500")

    change(program, feeds=[{"url": FEED, "every_minutes": 5}])

    feed = Feed.objects.get()
    assert (feed.every_minutes, feed.failures, feed.error) == (5, 0, "")
    assert feed.due_at < later


def test_a_feed_that_is_named_alone_is_added_and_one_that_is_here_left_alone(program):
    follow(program, feeds=[{"url": FEED, "every_minutes": 30}])
    before = Feed.objects.values().get()

    change(program, feeds=[{"url": FEED}, {"url": f"{FEED}/letters"}])

    assert Feed.objects.values().get(url=FEED) == before
    assert Feed.objects.count() == 2


def test_name_and_homepage_are_overwritten_and_the_address_stays(program, api):
    follow(program)

    change(program, name=" The New \n Lantern", homepage="https://new-lantern.example/")

    told = api.get("/api/v1/outlets/the-lantern").json()
    assert (told["name"], told["homepage"]) == ("The New Lantern", "https://new-lantern.example/")
    assert Outlet.objects.publishing("https://new-lantern.example/story")


def test_what_belongs_to_another_outlet_is_refused_with_its_field_and_nothing_is_done(program):
    Feed.objects.create(outlet=make_outlet(name="Harbour Post"), url=FEED)
    follow(program)

    taken = [
        change(program, name="Harbour Post"),
        change(program, name="The New Lantern", feeds=[{"url": FEED}]),
    ]

    assert [kind_of(answer) for answer in taken] == [(400, "invalid"), (400, "invalid")]
    assert [each.json()["errors"][0]["field"] for each in taken] == ["name", "feeds"]
    assert Outlet.objects.filter(name="The Lantern", feeds=None).exists()


def test_a_change_names_the_state_that_it_means(program, api):
    follow(program)
    tag = api.get("/api/v1/outlets/the-lantern")["ETag"]
    first = change(program, match=tag, feeds=[{"url": FEED}])

    late = change(program, match=tag, homepage="")

    assert kind_of(change(program, match=None, homepage="")) == (428, "precondition-required")
    assert (first.status_code, kind_of(late)) == (200, (412, "stale"))
    assert late.json()["current"] == first.json()
    assert change(program, match=first["ETag"], homepage="").status_code == 200


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": f"x{' ' * 200}y"}, "name"),
        ({"name": None}, "name"),
        ({"homepage": "lantern"}, "homepage"),
        ({"feeds": [{"active": True}]}, "feeds.0.url"),
        ({"site": "lamp.example"}, "site"),
    ],
)
def test_a_change_that_can_not_be_names_its_field(program, told, field):
    follow(program)

    answer = change(program, **told)

    assert kind_of(answer) == (400, "invalid")
    assert answer.json()["errors"][0]["field"] == field


def test_tokens_change_outlets_if_they_were_made_for_it(program):
    follow(program)
    clients = [
        holder(make_editor("cy"), "correct", "ingest"),
        holder(make_user("bo"), "manage"),
        ApiClient(),
    ]

    codes = [change(client, homepage="").status_code for client in clients]

    assert codes == [403, 403, 401]
