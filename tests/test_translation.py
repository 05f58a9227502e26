"""Every word of a page is asked of the catalogue of the reader's language."""

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import deactivate, trans_real

from claims.corrections import Decision, Field
from tests.builders import make_editor, make_statement
from tests.desk.conftest import signed_in
from tests.desk.test_conflict import save_late
from tests.pseudo import Pseudo, bare, skeleton, stored, unasked
from tests.security.addresses import World
from tests.security.matrix import MATRIX, NOBODY

pytestmark = [pytest.mark.django_db, pytest.mark.uncounted]


OF_PROGRAMS = "v1:"
TEMPLATES = sorted(settings.BASE_DIR.joinpath("templates").rglob("*.html"))
VIEWS = [
    path
    for package in ("claims/browse", "claims/desk", "tracker/monitor")
    for path in sorted(settings.BASE_DIR.joinpath(package).glob("*.py"))
]


@pytest.fixture
def pseudo(monkeypatch):
    monkeypatch.setitem(vars(trans_real)["_translations"], "en-gb", Pseudo("en-gb"))
    yield
    deactivate()


@pytest.fixture
def world():
    return World.make()


def test_no_template_has_words_outside_of_a_message():
    found = {path.name: bare(skeleton(path.read_text()), set()) for path in TEMPLATES}

    assert {name: words for name, words in found.items() if words} == {}


def test_no_view_tells_anything_outside_of_a_message():
    found = {path.name: unasked(path.read_text()) for path in VIEWS}

    assert found
    assert {name: words for name, words in found.items() if words} == {}


def test_two_versions_of_a_statement_are_told_in_messages(pseudo, client):
    page = save_late(
        signed_in(client, make_editor("nora")),
        make_editor("emil"),
        make_statement(speaker_name="Otto Krall"),
        *(Decision(Field.SPEAKER, {"name": "Mira Solt"}), Decision(Field.SAID, "2031-05")),
        kind="indirect",
    )

    assert (page.status_code, bare(page.content, stored())) == (409, [])


def test_the_filters_of_the_queue_are_told_in_messages(pseudo, client):
    make_statement(speaker_name="Otto Krall")
    page = signed_in(client, make_editor("nora")).get("/desk/", {"filters": 1, "kind": "direct"})

    assert bare(page.content, stored()) == []


def test_no_page_has_words_that_no_catalogue_was_asked_for(world, pseudo, client):
    client.force_login(User.objects.create_superuser("root"))
    data = stored()

    found = {}
    for name, line in MATRIX.items():
        if line.get == NOBODY or name.startswith(OF_PROGRAMS):
            continue
        answer = client.get(world.address(name, line.parts))
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            found[name] = bare(answer.content, data)

    assert {name: words for name, words in found.items() if words} == {}


def test_what_is_wrong_with_filters_is_asked_of_the_catalogue_too(pseudo, client):
    wrong = dict.fromkeys(("new_since", "since", "until", "speaker", "kind", "dated", "by"), "?")

    answer = client.get(reverse("timeline"), wrong)

    assert bare(answer.content, stored()) == []
