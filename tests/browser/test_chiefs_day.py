"""A chief's day: what editors and the machine propose is decided, and can be taken back."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import expect

from claims.proposals import propose
from claims.rules import make_rule
from claims.wording import Wording
from tests.browser.hands import NAMES, WAYS, Hands, at_the_desk, is_told
from tests.builders import make_chief, make_editor, make_relation, make_report, make_speaker
from tests.core.test_proposals import CRIME, FAULT, ONE, OTHER, told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def chief(transactional_db) -> User:
    """A rule that an editor proposes, an event that two outlets tell of, and a relation."""
    make_speaker("Ada Varga")
    make_rule(Wording("alias", "Nightbird", "ada-varga"), editor=make_editor("nora"))
    told(ONE, CRIME, "Osk Courier")
    told(OTHER, FAULT, "Harbour Post", "2031-03-05")
    propose()
    make_relation(make_report(), make_report(), "denies")
    return make_chief("clara")


@pytest.mark.parametrize(("size", "way"), WAYS, ids=NAMES)
def test_a_chiefs_day(visitor, chief, size, way):
    hands = way(visitor.open(reverse("desk"), user=chief, size=size))

    let_a_rule_stand(hands)
    publish_an_event_and_take_it_back(hands)
    confirm_a_relation(hands)
    hand_out_a_token_and_revoke_it(hands)
    look_after_the_house(hands)


def let_a_rule_stand(hands: Hands) -> None:
    page = hands.page
    at_the_desk(hands, "Rules")
    hands.press(page.get_by_role("navigation", name="States").get_by_role("link", name="Proposed"))
    hands.press(page.get_by_role("link", name="Nightbird"))
    hands.press(page.get_by_role("button", name="Show what would change"))
    expect(page.get_by_text("No report would read otherwise.")).to_be_visible()
    hands.press(page.get_by_role("button", name="Let it stand"))
    expect(page.get_by_text("standing", exact=True)).to_be_visible()
    hands.write(page.get_by_label("Reason").first, "Another singer has that name.")
    hands.press(page.get_by_role("button", name="Withdraw it"))
    expect(page.get_by_text("Another singer has that name.")).to_be_visible()


def publish_an_event_and_take_it_back(hands: Hands) -> None:
    page = hands.page
    at_the_desk(hands, "Proposed events")
    hands.press(page.get_by_role("link", name="Look and decide"))
    hands.write(page.get_by_label("Title"), "The dam at Varn breaks")
    hands.press(page.get_by_role("button", name="Publish"))
    is_told(hands, "Published")
    hands.press(page.get_by_text("Undo", exact=True).first)
    hands.press(page.get_by_role("button", name="Undo the decision"))
    is_told(hands, "Undone")


def confirm_a_relation(hands: Hands) -> None:
    page = hands.page
    at_the_desk(hands, "Relations")
    hands.press(page.get_by_role("button", name="Confirm"))
    expect(page.get_by_text("No relation waits")).to_be_visible()


def hand_out_a_token_and_revoke_it(hands: Hands) -> None:
    page = hands.page
    hands.press(page.get_by_role("link", name="API tokens"))
    hands.write(page.get_by_label("What it is for"), "The archive")
    hands.press(page.get_by_role("button", name="Make it"))
    expect(page.get_by_text("shown this once")).to_be_visible()
    hands.press(page.get_by_role("button", name="Revoke The archive"))
    expect(page.get_by_text("You have no tokens.")).to_be_visible()


def look_after_the_house(hands: Hands) -> None:
    page = hands.page
    hands.press(page.get_by_role("navigation", name="Main").get_by_role("link", name="Monitor"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Monitor")
    hands.press(page.get_by_role("link", name="Quality"))
    expect(page.get_by_text("there is nothing to publish")).to_be_visible()
