import re

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from claims.models import SavedSearch

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PATHS = [
    "/",
    "/?speaker=ada-varga&since=2031-05-05&until=2031-05-05&q=bridge",
    "/?speaker=nobody",
    "/speakers/",
    "/speakers/ada-varga/",
    "/events/",
    "/events/opening/",
    "/compare/?a=ada-varga&b=ben-okoro&event=opening",
    "/outlets/",
    "/nothing",
    "/sign-in/",
]


def test_a_journalist_gets_from_the_timeline_to_who_carried_the_words(visitor, record):
    page = visitor.open("/")

    page.get_by_label("Ada Varga").check()
    expect(page.locator("#count")).to_have_text(re.compile("1 statement"))
    expect(page).to_have_url(re.compile(r"/\?speaker=ada-varga$"))
    page.locator(".row").get_by_role("link", name="Opening of the bridge").click()
    expect(page.get_by_role("columnheader", name="Sarkand")).to_be_visible()
    page.locator(".axis").get_by_role("link", name="The bridge will stand").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("The bridge will stand")
    expect(page.locator("blockquote mark.cue").first).to_have_text("said")
    expect(page.locator(".passage")).to_have_count(2)


def test_going_back_restores_the_filters_of_before(visitor, record):
    page = visitor.open("/")

    page.get_by_label("Ada Varga").check()
    expect(page.locator(".chip-name")).to_have_text("speaker")
    page.go_back()

    expect(page.locator("#count")).to_have_text(re.compile("2 statements"))
    expect(page.get_by_label("Ada Varga")).not_to_be_checked()


def test_the_filters_work_without_javascript(visitor, record):
    page = visitor.open("/", java_script_enabled=False)

    page.get_by_label("Ben Okoro").check()
    page.get_by_role("button", name="Apply filters").click()
    expect(page.locator("#count")).to_have_text(re.compile("1 statement"))
    page.get_by_role("link", name="remove this filter").click()

    expect(page.locator("#count")).to_have_text(re.compile("2 statements"))


def test_a_day_of_the_histogram_is_chosen_with_the_keyboard(visitor, record):
    page = visitor.open("/")

    page.get_by_role("link", name="5 May 2031: 1 statement").focus()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("since=2031-05-05&until=2031-05-05"))
    expect(page.locator(".bar-chosen")).to_have_count(1)


def test_on_a_phone_the_filters_open_and_close(visitor, record):
    page = visitor.open("/", size="phone")

    expect(page.get_by_label("Ada Varga")).not_to_be_visible()
    page.locator("summary", has_text="Filters").click()

    expect(page.get_by_label("Ada Varga")).to_be_visible()


def test_no_page_has_a_serious_fault_or_is_wider_than_the_screen(visitor, record, axe_faults, look):
    article = record.reports.first().revision.article
    outlet = f"/outlets/{article.outlet.slug}/"
    own = [f"/statements/{record.pk}/", f"/articles/{article.pk}/", outlet]
    saved = ["/?kind=direct", "/?kind=mixed&q=bridge", "/searches/"]
    page = visitor.open("/", **look)
    editor = User.objects.get()
    SavedSearch.objects.create(user=editor, name="Word for word", query="kind=direct")
    editors = visitor.open("/", user=editor, **look)
    wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"

    for shown, path in [(page, path) for path in PATHS + own] + [
        (editors, path) for path in own + saved
    ]:
        shown.goto(path)
        shown.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        assert axe_faults(shown) == []
        assert not shown.evaluate(wider), path
