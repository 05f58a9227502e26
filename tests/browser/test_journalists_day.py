"""A journalist's day: from a word somebody remembers to a citation that will not change."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.hands import NAMES, WAYS, Hands

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("size", "way"), WAYS, ids=NAMES)
def test_a_journalists_day(visitor, record, size, way):
    page = visitor.open("/", size=size)
    hands = way(page)

    find_who_said_it(hands)
    read_the_words_in_each_outlet(hands)
    cite_them(hands)
    see_what_the_other_side_answered(hands)
    look_at_who_carried_it(hands)
    take_the_list_along(hands)


def find_who_said_it(hands: Hands) -> None:
    page = hands.page
    hands.write(page.get_by_label("Words", exact=True), "bridge -toy")
    hands.press(page.get_by_role("button", name="Search"))
    expect(page.locator("#count")).to_have_text(re.compile("1 statement"))

    if page.get_by_label("First day").is_hidden():
        hands.press(page.get_by_text("Filters ("))
    hands.write(page.get_by_label("First day"), "2031-05-01")
    hands.press(page.get_by_label("Ada Varga"))
    expect(page.locator(".chip-name")).to_have_count(3)
    hands.press(page.get_by_role("link", name="words bridge -toy"))
    expect(page.locator(".chip-name")).to_have_count(2)


def read_the_words_in_each_outlet(hands: Hands) -> None:
    page = hands.page
    hands.press(page.get_by_role("main").get_by_role("link", name="The bridge will stand"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("The bridge will stand")
    expect(page.locator(".passage")).to_have_count(2)
    expect(page.locator("blockquote mark.cue").first).to_have_text("said")
    hands.press(page.get_by_text("Where each value comes from").first)
    expect(page.get_by_text("sure of the statement").first).to_be_visible()


def cite_them(hands: Hands) -> None:
    page = hands.page
    hands.press(page.get_by_role("button", name="Cite"))
    expect(page.get_by_label("The citation as text")).to_have_value(re.compile("Ada Varga"))
    expect(page.get_by_text("Nothing that it shows.")).to_be_visible()
    hands.press(page.get_by_role("link", name="as it is believed now"))
    expect(page.locator(".passage")).to_have_count(2)


def see_what_the_other_side_answered(hands: Hands) -> None:
    page = hands.page
    hands.press(page.locator("#events ~ .linked").get_by_role("link"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Opening of the bridge")
    expect(page.locator("th", has_text="Sarkand")).to_be_attached()
    hands.press(page.get_by_role("table").first.get_by_role("link", name="a toy for ministers"))
    expect(page.locator(".statement-who")).to_contain_text("Ben Okoro")
    hands.press(page.locator(".statement-who").get_by_role("link"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Ben Okoro")


def look_at_who_carried_it(hands: Hands) -> None:
    page = hands.page
    hands.press(page.get_by_role("navigation", name="Main").get_by_role("link", name="Outlets"))
    hands.press(page.get_by_role("main").get_by_role("link").first)
    hands.press(page.get_by_role("main").locator("a[href^='/articles/']").first)
    expect(page.get_by_role("heading", name="Paragraphs with statements")).to_be_visible()
    expect(page.get_by_role("heading", name="1 revision")).to_be_visible()


def take_the_list_along(hands: Hands) -> None:
    page = hands.page
    hands.press(page.get_by_role("navigation", name="Main").get_by_role("link", name="Timeline"))
    with page.expect_download() as downloading:
        hands.press(page.get_by_role("link", name="CSV"))
    lines = downloading.value.path().read_text(encoding="utf-8").splitlines()
    assert len(lines) == 3
