"""Corrections by programs: who may, on which state, and what comes of it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.api.correcting import CorrectionRequest
from claims.corrections import Decision, Field, decide
from claims.models import Correction, Statement
from tests.api.conftest import ApiClient
from tests.builders import make_editor, make_event, make_report, make_speaker, make_statement

pytestmark = pytest.mark.django_db
LOCKS = r'advisory_xact_lock\(7302001\)|"claims_statement" .*FOR UPDATE'  # utterances, statements


@pytest.fixture
def statement() -> Statement:
    return make_statement(speaker=make_speaker("Ada Varga"), said="2031-05-05")


def correct_meanwhile(statement: Statement) -> None:
    decision = Decision(Field.KIND, "indirect")
    decide(statement.pk, [decision], editor=make_editor("zoe"), version=statement.version)


def test_an_editor_corrects_the_speaker_with_cause_and_reason(editor, statement):
    make_speaker("Ilo Brandt")

    answer = editor.correct(
        statement,
        editor.etag(statement),
        speaker="ilo-brandt",
        cause="outlet",
        reason="see the recording",
    )

    shown = answer.json()
    assert answer.status_code == 200
    assert (shown["speaker"]["slug"], shown["status"]) == ("ilo-brandt", "corrected")
    assert shown["history"][0] | {"id": 0, "made": ""} == {
        "id": 0,
        "field": "speaker",
        "was": "Ada Varga",
        "became": "Ilo Brandt",
        "cause": "outlet",
        "fault": "",
        "reason": "see the recording",
        "editor": "ada",
        "made": "",
        "undoes": None,
        "undone_by": None,
    }


def test_a_rejection_tells_what_is_wrong(editor, statement):
    answer = editor.correct(statement, editor.etag(statement), status="rejected", fault="furniture")

    entry = answer.json()["history"][0]
    assert (entry["fault"], entry["became"]) == ("furniture", "rejected: page furniture")


def test_an_anonymous_reader_sees_the_decision_and_not_who_made_it(api, statement):
    correct_meanwhile(statement)

    entry = api.get(f"/api/v1/statements/{statement.pk}").json()["history"][0]

    assert (entry["became"], entry["editor"]) == ("indirect", None)


@pytest.mark.parametrize(
    ("speaker", "credited"),
    [
        ({"name": "Mira Sand"}, ({"slug": None, "name": "Mira Sand"}, None)),
        ({"body": "the harbour board"}, (None, "the harbour board")),
        (None, (None, None)),
    ],
)
def test_a_speaker_can_be_a_name_a_body_or_nobody_known(editor, statement, speaker, credited):
    answer = editor.correct(statement, editor.etag(statement), speaker=speaker)

    assert (answer.json()["speaker"], answer.json()["body"]) == credited


def test_day_and_kind_are_corrected_in_one_go(editor, statement):
    answer = editor.correct(statement, editor.etag(statement), said="2031-04", kind="mixed")

    shown = answer.json()
    assert (shown["said"]["edtf"], shown["said"]["basis"]) == ("2031-04", "editor")
    assert (shown["kind"], Correction.objects.count()) == ("mixed", 2)


def test_the_events_given_are_the_events_that_hold(editor, statement):
    make_event("Opening")
    make_event("Closing")
    editor.correct(statement, editor.etag(statement), events=["opening"])

    answer = editor.correct(statement, editor.etag(statement), events=["closing"])

    assert [event["slug"] for event in answer.json()["events"]] == ["closing"]
    assert Correction.objects.filter(field="event").count() == 3


def test_an_event_that_the_answer_does_not_show_is_not_decided_on(editor, statement):
    event = make_event(slug="opening")
    editor.correct(statement, editor.etag(statement), events=["opening"])
    type(event).objects.update(state="proposed")

    answer = editor.correct(statement, editor.etag(statement), events=[])

    assert (answer.json()["events"], Correction.objects.count()) == ([], 1)


@pytest.mark.parametrize("status", ["confirmed", "rejected"])
def test_a_verdict_is_given_and_taken_back(editor, statement, status):
    given = editor.correct(statement, editor.etag(statement), status=status)

    taken_back = editor.correct(statement, given["ETag"], status="machine")

    assert (given.json()["status"], taken_back.json()["status"]) == (status, "machine")


def test_the_answer_carries_the_etag_of_the_new_state(editor, statement):
    answer = editor.correct(statement, editor.etag(statement), kind="mixed")

    assert answer["ETag"] == editor.etag(statement)


def test_the_etag_that_an_anonymous_reader_saw_serves_an_editor(api, editor, statement):
    answer = editor.correct(statement, api.etag(statement), kind="mixed")

    assert answer.status_code == 200


def test_without_if_match_nothing_is_corrected(editor, statement):
    answer = editor.correct(statement, kind="mixed")

    assert (answer.status_code, Correction.objects.count()) == (428, 0)
    assert answer.json()["type"] == "urn:on-record:problem:precondition-required"


def test_a_stale_state_answers_with_the_present_one(editor, statement):
    stale = editor.etag(statement)
    correct_meanwhile(statement)

    answer = editor.correct(statement, stale, kind="mixed")

    assert (answer.status_code, Correction.objects.count()) == (412, 1)
    assert answer.json()["current"]["kind"] == "indirect"
    assert answer["ETag"] == editor.etag(statement)


def test_a_change_between_look_and_write_is_stale_too(editor, statement, monkeypatch):
    decisions = CorrectionRequest.decisions

    def decide_late(*args):
        correct_meanwhile(statement)
        return decisions(*args)

    monkeypatch.setattr(CorrectionRequest, "decisions", decide_late)

    answer = editor.correct(statement, editor.etag(statement), kind="mixed")

    assert (answer.status_code, answer.json()["current"]["kind"]) == (412, "indirect")


def test_a_star_matches_any_state(editor, statement):
    assert editor.correct(statement, "*", kind="mixed").status_code == 200


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"said": "yesterday"}, "said"),
        ({"kind": "shouted"}, "kind"),
        ({"speaker": "nobody-known"}, "speaker"),
        ({"speaker": 7}, "speaker"),
        ({"speaker": {"title": "Mayor"}}, "speaker"),
        ({"speaker": {"name": " "}}, "speaker"),
        ({"speaker": {"name": "x" * 301}}, "speaker"),
        ({"speaker": {"body": "the \0 board"}}, "speaker"),
        ({"speaker": "\ud800"}, "speaker"),
        ({"events": ["never-happened"]}, "events"),
        ({"events": "opening"}, "events"),
        ({"status": "corrected"}, "status"),
        ({"kind": "mixed", "cause": "gremlins"}, "cause"),
        ({"status": "rejected", "fault": "gremlins"}, "fault"),
        ({"status": "confirmed", "fault": "words"}, "fault"),
        ({"kind": "mixed", "fault": "words"}, "fault"),
        ({"sayd": "2031-05-05"}, "sayd"),
        ({"said": 2031}, "said"),
        ({"same_as": "7"}, "same_as"),
        ({"undo": [1], "reason": 5}, "reason"),
        ({"via": [{"report": 1, "via": [], "vai": []}]}, "via.0.vai"),
        ({"via": [{"report": 1, "via": [7]}]}, "via.0.via.0"),
        ({"undo": [1, "7"]}, "undo.1"),
        ({"events": [7]}, "events.0"),
        ({"reason": "no decision"}, ""),
    ],
)
def test_a_value_that_cannot_be_names_its_field(editor, statement, body, field):
    answer = editor.correct(statement, editor.etag(statement), **body)

    assert (answer.status_code, Correction.objects.count()) == (400, 0)
    assert answer.json()["type"] == "urn:on-record:problem:invalid"
    assert answer.json()["errors"][0]["field"] == field


def test_a_body_that_is_no_object_is_refused(editor, statement):
    answer = editor.patch(
        f"/api/v1/statements/{statement.pk}",
        "[]",
        content_type="application/json",
        headers={"If-Match": "*"},
    )

    assert answer.status_code == 400


def test_readers_may_not_correct_and_the_anonymous_sign_in_first(api, reader, statement):
    answers = [who.correct(statement, "*", kind="mixed") for who in (api, reader)]

    assert [answer.status_code for answer in answers] == [401, 403]


def test_an_editor_corrects_from_a_session_with_its_csrf_token(statement):
    browser = ApiClient(enforce_csrf_checks=True)
    browser.force_login(make_editor("ada"))
    refused = browser.correct(statement, "*", kind="mixed")
    browser.cookies["csrftoken"] = "a" * 32

    browser.defaults["HTTP_X_CSRFTOKEN"] = "a" * 32
    answer = browser.correct(statement, "*", kind="mixed")

    assert (refused.status_code, answer.status_code) == (403, 200)


def test_correcting_a_merged_statement_leads_to_its_successor(editor, statement):
    successor = make_statement()
    Statement.objects.filter(pk=statement.pk).update(merged_into=successor)

    answer = editor.correct(statement, "*", kind="mixed")

    assert (answer.status_code, answer.json()["merged_into"]) == (308, successor.pk)


def test_statements_are_joined_and_the_younger_leads_to_the_older(editor):
    older, younger = make_statement(), make_statement()

    answer = editor.correct(younger, editor.etag(younger), same_as=older.pk)

    assert (answer.status_code, answer.json()["merged_into"]) == (303, older.pk)


def test_a_report_is_taken_out_of_a_statement(editor, statement):
    report = make_report(statement=statement)

    editor.correct(statement, editor.etag(statement), apart=[report.pk])

    report.refresh_from_db()
    assert report.statement_id != statement.pk


def test_what_a_report_says_is_corrected_by_its_words(editor):
    report = make_report(quote='"The bridge will stand," Varga said')
    other = make_report(reading=report.reading, quote="spoke on Monday")

    answer = editor.correct(
        report.statement,
        editor.etag(report.statement),
        content=[{"report": report.pk, "content": ["The bridge … stand"]}],
        via=[{"report": report.pk, "via": ["Interfax"]}],
        parent=[{"report": report.pk, "parent": other.pk}],
    )

    [line] = answer.json()["reports"]
    assert (answer.status_code, line["text"]) == (200, "The bridge will stand")
    assert (line["via"], line["parent"]) == (["Interfax"], other.pk)
    assert editor.get(f"/api/v1/reports/{report.pk}").json()["edited"] == [
        *("content", "via", "parent")
    ]


def test_words_that_are_in_no_article_are_a_fault_of_their_field(editor, statement):
    report = statement.reports.get()

    answer = editor.correct(
        statement,
        editor.etag(statement),
        content=[{"report": report.pk, "content": ["The bridge will fall"]}],
    )

    assert answer.status_code == 400
    assert "does not stand there" in str(answer.json())


def test_decisions_are_taken_back_by_their_ids(editor, statement):
    changed = editor.correct(statement, "*", kind="mixed", said="2031-04").json()
    ids = [entry["id"] for entry in changed["history"]]

    answer = editor.correct(statement, "*", undo=ids, reason="The first one was right.").json()

    assert (answer["kind"], answer["said"]["edtf"]) == (statement.kind, "2031-05-05")
    assert sorted(entry["undoes"] for entry in answer["history"][:2]) == sorted(ids)
    assert {entry["reason"] for entry in answer["history"][:2]} == {"The first one was right."}


def test_what_was_taken_back_is_brought_back_in_the_same_way(editor, statement):
    decided = editor.correct(statement, "*", kind="mixed").json()["history"][0]["id"]
    undone = editor.correct(statement, "*", undo=[decided]).json()["history"][0]["id"]

    answer = editor.correct(statement, "*", undo=[undone]).json()

    assert answer["kind"] == "mixed"


def test_a_decision_of_another_statement_is_not_taken_back(editor, statement):
    other = make_statement()
    theirs = editor.correct(other, "*", kind="mixed").json()["history"][0]["id"]

    answer = editor.correct(statement, "*", kind="indirect", undo=[theirs, 10**9])

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "undo")
    assert Correction.objects.count() == 1


def test_nothing_is_taken_back_of_a_state_that_has_passed(editor, statement):
    tag = editor.etag(statement)
    correct_meanwhile(statement)

    answer = editor.correct(statement, tag, undo=[Correction.objects.get().pk])

    assert (answer.status_code, Correction.objects.count()) == (412, 1)


def test_a_parting_is_taken_back_under_the_lock_that_comes_before_those_of_statements(
    editor, statement
):
    other = make_report(statement=statement)
    editor.correct(statement, "*", apart=[other.pk])
    parted = Correction.objects.get()

    with CaptureQueriesContext(connection) as queries:
        answer = editor.correct(parted.statement, "*", undo=[parted.pk])

    locks = [query["sql"] for query in queries if re.search(LOCKS, query["sql"])]
    assert (answer.status_code, "advisory" in locks[0]) == (200, True)


@pytest.mark.parametrize("state", ["confirmed", "rejected"])
def test_a_relation_to_another_statement_is_decided_on(editor, statement, state):
    make_report(statement=statement)
    other = make_report().statement
    told = {"kind": "denies", "statement": other.pk, "state": state}

    shown = editor.correct(statement, "*", relation=[told]).json()

    kept = [(row["kind"], row["to"], row["state"]) for row in shown["relations"]]
    assert kept == ([("denies", other.pk, "confirmed")] if state == "confirmed" else [])
    assert shown["history"][0]["field"] == "relation"


def test_a_relation_to_itself_is_none(editor, statement):
    told = {"kind": "denies", "statement": statement.pk, "state": "confirmed"}

    answer = editor.correct(statement, "*", relation=[told])

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "relation")
