"""The feed of changes: in order, once, with tombstones, and nothing missed."""

import json
import sqlite3
from threading import Event, Thread

import httpx
import pytest
from django.db import connection, transaction

from claims.corrections import Decision, Field, decide
from claims.models import Change, Speaker, Touched
from claims.models import Event as Happening
from claims.removal import remove_articles
from docs.examples.mirror import Mirror
from sources.models import Article, Outlet
from tests.api.test_documents import check
from tests.api.test_problems import kind_of
from tests.builders import make_editor, make_event, make_outlet, make_report, make_speaker

pytestmark = pytest.mark.django_db
FEED = "/api/v1/changes"


def read(api, after: int = 0):
    return api.get(f"{FEED}?after={after}").json()


def told(page):
    return {(row["kind"], row["id"]): row for row in page["results"]}


def test_from_zero_it_holds_every_row_as_its_list_shows_it(api):
    make_report(speaker=make_speaker(), said="2031-05-05")

    page = read(api)

    for kind in ("statement", "report", "speaker", "outlet", "article"):
        held = [row["data"] for row in page["results"] if row["kind"] == kind]
        assert held == api.get(f"/api/v1/{kind}s").json()["results"]


def test_once_caught_up_there_is_nothing_and_the_cursor_stays(api):
    make_report()
    cursor = read(api)["cursor"]

    assert read(api, cursor) == {"next": None, "cursor": cursor, "results": []}


def test_a_row_that_changed_often_comes_once_as_it_is_now(api):
    outlet = make_outlet()
    for name in ("First", "Second", "Third"):
        Outlet.objects.filter(pk=outlet.pk).update(name=name)
        last = read(api)

    assert [row["data"]["name"] for row in last["results"]] == ["Third"]


def test_pages_lead_to_each_other_and_show_each_row_once(api):
    for _ in range(5):
        make_outlet()
    seen, address = [], f"{FEED}?limit=2"
    while address:
        page = api.get(address).json()
        seen += [row["id"] for row in page["results"]]
        address = page["next"]

    assert seen == sorted(Outlet.objects.values_list("pk", flat=True))


def test_a_rejected_statement_is_a_tombstone(api):
    statement, editor = make_report().statement, make_editor()
    cursor = read(api)["cursor"]
    decision = Decision(Field.VERDICT, "rejected")
    decide(statement.pk, [decision], editor=editor, version=statement.version)

    row = told(read(api, cursor))["statement", statement.pk]

    assert (row["deleted"], row["merged_into"], row["data"]) == (True, None, None)


def test_a_merged_row_names_the_one_that_took_its_place(api):
    one, other = make_speaker("Ada Varga"), make_speaker("A. Varga")
    Speaker.objects.filter(pk=other.pk).update(merged_into=one)

    row = told(read(api))["speaker", other.pk]

    assert (row["deleted"], row["merged_into"]) == (True, one.pk)


def test_an_article_that_is_removed_takes_its_rows_along(api):
    report = make_report()
    cursor = read(api)["cursor"]
    remove_articles(Article.objects.all())

    rows = told(read(api, cursor))

    gone = {("article", report.revision.article_id), ("report", report.pk)}
    assert gone | {("statement", report.statement_id)} <= set(rows)
    assert all(row["deleted"] for row in rows.values())


def test_an_outlets_new_name_changes_what_shows_it(api):
    report = make_report()
    cursor = read(api)["cursor"]
    Outlet.objects.update(name="The Lantern")

    kinds = {row["kind"] for row in read(api, cursor)["results"]}

    assert kinds == {"outlet", "article", "report", "statement"}
    assert report.pk in {key for _, key in told(read(api, cursor))}


def test_an_update_that_changes_nothing_is_no_change(api):
    make_event()
    cursor = read(api)["cursor"]
    Happening.objects.update(place="")

    assert read(api, cursor)["results"] == []


def test_what_is_rolled_back_never_comes(api):
    with transaction.atomic():
        make_outlet()
        transaction.set_rollback(True)

    assert read(api)["results"] == []


@pytest.mark.parametrize("cursor", ["x", "-1", "1.5", "٣", "9" * 30, "7"])
def test_a_cursor_that_is_invalid_or_of_the_future_is_a_problem(api, cursor):
    assert kind_of(api.get(f"{FEED}?after={cursor}")) == (400, "bad-cursor")


@pytest.mark.parametrize("given", ["limit=0", "limit=501", "limit=x"])
def test_a_limit_that_can_not_be_is_a_problem(api, given):
    assert kind_of(api.get(f"{FEED}?{given}")) == (400, "invalid")


def test_an_unknown_parameter_is_a_problem(api):
    assert kind_of(api.get(f"{FEED}?cursor=1")) == (400, "unknown-parameter")


def test_an_unchanged_feed_is_a_304(api):
    make_report()
    etag = api.get(FEED)["ETag"]

    assert api.get(FEED, headers={"If-None-Match": etag}).status_code == 304


def test_it_needs_a_sign_in_where_reading_does(api, reader, settings):
    settings.PUBLIC_READ = False

    assert (api.get(FEED).status_code, reader.get(FEED).status_code) == (401, 200)


def test_answers_are_as_the_document_says(api):
    make_report(speaker=make_speaker(), said="2031-05-05")
    Outlet.objects.create(name="A", slug="a").delete()

    check(api.get("/api/v1/schema").json(), FEED, api.get(FEED))


def test_superseded_rows_are_not_kept(api):
    outlet = make_outlet()
    for number in range(9):
        Outlet.objects.filter(pk=outlet.pk).update(name=f"Name {number}")
        read(api)

    assert (Change.objects.count(), Touched.objects.count()) == (1, 0)


def test_a_page_takes_as_many_queries_however_many_rows_it_has(api, django_assert_max_num_queries):
    for _ in range(8):
        make_report(speaker=Speaker.objects.first() or make_speaker(), said="2031-05-05")
    read(api)

    with django_assert_max_num_queries(30):
        read(api)


@pytest.mark.django_db(transaction=True)
def test_what_was_written_first_and_committed_last_is_not_skipped(api):
    written, go_on = Event(), Event()

    def write_slowly() -> None:
        with transaction.atomic():
            make_outlet(name="Slow")
            written.set()
            go_on.wait(20)
        connection.close()

    thread = Thread(target=write_slowly)
    thread.start()
    written.wait(20)
    make_outlet(name="Quick")
    first = read(api)
    go_on.set()
    thread.join()
    second = read(api, first["cursor"])

    names = [[row["data"]["name"] for row in page["results"]] for page in (first, second)]
    assert names == [["Quick"], ["Slow"]]


@pytest.mark.django_db(transaction=True)
def test_the_example_mirrors_a_live_server(live_server, tmp_path):
    report = make_report(speaker=make_speaker(), said="2031-05-05")
    with httpx.Client(base_url=live_server.url) as client:
        mirror = Mirror(client, str(tmp_path / "mirror.db"))
        mirror.follow()
        remove_articles(Article.objects.filter(pk=report.revision.article_id))
        Speaker.objects.update(name="Ada V.")
        mirror.follow()
        mirror.db.close()

    held = sqlite3.connect(tmp_path / "mirror.db").execute("SELECT kind, data FROM rows").fetchall()
    assert [(kind, json.loads(data)["name"]) for kind, data in held] == [("speaker", "Ada V.")]
