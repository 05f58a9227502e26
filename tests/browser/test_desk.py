"""An editor at work in a real browser."""

import json

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from claims.extraction import EXTRACTOR_VERSION
from claims.models import Event, Report
from claims.proposals import propose
from tests.builders import (
    make_editor,
    make_reading,
    make_relation,
    make_report,
    make_revision,
    make_speaker,
    make_statement,
)
from tests.core.test_proposals import CRIME, FAULT, ONE, OTHER, told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Selects the n-th (from 0) place of some words in an element that holds one text.
SELECT = """([where, words, n]) => {
    const element = document.querySelector(where);
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let node = texts.nextNode();
    while (!node.data.includes(words)) node = texts.nextNode();
    let at = node.data.indexOf(words);
    while (n--) at = node.data.indexOf(words, at + 1);
    getSelection().setBaseAndExtent(node, at, node, at + words.length);
}"""
SCREENS = [("desktop", "light"), ("phone", "dark")]


def sign_in(page, name):
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The desk")
    page.wait_for_load_state()  # the heading is there before the scripts are
    return page


@pytest.fixture
def desk(visitor):
    """Call it for a browser of its own in which an editor of that name is at the desk."""

    def come_in(name, **options):
        make_editor(name)
        return sign_in(visitor.open(reverse("desk"), **options), name)

    return come_in


def open_form(page, statement):
    page.goto(reverse("desk-statement", args=[statement.pk]))


def save(page):
    page.locator(".correction-end").get_by_role("button", name="Save").click()


def speaker_in_the_api(page, statement):
    answer = page.request.get(reverse("v1:statement-detail", args=[statement.pk]))
    return json.loads(answer.text())["speaker"]


@pytest.mark.parametrize(("size", "color_scheme"), SCREENS)
def test_an_editor_corrects_a_speaker_sees_it_everywhere_and_undoes_it(desk, size, color_scheme):
    make_speaker("Mira Solt")
    statement = make_statement(speaker=make_speaker("Ada Varga"), said="2031-05-05")
    page = desk("nora", size=size, color_scheme=color_scheme)

    page.get_by_role("link", name="Correct …").click()
    page.get_by_label("Known speaker", exact=True).select_option(label="Mira Solt")
    page.get_by_label("Reason (").fill("Her own transcript.")
    save(page)
    expect(page.locator("#messages")).to_contain_text("Corrected (speaker)")

    page.goto(reverse("timeline"))
    expect(page.get_by_role("main")).to_contain_text("Mira Solt")
    page.goto(reverse("statement", args=[statement.pk]))
    expect(page.get_by_role("main")).to_contain_text("Her own transcript.")
    assert speaker_in_the_api(page, statement)["slug"] == "mira-solt"

    open_form(page, statement)
    page.locator("summary", has_text="Undo").click()
    page.get_by_role("button", name="Undo the decision").click()
    expect(page.locator("#messages")).to_contain_text("Undone")
    assert speaker_in_the_api(page, statement)["slug"] == "ada-varga"


def test_of_two_editors_the_second_sees_both_versions_and_loses_nothing(desk, axe_faults):
    statement = make_statement(speaker_name="Otto Krall")
    nora, emil = desk("nora"), desk("emil")
    open_form(nora, statement)
    open_form(emil, statement)
    emil.get_by_label("Name", exact=True).fill("Jan Krall")
    save(emil)
    expect(emil.locator("#messages")).to_contain_text("Corrected")

    nora.get_by_label("Indirect").check()
    nora.get_by_label("Reason (").fill("No quotation marks.")
    save(nora)

    table = nora.get_by_role("region", name="Both versions")
    expect(nora.get_by_role("alert")).to_contain_text("emil changed Speaker")
    expect(table).to_contain_text("Jan Krall")
    expect(table).to_contain_text("indirect")
    assert axe_faults(nora) == []
    expect(nora.get_by_label("Reason (")).to_have_value("No quotation marks.")
    expect(table.get_by_label("Kind, keep yours: indirect")).to_be_checked()
    nora.get_by_role("button", name="Save what is picked").click()
    expect(nora.locator("#messages")).to_contain_text("Corrected (kind)")
    statement.refresh_from_db()
    assert (statement.speaker_name, statement.kind) == ("Jan Krall", "indirect")


def test_the_queue_moves_on_without_a_new_page_and_takes_the_focus_along(desk):
    make_statement(speaker_name="Otto Krall", confidence=0.2)
    make_statement(speaker_name="Mira Solt", confidence=0.8)
    page = desk("nora")
    page.evaluate("document.documentElement.dataset.same = 'page'")

    page.get_by_role("button", name="Confirm").press("Enter")

    expect(page.locator(".case h2")).to_be_focused()
    expect(page.locator(".case h2")).to_contain_text("Mira Solt")
    expect(page.locator("#messages")).to_contain_text("Confirmed")
    assert page.evaluate("document.documentElement.dataset.same") == "page"


def test_a_verdict_that_comes_late_shows_what_happened_instead(desk):
    statement = make_statement(speaker_name="Otto Krall")
    nora, emil = desk("nora"), desk("emil")
    open_form(emil, statement)
    emil.get_by_label("Indirect").check()
    save(emil)
    expect(emil.locator("#messages")).to_contain_text("Corrected")

    nora.get_by_role("button", name="Confirm").click()

    expect(nora.get_by_role("alert")).to_contain_text("emil changed Kind")
    assert nora.url.endswith(reverse("desk-statement", args=[statement.pk]))


