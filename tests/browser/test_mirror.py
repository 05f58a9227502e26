"""The client of the docs beside a browser: what an editor does there, it holds at its next poll."""

import json
from contextlib import closing

import httpx
import pytest
from django.urls import reverse
from playwright.sync_api import expect

from claims.takedown import take_down
from docs.examples.mirror import Mirror
from tests.builders import make_editor
from tests.security.story import SHARED, URL, bring_them_all, reported
from tests.sync.following import LISTS, pages

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def mirror(live_server, tmp_path):
    with httpx.Client(base_url=live_server.url) as api:
        mirror = Mirror(api, str(tmp_path / "mirror.db"))
        with closing(mirror.db):
            yield mirror


def held(mirror, kind):
    """The rows that it holds, by id."""
    rows = mirror.db.execute("SELECT id, data FROM rows WHERE kind = ?", [kind])
    return {pk: json.loads(data) for pk, data in rows}


def differing(mirror) -> list[str]:
    """The lists of the API that it does not hold row by row."""
    shown = {kind: pages(mirror.api, f"/api/v1/{LISTS[kind]}") for kind in LISTS}
    return [kind for kind in LISTS if held(mirror, kind) != {r["id"]: r for r in shown[kind]}]


def correct_in_the_browser(visitor, statement, name) -> None:
    page = visitor.open(reverse("desk-statement", args=[statement]), user=make_editor("nora"))
    page.get_by_label("Known speaker", exact=True).select_option(label=name)
    page.locator(".correction-end").get_by_role("button", name="Save").click()
    expect(page.locator("#messages")).to_contain_text("Corrected (speaker)")


def test_the_client_of_the_docs_follows_an_editor_and_a_takedown(mirror, visitor):
    bring_them_all()
    statement = reported(SHARED).statement_id
    mirror.follow()
    assert differing(mirror) == []
    assert held(mirror, "article")

    correct_in_the_browser(visitor, statement, "Mira Solt")
    mirror.follow()
    assert held(mirror, "statement")[statement]["speaker"]["slug"] == "mira-solt"
    assert differing(mirror) == []

    take_down(URL, by="sam")
    mirror.follow()
    assert URL not in str([held(mirror, kind) for kind in LISTS])
    assert differing(mirror) == []
