"""Articles that programs bring: by the way that files take, and followed to their statements."""

import json

import pytest

from claims.models import Scope
from claims.pipeline import process
from claims.takedown import take_down
from sources.models import Article, Fetch
from sources.receiving import receive
from tests.api.conftest import ApiClient, holder
from tests.api.test_problems import kind_of
from tests.builders import make_editor, make_speaker, make_user

pytestmark = pytest.mark.django_db
ARTICLE = {
    "url": "https://lantern.example/bridge",
    "text": 'Ada Varga spoke on Monday.\n"The bridge will stand," Varga said.',
    "title": "A bridge",
    "published": "2031-05-06",
    "outlet": "The Lantern",
}


@pytest.fixture
def program() -> ApiClient:
    return holder(make_editor("ada"), Scope.INGEST)


def bring(client, **body):
    return client.post("/api/v1/articles", json.dumps(body), content_type="application/json")


def test_an_article_is_brought_and_followed_to_its_statements(program, api):
    make_speaker("Ada Varga")
    brought = bring(program, **ARTICLE)
    before = program.get(brought["Location"]).json()

    process(receive(before["id"]) or 0)

    after = program.get(brought["Location"]).json()
    assert (brought.status_code, brought.json()) == (202, before)
    assert (before["state"], before["article"], before["reading"]) == ("pending", None, None)
    assert (after["state"], after["outcome"], after["reading"]) == ("done", "new", "done")
    assert api.get(after["links"]["article"]).json()["title"] == "A bridge"
    (statement,) = api.get("/api/v1/statements").json()["results"]
    assert statement["speaker"]["slug"] == "ada-varga"


def test_the_same_again_changes_nothing(program):
    for _ in range(2):
        receive(bring(program, **ARTICLE).json()["id"])

    assert [row.outcome for row in Fetch.objects.order_by("pk")] == ["new", "unchanged"]
    assert Article.objects.get().revisions.count() == 1


def test_another_text_is_a_new_revision(program):
    receive(bring(program, **ARTICLE).json()["id"])

    receive(bring(program, **{**ARTICLE, "text": "Nobody spoke."}).json()["id"])

    assert Article.objects.get().revisions.count() == 2


def test_a_text_is_stored_as_it_came(program):
    text = "  Ada Varga spoke.\r\n\0 So be it.\n "

    receive(bring(program, text=text).json()["id"])

    assert Article.objects.get().latest.text == "  Ada Varga spoke.\n\ufffd So be it.\n "


def test_an_address_alone_is_left_to_be_fetched(program):
    answer = bring(program, url="https://lantern.example/1", outlet="The Lantern \ud800")

    row = Fetch.objects.get()
    assert (answer.status_code, answer.json()["url"]) == (202, "https://lantern.example/1")
    assert (row.compressed, row.given["outlet"]) == (None, "The Lantern \ufffd")
    assert row.origin == "the API, ada"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "text"),
        ({"title": "No words"}, "text"),
        ({"text": " \n"}, "text"),
        ({"text": 7}, "text"),
        ({"text": "So be it.", "published": "yesterday"}, "published"),
        ({"text": "So be it.", "url": "a b"}, "url"),
        ({"text": "So be it.", "outlet": "x" * 201}, "outlet"),
        ({"html": "<p></p>"}, "html"),
        ({"url": "ftp://lantern.example/"}, "url"),
        ({"url": "https://lantern.example/1", "published": "yesterday"}, "published"),
        ({"url": "https://lantern.example/" + "x" * 2000}, "url"),
        ({"txt": "So be it."}, "txt"),
    ],
)
def test_what_is_no_article_names_its_field(program, body, field):
    answer = bring(program, **body)

    assert kind_of(answer) == (400, "invalid")
    assert answer.json()["errors"][0]["field"] == field
    assert not Fetch.objects.exists()


def test_a_body_that_is_a_list_is_refused(program):
    answer = program.post("/api/v1/articles", "[]", content_type="application/json")

    assert kind_of(answer) == (400, "invalid")


def test_what_was_taken_down_is_not_brought_in_again(program):
    receive(bring(program, **ARTICLE).json()["id"])
    take_down(ARTICLE["url"], by="sam", reason="its author asked")

    answer = bring(program, **ARTICLE)

    assert kind_of(answer) == (410, "gone")
    assert "its author asked" in answer.json()["detail"]


def test_a_body_that_would_fill_the_memory_is_not_read(program, monkeypatch):
    monkeypatch.setattr("claims.api.views.ArticleViewSet.most_bytes", 100)

    assert kind_of(bring(program, **ARTICLE)) == (413, "too-large")


def test_a_document_that_came_to_nothing_says_why(program):
    brought = bring(program, url="https://lantern.example/1")
    Fetch.objects.get().fail("the page is behind a paywall: bring its text")

    shown = program.get(brought["Location"]).json()

    assert (shown["state"], shown["article"]) == ("failed", None)
    assert shown["error"] == "the page is behind a paywall: bring its text"


def test_tokens_bring_articles_in_if_they_were_made_for_it():
    editor, reader = make_editor("ada"), make_user("bo")
    clients = [holder(editor, "read", "correct"), holder(reader, "ingest"), ApiClient()]

    answers = [bring(client, **ARTICLE) for client in clients]

    assert [answer.status_code for answer in answers] == [403, 403, 401]
    assert not Fetch.objects.exists()


def test_where_a_document_stands_is_seen_with_the_scope_that_brings_it(program):
    address = bring(program, **ARTICLE)["Location"]
    clients = [holder(make_editor("zoe"), "read"), holder(make_user("bo"), "ingest"), ApiClient()]

    assert [client.get(address).status_code for client in clients] == [403, 403, 401]
    assert program.get(address + "?x=1").status_code == 400


def test_a_key_keeps_a_document_from_coming_twice(program):
    headers = {"Idempotency-Key": "one"}
    told = {"content_type": "application/json", "headers": headers}

    answers = [program.post("/api/v1/articles", json.dumps(ARTICLE), **told) for _ in range(2)]

    assert answers[0].json() == answers[1].json()
    assert Fetch.objects.count() == 1
