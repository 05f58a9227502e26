import pytest
from django.urls import reverse

from claims.beliefs import believe
from claims.event_merging import merge_event
from claims.models import Event, EventDecision
from tests.builders import make_chief, make_editor, make_event, make_report
from tests.desk.conftest import signed_in

pytestmark = pytest.mark.django_db

URL = "/desk/events/bridge-fair/merge/"
INTO = {"into": "opening-of-the-bridge"}


@pytest.fixture
def fair():
    make_event()
    fair = make_event("Bridge fair", aliases=["the fair"])
    report = make_report()
    report.references.create(event=fair, confidence=0.9)
    believe(report.statement)
    return fair


def test_what_would_move_is_shown_and_nothing_moves(chief, fair):
    page = " ".join(chief.get(URL, INTO).content.decode().split())

    assert "<li> 1 statement </li>" in page
    assert "names: Bridge fair, the fair" in page
    assert not EventDecision.objects.exists()


def test_merging_leads_readers_to_the_other(chief, client, fair):
    page = chief.post(URL, INTO | {"reason": "One day."}, follow=True)

    assert "undo that below" in page.content.decode()
    assert client.get("/events/bridge-fair/")["Location"] == "/events/opening-of-the-bridge/"


def test_a_merge_is_undone_there(chief, fair):
    chief.post(URL, INTO)

    page = chief.post(
        reverse("desk-proposal-undo", args=[EventDecision.objects.get().pk]), follow=True
    )

    assert page.redirect_chain[-1][0] == URL
    assert f'href="{URL}"' in chief.get(reverse("desk-proposals")).content.decode()
    assert Event.objects.get(pk=fair.pk).merged_into is None


@pytest.mark.parametrize("into", ["", "bridge-fair", "nothing", "\0"])
def test_an_event_to_merge_into_is_needed(chief, fair, into):
    page = chief.post(URL, {"into": into})

    assert page.status_code == 422
    assert page.context["form"].errors["into"]


def test_an_event_that_went_away_meanwhile_is_named(chief, fair, monkeypatch):
    def merge_late(event_id, into, **more):
        Event.objects.filter(slug=into).delete()
        return merge_event(event_id, into, **more)

    monkeypatch.setattr("claims.desk.event_merging.merge_event", merge_late)
    page = chief.post(URL, INTO)

    assert page.status_code == 422
    [fault] = page.context["form"].non_field_errors()
    assert "there is no event 'opening-of-the-bridge'" in fault


def test_what_was_merged_away_is_no_event_to_merge_into(chief, fair):
    chief.post(URL, INTO)

    page = chief.post("/desk/events/opening-of-the-bridge/merge/", {"into": "bridge-fair"})

    assert page.status_code == 422
    assert page.context["form"].errors["into"]


def test_the_event_s_page_leads_there_for_chiefs_alone(client, fair):
    for_chiefs = signed_in(client, make_chief("clara")).get("/events/bridge-fair/")
    for_editors = signed_in(client, make_editor("nora")).get("/events/bridge-fair/")

    assert URL in for_chiefs.content.decode()
    assert URL not in for_editors.content.decode()


def test_editors_do_not_merge_what_the_catalogue_has(editor, fair):
    assert editor.get(URL).status_code == 403
