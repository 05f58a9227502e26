import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Correction
from tests.builders import make_chief, make_editor, make_statement
from tests.desk.conftest import signed_in

pytestmark = pytest.mark.django_db

PAGES = [
    ("desk", False),
    ("desk-decisions", False),
    ("desk-unplaced", False),
    ("desk-drifts", False),
    ("desk-date", False),
    ("desk-statement", True),
]
WRITES = ["desk-statement", "desk-verdict", "desk-undo", "desk-drift"]


@pytest.fixture
def correction(db):
    return Correction.objects.create(
        statement=make_statement(),
        article_url="https://outlet.example/1",
        quote="words",
        field="kind",
        value="indirect",
        editor=make_editor("somebody"),
    )


def page_address(name, of_statement, correction):
    return reverse(name, args=[correction.statement_id] if of_statement else [])


def write_address(name, correction):
    return reverse(name, args=[correction.pk if name == "desk-undo" else correction.statement_id])


@pytest.mark.parametrize(("name", "of_statement"), PAGES)
def test_anonymous_people_are_sent_to_sign_in_and_back(client, correction, name, of_statement):
    address = page_address(name, of_statement, correction)

    answer = client.get(address)

    assert (answer.status_code, answer.url) == (302, f"{reverse('sign-in')}?next={address}")


@pytest.mark.parametrize(("name", "of_statement"), PAGES)
def test_readers_are_refused(reader, correction, name, of_statement):
    answer = reader.get(page_address(name, of_statement, correction))

    assert answer.status_code == 403
    assert "for editors" in answer.content.decode()


@pytest.mark.parametrize(("name", "of_statement"), PAGES)
def test_editors_come_in(editor, correction, name, of_statement):
    assert editor.get(page_address(name, of_statement, correction)).status_code == 200


@pytest.mark.parametrize("name", WRITES)
def test_anonymous_people_write_nothing(client, correction, name):
    answer = client.post(write_address(name, correction), {"verdict": "rejected"})

    assert (answer.status_code, answer.url) == (302, f"{reverse('sign-in')}?next=/desk/")
    assert Correction.objects.count() == 1


@pytest.mark.parametrize("name", WRITES)
def test_readers_write_nothing(reader, correction, name):
    answer = reader.post(write_address(name, correction), {"verdict": "rejected"})

    assert answer.status_code == 403
    assert Correction.objects.count() == 1


@pytest.mark.parametrize("name", WRITES)
def test_a_write_without_the_token_of_its_form_is_refused(db, correction, name):
    browser = signed_in(Client(enforce_csrf_checks=True), make_editor("nora"))

    answer = browser.post(write_address(name, correction), {"verdict": "rejected"})

    assert answer.status_code == 403
    assert Correction.objects.count() == 1


@pytest.mark.parametrize("name", ["desk-verdict", "desk-undo", "desk-drift"])
def test_a_write_is_never_a_link(editor, correction, name):
    assert editor.get(write_address(name, correction)).status_code == 405


@pytest.mark.parametrize("name", WRITES)
def test_what_is_not_there_is_not_found(editor, name):
    assert editor.post(reverse(name, args=[10**30])).status_code == 404


def test_a_session_that_ended_leads_htmx_to_the_sign_in_page(client, db):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/desk/?speaker=ada-varga"}

    answer = client.get("/desk/?after=3", headers=headers)

    assert answer["HX-Redirect"] == "/sign-in/?next=/desk/%3Fspeaker%3Dada-varga"


@pytest.mark.parametrize(("make", "may"), [(make_editor, False), (make_chief, True)])
def test_chiefs_alone_may_merge_and_set_rules(make, may, db):
    user = make("somebody")

    assert user.has_perm("claims.add_correction")
    assert user.has_perm("claims.lead") == may
