"""An editor's day: from signing in to a batch undone, each decision seen where readers see it."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.hands import NAMES, WAYS, Hands, at_the_desk, is_told
from tests.builders import make_editor, make_report, make_revision, make_speaker, make_statement

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = '"The bridge will stand," said the envoy. Nobody asked further.'


@pytest.fixture
def waiting(transactional_db):
    """One speaker's words that are another's, in three articles; one more statement, surer."""
    make_editor("nora")
    varga = make_speaker("Ada Varga")
    make_speaker("Mira Solt")
    for confidence in (0.1, 0.3, 0.5):
        revision = make_revision(text=WORDS)
        make_report(revision=revision, speaker=varga, label="the envoy", confidence=confidence)
    make_statement(speaker_name="Otto Krall", confidence=0.9)


@pytest.mark.parametrize(("size", "way"), WAYS, ids=NAMES)
def test_an_editors_day(visitor, waiting, size, way):
    hands = way(visitor.open(reverse("timeline"), size=size))

    sign_in(hands)
    correct_a_speaker(hands)
    apply_it_to_those_misread_alike(hands)
    undo_them_together(hands)
    reject_what_is_no_statement(hands)
    see_what_readers_see(hands)
    leave(hands)


def sign_in(hands: Hands) -> None:
    page = hands.page
    hands.press(page.get_by_role("link", name="Sign in"))
    hands.write(page.get_by_label("Name"), "nora")
    hands.write(page.get_by_label("Password"), "correct horse battery")
    hands.press(page.get_by_role("main").get_by_role("button", name="Sign in"))
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def correct_a_speaker(hands: Hands) -> None:
    page = hands.page
    at_the_desk(hands, "Queue")
    expect(page.get_by_role("heading", name="Why it is here")).to_be_visible()
    hands.press(page.get_by_role("link", name="Correct …"))
    hands.choose(page.get_by_label("Known speaker", exact=True), "Mira Solt")
    hands.write(page.get_by_label("Day, month, year or interval"), "2031-05")
    expect(page.locator("#said-meaning")).to_contain_text("May 2031")
    hands.write(page.get_by_label("Reason ("), "She was the envoy then.")
    hands.press(page.locator(".correction-end").get_by_role("button", name="Save"))
    is_told(hands, "Corrected (speaker and said)")


def apply_it_to_those_misread_alike(hands: Hands) -> None:
    page = hands.page
    hands.press(page.get_by_role("link", name="Look at them, and apply it"))
    expect(page.locator(".alike-row")).to_have_count(2)
    expect(page.get_by_text("Their source is “the envoy”")).to_be_visible()
    hands.press(page.get_by_role("button", name="Apply to those ticked"))
    expect(page.get_by_text("All of it stands.")).to_be_visible()


def undo_them_together(hands: Hands) -> None:
    page = hands.page
    hands.press(page.get_by_role("button", name="Undo all 2"))
    is_told(hands, "Undone: 2 statements.")


def reject_what_is_no_statement(hands: Hands) -> None:
    page = hands.page
    at_the_desk(hands, "Queue")
    hands.press(page.get_by_role("link", name="Next"))
    expect(page.locator(".case:not(.case-ahead) h2")).to_be_focused()
    hands.press(page.get_by_text("Reject: what is wrong with it"))
    hands.press(page.get_by_role("button", name="Not a statement"))
    is_told(hands, "Rejected")


def see_what_readers_see(hands: Hands) -> None:
    page = hands.page
    hands.press(page.get_by_role("navigation", name="Main").get_by_role("link", name="Timeline"))
    expect(page.locator("#count")).to_have_text(re.compile("3 statements"))
    expect(page.locator(".row", has_text="Mira Solt").locator(".status")).to_have_text("corrected")


def leave(hands: Hands) -> None:
    page = hands.page
    hands.press(page.get_by_role("button", name="Sign out"))
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
