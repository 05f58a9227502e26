"""Speakers whom programs merge on behalf of chiefs, and part again."""

import pytest

from claims.merging import merge_speakers
from claims.models import Speaker, SpeakerMerge
from tests.api.conftest import ApiClient, holder
from tests.api.test_problems import kind_of
from tests.builders import make_chief, make_editor, make_report, make_speaker

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/speakers/a-vargova"


@pytest.fixture
def program() -> ApiClient:
    return holder(make_chief("clara"), "read", "manage")


@pytest.fixture(autouse=True)
def two() -> tuple[Speaker, Speaker]:
    """One person twice: by another spelling, and as she should be."""
    return make_speaker("A. Vargova", slug="a-vargova"), make_speaker()


def send(client, tag: str = "*", **body):
    return client.change(ADDRESS, tag, **body)


def test_a_speaker_who_is_another_leads_to_them(program, api, two):
    statement = make_report(speaker=two[0]).statement

    answer = send(program, program.get(ADDRESS)["ETag"], merged_into="ada-varga", reason="One.")

    assert (answer.status_code, answer.json()["merged_into"]) == (200, "ada-varga")
    moved = api.get(ADDRESS)
    assert (moved.status_code, moved.json()["merged_into"]) == (301, "ada-varga")
    shown = api.get(f"/api/v1/statements/{statement.pk}").json()
    assert shown["speaker"]["slug"] == "ada-varga"
    assert SpeakerMerge.objects.get().reason == "One."


def test_a_merge_is_taken_back_with_the_tag_of_its_answer(program, api):
    shown = api.get(ADDRESS).json()
    tag = send(program, merged_into="ada-varga")["ETag"]

    answer = send(program, tag, merged_into=None)

    assert (answer.status_code, api.get(ADDRESS).json()) == (200, shown)


def test_who_is_nobody_else_stays_so(program):
    assert send(program, merged_into=None).json()["merged_into"] is None


def test_a_merge_that_somebody_made_meanwhile_is_not_overwritten(program, two):
    make_speaker("Ilo Brandt")
    tag = program.get(ADDRESS)["ETag"]
    merge_speakers(two[0].pk, two[1].pk, chief=make_chief("bo"))

    answer = send(program, tag, merged_into="ilo-brandt")

    assert kind_of(answer) == (412, "stale")
    assert answer.json()["current"]["merged_into"] == "ada-varga"


def test_a_merge_that_somebody_makes_in_this_moment_is_stale_too(program, two, monkeypatch):
    def merge_late(*pair, **options):
        merge_speakers(two[0].pk, two[1].pk, chief=make_chief("bo"))
        return merge_speakers(*pair, **options)

    monkeypatch.setattr("claims.api.merging.merge_speakers", merge_late)

    answer = send(program, program.get(ADDRESS)["ETag"], merged_into="ada-varga")

    assert kind_of(answer) == (412, "stale")


def test_who_was_merged_by_no_decision_is_left_to_the_admin(program, two):
    Speaker.objects.filter(pk=two[0].pk).update(merged_into=two[1])

    assert kind_of(send(program, merged_into=None)) == (400, "invalid")


@pytest.mark.parametrize("into", ["a-vargova", "nobody", "x" * 201, 7, "\x00"])
def test_what_is_no_merge_names_its_field(program, into):
    answer = send(program, merged_into=into)

    assert kind_of(answer) == (400, "invalid")
    assert answer.json()["errors"][0]["field"] == "merged_into"


def test_only_chiefs_merge_speakers_and_only_by_tokens_made_for_it():
    chief, editor = make_chief("clara"), make_editor("ada")
    clients = [holder(chief, "read", "correct"), holder(editor, "manage"), ApiClient()]

    answers = [send(client, merged_into="ada-varga") for client in clients]

    assert [answer.status_code for answer in answers] == [403, 403, 401]


def test_without_a_state_nobody_is_merged(program):
    answer = program.change(ADDRESS, merged_into="ada-varga")

    assert kind_of(answer) == (428, "precondition-required")
