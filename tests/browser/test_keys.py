"""The desk by keys alone, pressed in a real browser."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from claims.models import Correction, DeskPreference, Statement
from tests.builders import make_editor, make_report, make_revision, make_speaker, make_statement

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAMED = ["Mira Solt", "Nia Oru", "Ona Pell", "Pia Quist", "Rea Sund", "Tia Umber", "Una Vale"]
TEXT = f'"The bridge will stand," Ada Varga said. "No," said {", then ".join(NAMED)}.'


@pytest.fixture
def waiting(transactional_db):
    """Three statements in the order in which they wait."""
    for name in NAMED:
        make_speaker(name)
    revision = make_revision(text=TEXT)
    first = make_report(revision=revision, speaker=make_speaker(), confidence=0.1).statement
    others = [
        make_statement(speaker_name=name, confidence=share)
        for name, share in (("Otto Krall", 0.6), ("Jan Krall", 0.9))
    ]
    return [first, *others]


@pytest.fixture
def desk(visitor, waiting):
    def come_in(**options):
        return visitor.open(reverse("desk"), user=make_editor("nora"), **options)

    return come_in


def press(page, key, shows):
    page.keyboard.press(key)
    expect(page.locator(".case:not(.case-ahead) h2")).to_contain_text(shows)


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_an_editor_works_through_the_queue_by_keys(desk, waiting, size):
    page = desk(size=size)
    press(page, "j", "Otto Krall")
    expect(page.locator("#announcement")).to_contain_text("Otto Krall:")
    press(page, "k", "Ada Varga")
    press(page, "a", "Otto Krall")
    expect(page.locator("#messages")).to_contain_text("Confirmed")
    press(page, "s", "Jan Krall")
    expect(page.locator("#messages")).to_contain_text("Skipped")

    press(page, "u", "Otto Krall")
    expect(page.locator("#messages")).to_contain_text("Not skipped any more")
    page.keyboard.press("u")

    expect(page.locator("#messages")).to_contain_text("Undone: Verdict")
    expect(page.locator(".case h2")).to_contain_text("Ada Varga")
    assert Statement.objects.filter(status="machine").count() == 3


def test_a_digit_names_the_speaker_and_after_x_a_fault(desk, waiting):
    page = desk()
    press(page, "1", "Otto Krall")
    expect(page.locator("#messages")).to_contain_text("Corrected (speaker)")
    assert Statement.objects.get(pk=waiting[0].pk).speaker.name == "Mira Solt"

    page.keyboard.press("x")
    expect(page.get_by_role("button", name="Not a statement")).to_be_focused()
    press(page, "5", "Jan Krall")

    expect(page.locator("#messages")).to_contain_text("Rejected: page furniture")
    assert Correction.objects.get(field="verdict").fault == "furniture"


@pytest.mark.parametrize(
    ("key", "field"),
    [("d", "#id_said"), ("e", "#id_add_event"), ("m", "#same-statement"), ("r", "#id_other")],
)
def test_a_key_leads_to_the_field_that_is_wrong(desk, key, field):
    page = desk()

    page.keyboard.press(key)

    expect(page).to_have_url(re.compile(f"{field}$"))
    expect(page.locator(field)).to_be_focused()


def test_the_next_is_there_to_read_before_the_server_has_answered(desk):
    page = desk()
    expect(page.locator(".case[data-ahead=ready]")).to_be_visible()
    held = []
    page.route(re.compile("/verdict/"), lambda route: held.append(route))  # noqa: PLW0108

    page.keyboard.press("a")

    ahead = page.locator(".case-ahead")
    expect(ahead.get_by_role("heading", name="Otto Krall")).to_be_visible()
    assert ahead.evaluate("element => element.inert")
    held[0].continue_()
    expect(page.locator("#messages")).to_contain_text("Confirmed")
    expect(ahead).to_have_count(0)
    expect(page.locator(".case h2")).to_contain_text("Otto Krall")


def test_without_an_answer_the_statement_is_there_again(desk, visitor):
    page = desk()
    expect(page.locator(".case[data-ahead=ready]")).to_be_visible()
    page.route(re.compile("/verdict/"), lambda route: route.abort())

    page.keyboard.press("a")

    expect(page.locator(".case-ahead")).to_have_count(0)
    expect(page.get_by_role("heading", name="Ada Varga")).to_be_visible()
    assert visitor.faults
    visitor.faults.clear()  # the console tells of the answer that never came


def test_another_cause_asks_for_words_and_other_digits_name_nobody(desk, waiting):
    page = desk()
    expect(page.get_by_role("button", name="Una Vale")).to_contain_text("7")
    page.keyboard.press("x")
    page.keyboard.press("7")
    page.keyboard.press("6")
    expect(page.get_by_label("In your own words")).to_be_focused()

    page.keyboard.type("A caption of a chart.")
    page.keyboard.press("Escape")
    press(page, "6", "Otto Krall")

    made = Correction.objects.get()
    assert (made.fault, made.reason) == ("other", "A caption of a chart.")


def test_keys_do_nothing_in_fields_with_modifiers_or_when_switched_off(desk, visitor):
    page = desk()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("asj")
    expect(page.get_by_role("searchbox")).to_have_value("asj")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+a")
    page.keyboard.press("Alt+s")

    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.get_by_role("button", name="Switch them off").press("Enter")
    expect(page.locator("#messages")).to_contain_text("keys are off")
    page.keyboard.press("a")
    page.keyboard.press("?")

    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    assert not DeskPreference.objects.get().keys
    assert Statement.objects.filter(status="machine").count() == 3


def test_the_help_has_no_serious_fault(desk, axe_faults):
    page = desk(color_scheme="dark")

    page.keyboard.press("?")

    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert axe_faults(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
