"""Events that programs merge on behalf of editors, and part again."""

import json

import pytest

from claims.curation import decide_event, undo_decision
from claims.models import Event, EventDecision, Proposal, Scope
from tests.api.conftest import ApiClient, holder
from tests.api.test_problems import kind_of
from tests.builders import make_editor, make_event, make_user
from tests.knowing import TEXTS, read_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> ApiClient:
    return holder(make_editor("ada"), Scope.READ, Scope.MANAGE)


@pytest.fixture
def bridge() -> Event:
    return make_event()


@pytest.fixture
def found() -> Event:
    """One that was proposed and that an editor has published."""
    return publish(make_event("The bridge opens", state="proposed"))


def publish(event: Event) -> Event:
    Proposal.objects.create(event=event, title=event.title, date=event.date)
    decide_event(event.pk, {"verdict": "published"}, editor=make_editor(f"zoe {event.pk}"))
    return event


def address(event: Event) -> str:
    return f"/api/v1/events/{event.slug}"


def send(client, event, tag: str | None = None, **body):
    tag = tag or client.get(address(event)).headers.get("ETag", "*")
    return client.change(address(event), tag, **body)


def test_an_event_that_is_another_leads_to_it(program, api, found, bridge):
    answer = send(program, found, merged_into=bridge.slug, reason="One opening.")

    moved = api.get(address(found))
    assert (answer.status_code, answer.json()["merged_into"]) == (200, bridge.slug)
    assert (moved.status_code, moved.json()["merged_into"]) == (301, bridge.slug)
    decision = EventDecision.objects.get(field="merged")
    assert (decision.reason, decision.editor.get_username()) == ("One opening.", "ada")


def test_followers_of_the_changes_are_told(program, api, found, bridge):
    cursor = api.get("/api/v1/changes").json()["cursor"]

    send(program, found, merged_into=bridge.slug)

    rows = api.get(f"/api/v1/changes?after={cursor}").json()["results"]
    told = [(row["id"], row["deleted"], row["merged_into"]) for row in rows]
    assert told == [(found.pk, True, bridge.pk)]


def test_a_merge_is_taken_back_with_the_tag_of_its_answer(program, api, found, bridge):
    shown = api.get(address(found)).json()
    tag = send(program, found, merged_into=bridge.slug)["ETag"]

    answer = send(program, found, tag, merged_into=None)

    assert (answer.status_code, answer.json()["merged_into"]) == (200, None)
    assert api.get(address(found)).json() == shown


def test_articles_that_name_it_are_linked_again_and_again_after_the_way_back(program, bridge):
    receipts = read_article("lantern", TEXTS["lantern"]).receipts.filter(stage="linking")
    fair = publish(make_event("Lantern Fair", state="proposed"))
    states: list[str] = []

    for into in (bridge.slug, None):
        send(program, fair, "*", merged_into=into)
        states += receipts.values_list("state", flat=True)
        receipts.update(state="done")

    assert states == ["pending", "pending"]


def test_every_merge_that_stands_is_taken_back_however_often(program, found, bridge):
    other = make_event("Opening of the ferry")
    for into in (bridge.slug, other.slug, None, bridge.slug, None, None):
        answer = send(program, found, "*", merged_into=into)
        assert answer.json()["merged_into"] == into


def test_what_was_brought_back_at_the_desk_is_taken_back_too(program, found, bridge):
    editor = make_editor("bo")
    [merge] = decide_event(found.pk, {"merged": bridge.slug}, editor=editor)
    undo_decision(undo_decision(merge.pk, editor=editor).pk, editor=editor)

    answer = send(program, found, "*", merged_into=None)

    assert answer.json()["merged_into"] is None


def test_a_merge_that_somebody_made_meanwhile_is_not_overwritten(program, found, bridge):
    tag = program.get(address(found))["ETag"]
    decide_event(found.pk, {"merged": bridge.slug}, editor=make_editor("bo"))

    answer = send(program, found, tag, merged_into=make_event("Elsewhere").slug)

    assert kind_of(answer) == (412, "stale")
    assert answer.json()["current"]["merged_into"] == bridge.slug
    assert send(program, found, answer["ETag"], merged_into=None).status_code == 200


def test_without_a_state_nothing_is_merged(program, found, bridge):
    answer = program.change(address(found), merged_into=bridge.slug)

    assert kind_of(answer) == (428, "precondition-required")


def test_a_merge_that_was_sent_again_is_done_once(program, found, bridge):
    headers = {"If-Match": program.get(address(found))["ETag"], "Idempotency-Key": "one"}
    told = {"content_type": "application/json", "headers": headers}
    body = json.dumps({"merged_into": bridge.slug})

    answers = [program.patch(address(found), body, **told) for _ in range(2)]

    assert answers[0].content == answers[1].content
    assert EventDecision.objects.filter(field="merged").count() == 1


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "merged_into"),
        ({"merged_into": "nothing-of-the-kind"}, "merged_into"),
        ({"merged_into": "the-bridge-opens"}, "merged_into"),
        ({"merged_into": 7}, "merged_into"),
        ({"merged_into": "nul \0"}, "merged_into"),
        ({"merged_into": "x" * 201}, "merged_into"),
        ({"merged_into": None, "reason": "x" * 2001}, "reason"),
        ({"into": "opening-of-the-bridge"}, "into"),
    ],
)
def test_what_is_no_merge_names_its_field(program, found, body, field):
    answer = send(program, found, **body)

    assert kind_of(answer) == (400, "invalid")
    assert answer.json()["errors"][0]["field"] == field


@pytest.mark.parametrize("into", ["the-bridge-opens", None])
def test_an_entry_of_the_catalogue_is_not_merged(program, found, bridge, into):
    answer = send(program, bridge, merged_into=into)

    assert kind_of(answer) == (400, "invalid")
    assert "entry of the catalogue" in answer.json()["detail"]


def test_two_events_are_never_merged_into_each_other(program, found):
    other = publish(make_event("Opening of the ferry", state="proposed"))
    send(program, found, merged_into=other.slug)

    assert kind_of(send(program, other, merged_into=found.slug)) == (400, "invalid")


def test_tokens_merge_if_they_were_made_for_it(found, bridge):
    editor, reader = make_editor("ada"), make_user("bo")
    clients = [holder(editor, "read", "correct"), holder(reader, "manage"), ApiClient()]

    answers = [send(client, found, "*", merged_into=bridge.slug) for client in clients]

    assert [answer.status_code for answer in answers] == [403, 403, 401]