def test_a_date_is_explained_while_it_is_typed(desk):
    statement = make_statement()
    page = desk("nora")
    open_form(page, statement)

    page.get_by_label("Day, month, year or interval").press_sequentially("2031-05")

    expect(page.locator("#said-meaning")).to_contain_text("May 2031")


@pytest.mark.parametrize(("size", "color_scheme"), SCREENS)
def test_no_page_of_the_desk_has_a_serious_fault(desk, axe_faults, size, color_scheme):
    report = make_report(speaker=make_speaker("Ada Varga"), said="2031-05-05")
    statement = make_relation(report, make_report()).statement
    page = desk("nora", size=size, color_scheme=color_scheme)
    names = ["desk", "desk-decisions", "desk-unplaced", "desk-relations"]
    names += ["sign-in", "password", "password-changed"]

    for address in [*map(reverse, names), reverse("desk-statement", args=[statement.pk])]:
        page.goto(address)
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")

        assert axe_faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_desk_works_without_javascript(desk):
    make_statement(speaker_name="Otto Krall", confidence=0.2)
    make_statement(speaker_name="Mira Solt", confidence=0.8)
    page = desk("nora", java_script_enabled=False)

    page.get_by_role("button", name="Confirm").click()
    expect(page.locator("#messages")).to_contain_text("Confirmed")
    page.get_by_role("link", name="Correct …").click()
    page.get_by_label("Day, month, year or interval").fill("2031-05")
    page.get_by_role("button", name="Check").click()

    expect(page.locator("#said-meaning")).to_contain_text("May 2031")


@pytest.fixture
def proposed(transactional_db):
    """An event that two outlets' statements call for."""
    told(ONE, CRIME, "Osk Courier")
    told(OTHER, FAULT, "Harbour Post", "2031-03-05")
    propose()
    return Event.objects.get()


@pytest.mark.parametrize(("size", "color_scheme"), SCREENS)
def test_no_page_of_proposed_events_has_a_serious_fault(
    desk, proposed, expect_fit, size, color_scheme
):
    page = desk("nora", size=size, color_scheme=color_scheme)

    page.goto(reverse("desk-proposals"))
    expect_fit(page, "Proposed events")
    page.get_by_role("button", name="Reject").click()
    expect(page.locator("#messages")).to_contain_text("Rejected")
    expect_fit(page, "Proposed events")
    page.goto(reverse("desk-proposal", args=[proposed.pk]))
    expect_fit(page, "A proposed event")


def test_a_proposed_event_is_published_and_taken_back_without_javascript(desk, proposed):
    page = desk("nora", java_script_enabled=False)

    page.goto(reverse("desk-proposals"))
    page.get_by_role("link", name="Look and decide").click()
    page.get_by_label("Title").fill("The dam at Varn breaks")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("#messages")).to_contain_text("Published")
    assert Event.objects.published().get().title == "The dam at Varn breaks"

    page.goto(reverse("desk-proposal", args=[proposed.pk]))
    page.locator("summary", has_text="Undo").first.click()
    page.get_by_role("button", name="Undo the decision").first.click()

    expect(page.locator("#messages")).to_contain_text("Undone")
    assert not Event.objects.published().exists()


def test_an_editor_moves_the_borders_of_the_words_by_keys(desk, axe_faults):
    text = "Ada Varga spoke. “The bridge will stand, and it will stay,” Varga said."
    report = make_report(revision=make_revision(text=text), quote="will stand, and it")
    page = desk("nora")
    page.goto(reverse("desk-words", args=[report.pk]))
    words = page.get_by_label("As the article has them")

    for key, became in (
        ("[", "bridge will stand, and it"),
        ("[", "“The bridge will stand, and it"),
        ("]", "“The bridge will stand, and it will"),
        ("]", "“The bridge will stand, and it will stay,”"),
        ("{", "bridge will stand, and it will stay,”"),
        ("}", "bridge will stand, and it will"),
    ):
        page.keyboard.press(key)
        expect(words).to_have_value(became)

    assert axe_faults(page) == []
    page.locator(".correction-end").get_by_role("button", name="Save").click()
    expect(page.locator("#messages")).to_contain_text("Corrected (content)")
    assert Report.objects.get().words == "bridge will stand, and it will"


def test_an_editor_adds_what_was_missed_by_selecting_it(desk, axe_faults):
    make_speaker("Mira Solt")
    twice = "Nobody knew. The tide sign said so. Nobody knew."
    revision = make_revision(text=f"It rained.\n\n{twice}")
    make_reading(revision=revision, version=EXTRACTOR_VERSION, extracted={"version": "1"})
    page = desk("nora")

    page.goto(reverse("desk-add", args=[revision.article_id]))
    page.evaluate(SELECT, ["[data-start='12']", "Nobody knew.", 1])
    page.get_by_role("button", name="Take what is selected").click()
    expect(page.get_by_label("As the article has them")).to_have_value("Nobody knew.")
    page.get_by_label("Known speaker", exact=True).select_option(label="Mira Solt")
    assert axe_faults(page) == []
    page.locator(".correction-end").get_by_role("button", name="Add").click()

    expect(page.locator("#messages")).to_contain_text("Added: “Nobody knew.”")
    assert Report.objects.get().content_spans[0].start == 12 + twice.rindex("Nobody")
