"""Every list of the API as Atom and JSON Feed, read by a feed reader that is not ours."""

import fastfeedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.beliefs import believe
from sources.models import Article
from tests.api.test_problems import kind_of
from tests.api.test_reading import LISTS, make_one_of_each
from tests.builders import make_article, make_event, make_outlet, make_speaker, make_statement

pytestmark = pytest.mark.django_db
FORMS = {"atom": "application/atom+xml", "feed.json": "application/feed+json"}


def entries(api, path: str):
    return fastfeedparser.parse(api.get(f"/api/v1/{path}").content).entries


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", LISTS)
def test_a_feed_has_the_rows_of_its_list_the_newest_first(api, name, form):
    for number in range(3):
        make_one_of_each(number)
    rows = api.get(f"/api/v1/{name}").json()["results"]

    told = entries(api, f"{name}.{form}")

    pages = [each.link for each in told]
    assert len(pages) == len(set(pages)) == len(rows) == 3
    assert all(each.title for each in told)
    assert {api.get(page.partition("#")[0]).status_code for page in pages} == {200}


@pytest.mark.parametrize(("form", "kind"), FORMS.items())
@pytest.mark.parametrize("accept", ["*/*", "application/rss+xml", "text/html", "application/json"])
def test_a_feed_comes_in_the_form_of_its_address(api, form, kind, accept):
    answer = api.get(f"/api/v1/articles.{form}", headers={"Accept": accept})

    assert (answer.status_code, answer["Content-Type"].partition(";")[0]) == (200, kind)


def test_filters_of_the_list_hold_and_stand_in_the_title(api):
    for name in ("Lantern", "Ledger"):
        make_article(outlet=make_outlet(name=name), title=f"Of the {name}")

    feed = fastfeedparser.parse(api.get("/api/v1/articles.atom?outlet=ledger").content)

    assert [each.title for each in feed.entries] == ["Of the Ledger"]
    assert feed.feed.title == "Articles: outlet ledger · On Record"


def test_every_value_of_a_filter_stands_in_the_title(api):
    for name in ("Lantern", "Ledger"):
        make_outlet(name=name)

    feed = api.get("/api/v1/articles.feed.json?outlet=ledger&outlet=lantern").json()

    assert feed["title"] == "Articles: outlet ledger, outlet lantern · On Record"


def test_a_report_of_what_an_editor_rejected_says_so(api):
    statement = make_one_of_each().statement
    type(statement).objects.update(status="rejected")

    [item] = api.get("/api/v1/reports.feed.json").json()["items"]

    assert "An editor rejected it." in item["content_text"]


def test_what_programs_alone_can_ask_for_is_asked_of_a_feed(api):
    for name in ("Ada Varga", "Ilo Brandt"):
        make_statement(speaker=make_speaker(name))

    [entry] = entries(api, "statements.feed.json?not_speaker=ada-varga")

    assert entry.author == "Ilo Brandt"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("query", ["fields=id", "limit=5", "order=-id", "speeker=ada"])
def test_a_feed_takes_filters_alone(api, form, query):
    assert kind_of(api.get(f"/api/v1/statements.{form}?{query}")) == (400, "unknown-parameter")


@pytest.mark.parametrize("form", FORMS)
def test_who_has_seen_a_feed_is_told_so(api, form):
    make_one_of_each()
    etag = api.get(f"/api/v1/reports.{form}")["ETag"]

    again = api.get(f"/api/v1/reports.{form}", headers={"If-None-Match": etag})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)


def test_an_article_s_feed_has_no_word_of_its_text(api):
    report = make_one_of_each()
    believe(report.statement)

    told = api.get("/api/v1/articles.atom").content.decode()

    assert Article.objects.get().title in told
    assert "The bridge will stand" not in told


@pytest.mark.parametrize(("doubtful", "tags"), [(False, ["Opening of the bridge"]), (True, [])])
def test_a_report_is_tagged_by_the_events_of_its_line_alone(api, doubtful, tags):
    report = make_one_of_each()
    report.references.all().delete()
    report.references.create(event=make_event(), confidence=0.4, doubtful=doubtful)

    [item] = api.get("/api/v1/reports.feed.json").json()["items"]

    assert item.get("tags", []) == tags


@pytest.mark.parametrize("name", LISTS)
def test_more_rows_take_no_more_queries(api, name):
    counts = []
    for number in range(4):
        make_one_of_each(number)
        with CaptureQueriesContext(connection) as captured:
            assert api.get(f"/api/v1/{name}.atom").status_code == 200
        counts.append(len(captured))

    assert counts[1] == counts[3]
