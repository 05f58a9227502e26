"""Writes with an `Idempotency-Key`: done once, answered again, and never for somebody else."""

import json
from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection
from django.utils import timezone

from claims.corrections import decide
from claims.models import ApiToken, Correction, KeptAnswer, Statement
from claims.takedown import take_down
from claims.tasks import forget_answers
from tests.api.conftest import ApiClient, client_of
from tests.api.test_problems import kind_of
from tests.builders import make_editor, make_report, make_speaker

pytestmark = pytest.mark.django_db
KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324"
MATTER = ("Content-Type", "ETag", "Location", "Cache-Control", "Vary", "Content-Encoding")


@pytest.fixture
def statement() -> Statement:
    return make_report(speaker=make_speaker("Ada Varga"), said="2031-05-05").statement


def correct(client, statement, *, key=KEY, match="*", headers=None, **body):
    body = body or {"kind": "mixed"}
    headers = {"If-Match": match, "Idempotency-Key": key, **(headers or {})}
    path = f"/api/v1/statements/{statement.pk}"
    return client.patch(path, json.dumps(body), content_type="application/json", headers=headers)


@pytest.mark.parametrize("packing", ["", "gzip"])
def test_the_same_write_again_is_answered_byte_for_byte_and_done_once(editor, statement, packing):
    told = {"match": editor.etag(statement), "headers": {"Accept-Encoding": packing}}
    first = correct(editor, statement, **told)
    correct(editor, statement, key="another", said="2031-05-04")

    again = correct(editor, statement, **told)

    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert [again.get(name) for name in MATTER] == [first.get(name) for name in MATTER]
    assert (first.get("Idempotent-Replayed"), again["Idempotent-Replayed"]) == (None, "true")
    assert Correction.objects.filter(field="kind").count() == 1


def test_a_redirect_is_given_again_with_its_address(editor, statement):
    younger = make_report().statement
    first = correct(editor, younger, same_as=statement.pk)

    again = correct(editor, younger, same_as=statement.pk)

    assert (first.status_code, again.status_code) == (303, 303)
    assert again["Location"] == first["Location"]


def test_the_same_key_with_another_body_is_refused(editor, statement):
    correct(editor, statement)

    answer = correct(editor, statement, kind="indirect")

    assert kind_of(answer) == (422, "idempotency-key-reused")
    assert Correction.objects.count() == 1


def test_the_same_key_for_another_statement_is_refused(editor, statement):
    correct(editor, statement)

    assert correct(editor, make_report().statement).status_code == 422


def test_the_same_body_written_otherwise_is_the_same(editor, statement):
    correct(editor, statement, kind="mixed", said="2031-05-04")

    answer = correct(editor, statement, said="2031-05-04", kind="mixed")

    assert answer["Idempotent-Replayed"] == "true"


def test_a_key_in_quotation_marks_is_the_same_key(editor, statement):
    correct(editor, statement, key=r'"a \"b\" c"')

    assert correct(editor, statement, key='a "b" c')["Idempotent-Replayed"] == "true"


def test_keys_of_other_users_and_tokens_are_others(editor, statement):
    correct(editor, statement)
    other = client_of(make_editor("zoe"))
    token = client_of(ApiToken.objects.get(user__username="ada").user)

    answers = [correct(who, statement, kind="indirect") for who in (other, token)]

    assert [answer.status_code for answer in answers] == [200, 200]


def test_what_was_refused_leaves_its_key_free(editor, statement):
    refused = [
        correct(editor, statement, match='"old"'),
        correct(editor, statement, speaker="nobody-known"),
    ]

    answer = correct(editor, statement)

    assert [each.status_code for each in refused] == [412, 400]
    assert answer.status_code == 200


def test_what_failed_is_undone_and_may_be_sent_again(editor, statement, monkeypatch):
    editor.raise_request_exception = False
    with monkeypatch.context() as patched:
        patched.setattr("claims.corrections.decide", _decide_and_fail)
        failed = correct(editor, statement)
    left = Correction.objects.count()

    answer = correct(editor, statement)

    assert (failed.status_code, left, answer.status_code) == (500, 0, 200)


def _decide_and_fail(*args, **options):
    decide(*args, **options)
    raise RuntimeError


def test_what_was_cut_short_is_begun_again(editor, statement):
    token = ApiToken.objects.get(user__username="ada")
    correct(editor, statement)
    Correction.objects.all().delete()
    KeptAnswer.objects.filter(holder=f"token {token.pk}").update(status=None, body="")

    answer = correct(editor, statement)

    assert (answer.status_code, Correction.objects.count()) == (200, 1)
    assert answer.get("Idempotent-Replayed") is None


@pytest.mark.django_db(transaction=True)
def test_while_it_is_under_way_the_same_write_waits(editor, statement, monkeypatch):
    found = []

    def meanwhile():
        found.append(correct(editor, statement))
        connection.close()

    def decide_late(*args, **options):
        other = Thread(target=meanwhile)
        other.start()
        other.join()
        return decide(*args, **options)

    monkeypatch.setattr("claims.corrections.decide", decide_late)
    answer = correct(editor, statement)

    assert (answer.status_code, kind_of(found[0])) == (200, (409, "under-way"))
    assert found[0]["Retry-After"] == "1"
    assert Correction.objects.count() == 1


@pytest.mark.parametrize("key", ["", '""', "k" * 201, "caf\u00e9", "a\tb"])
def test_a_key_that_is_none_is_refused(editor, statement, key):
    answer = correct(editor, statement, key=key)

    assert kind_of(answer) == (400, "bad-idempotency-key")


def test_who_may_not_write_learns_no_answer_by_a_key(editor, reader, statement):
    correct(editor, statement)
    user = ApiToken.objects.get(user__username="ada").user
    user.groups.clear()

    assert [correct(who, statement).status_code for who in (editor, reader)] == [403, 403]


def test_a_key_is_kept_for_a_day(editor, statement):
    correct(editor, statement)
    KeptAnswer.objects.update(made_at=timezone.now() - timedelta(hours=25))

    answer = correct(editor, statement, kind="indirect")

    assert answer.json()["kind"] == "indirect"


def test_what_is_older_is_forgotten_and_the_rest_kept(editor, statement):
    correct(editor, statement, key="old")
    KeptAnswer.objects.update(made_at=timezone.now() - timedelta(hours=25))
    correct(editor, statement, key="new", kind="indirect")

    forget_answers()

    assert [row.key for row in KeptAnswer.objects.all()] == ["new"]


def test_an_article_taken_down_leaves_no_answer_and_its_key_stays_used(editor, statement):
    correct(editor, statement)

    take_down(statement.reports.get().revision.article.url, by="sam")

    answer = correct(editor, statement)
    assert kind_of(answer) == (410, "gone")
    assert (KeptAnswer.objects.get().body, Correction.objects.count()) == ("", 0)


def test_every_write_of_the_api_takes_a_key(api):
    paths = api.get("/api/v1/schema").json()["paths"]
    writes = [
        operation for path in paths.values() for operation in map(path.get, ("post", "patch"))
    ]

    told = [[each["name"] for each in write["parameters"]] for write in writes if write]

    assert told
    assert all("Idempotency-Key" in names for names in told)


def test_a_person_at_the_site_has_keys_of_her_own(statement):
    browser = ApiClient()
    browser.force_login(make_editor("ada"))
    correct(browser, statement)

    assert correct(browser, statement)["Idempotent-Replayed"] == "true"
