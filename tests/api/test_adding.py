"""Statements that programs add on behalf of editors: what the reader missed."""

import json

import pytest

from claims import pipeline
from claims.models import Correction, Reading, Statement
from sources.models import Article
from tests.api.test_problems import kind_of
from tests.builders import make_article, make_revision, make_speaker

pytestmark = pytest.mark.django_db
MISSED = "no ferry before noon on any day"
TEXT = (
    "Ada Varga spoke in Brod on Monday.\n\n"
    '"The bridge will stand for another hundred years," Varga said.\n\n'
    f"A sign on the quay: {MISSED}. So it had been since May."
)


@pytest.fixture
def article() -> Article:
    make_speaker("Ada Varga", aliases=["Varga"])
    article = make_article()
    pipeline.process(make_revision(article=article, text=TEXT).pk)
    return article


def add(client, to, **told):
    body = {"article": to.pk, "content": [MISSED]} | told
    body = {key: value for key, value in body.items() if value is not ...}
    return client.post("/api/v1/statements", json.dumps(body), content_type="application/json")


def test_what_the_reader_missed_is_added_and_listed(editor, api, article):
    told = {"speaker": {"body": "the quay"}, "said": "2031-05", "reason": "Seen by eye."}

    answer = add(editor, article, cue="A sign on the quay", **told)

    shown = answer.json()
    (report,) = shown["reports"]
    assert (answer.status_code, shown["text"]) == (201, MISSED)
    assert (shown["body"], shown["said"]["edtf"], shown["status"]) == (
        "the quay",
        "2031-05",
        "confirmed",
    )
    assert [TEXT[slice(*span)] for span in report["content"]] == [MISSED]
    assert (shown["history"][0]["field"], shown["history"][0]["reason"]) == (
        "added",
        "Seen by eye.",
    )
    assert shown["id"] in [row["id"] for row in api.get("/api/v1/statements").json()["results"]]


def test_the_answer_carries_address_and_tag_of_the_statement(editor, article):
    answer = add(editor, article)

    assert editor.get(answer["Location"])["ETag"] == answer["ETag"]


def test_the_words_may_be_told_by_offsets_of_a_revision(editor, article):
    start = TEXT.index(MISSED)
    pipeline.process(make_revision(article=article, text=f"Snow fell.\n\n{TEXT}").pk)
    spans = [[start, start + len(MISSED)]]

    answer = add(editor, article, content=..., spans=spans, revision=1)

    assert answer.json()["text"] == MISSED


def test_what_was_added_outlives_the_next_revision(editor, article):
    address = add(editor, article)["Location"]

    pipeline.process(make_revision(article=article, text=f"Snow fell.\n\n{TEXT}").pk)

    assert editor.get(address).json()["status"] == "confirmed"


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"article": 0}, "article"),
        ({"article": 10**9}, "article"),
        ({"article": ...}, "article"),
        ({"content": ...}, "content"),
        ({"content": ["words that nobody wrote"]}, "content"),
        ({"spans": [[0, 3]]}, "content"),
        ({"content": ..., "spans": [[3, 3]]}, "spans"),
        ({"content": ..., "spans": [[5, 9], [0, 3]]}, "spans"),
        ({"content": ..., "spans": [[0, 9999]]}, "spans"),
        ({"content": ..., "spans": [[0, 3]], "revision": 7}, "revision"),
        ({"cue": "as nobody told"}, "cue"),
        ({"speaker": "nobody-known"}, "speaker"),
        ({"said": "yesterday"}, "said"),
        ({"kind": "shouted"}, "kind"),
        ({"sayd": "2031-05"}, "sayd"),
    ],
)
def test_a_value_that_can_not_be_names_its_field(editor, article, told, field):
    answer = add(editor, article, **told)

    assert kind_of(answer) == (400, "invalid")
    assert answer.json()["errors"][0]["field"].partition(".")[0] == field
    assert not Correction.objects.exists()


def test_an_article_without_a_text_has_no_words(editor):
    answer = add(editor, make_article(), content=..., spans=[[0, 3]])

    assert answer.json()["errors"][0]["field"] == "revision"


def test_words_of_a_statement_that_is_here_lead_to_it(editor, article):
    statement = Statement.objects.get()

    answer = add(editor, article, content=["The bridge will stand for another hundred years"])

    assert kind_of(answer) == (409, "already-reported")
    assert answer.json()["statement"] == statement.pk


def test_what_was_not_read_can_not_have_been_missed(editor, article):
    Reading.objects.update(state="pending")

    assert kind_of(add(editor, article)) == (409, "not-read")


def test_where_a_stage_fails_the_decision_is_kept(editor, article, monkeypatch):
    monkeypatch.setattr("claims.pipeline.redo", lambda *_: None)

    answer = add(editor, article)

    assert (answer.status_code, answer.json()) == (
        202,
        {"correction": Correction.objects.get().pk},
    )


def test_editors_alone_add(api, reader, article):
    assert [add(who, article).status_code for who in (api, reader)] == [401, 403]


def test_a_key_keeps_a_statement_from_being_added_twice(editor, article):
    body = json.dumps({"article": article.pk, "content": [MISSED]})
    headers = {"Idempotency-Key": "one"}
    told = {"content_type": "application/json", "headers": headers}

    answers = [editor.post("/api/v1/statements", body, **told) for _ in range(2)]

    assert answers[0].content == answers[1].content
    assert Correction.objects.count() == 1
