"""The browsable docs of the API in a real browser, under the site's own policy."""

import pytest
from playwright.sync_api import ConsoleMessage, Request, sync_playwright

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_docs_show_every_list_without_an_error_or_another_host(live_server, chromium):
    complaints: list[str] = []
    addresses: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    def follow(request: Request) -> None:
        addresses.append(request.url)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("console", note)
        page.on("request", follow)
        page.goto(f"{live_server.url}/api/v1/docs")
        page.locator(".opblock-tag-section").first.wait_for()
        page.locator("#operations-statements-statements_list .opblock-summary").click()
        page.locator("#operations-statements-statements_list .parameters").first.wait_for()
        sections = page.locator(".opblock-tag-section").count()
        browser.close()

    assert sections >= 6
    assert complaints == []
    assert all(address.startswith((live_server.url, "data:")) for address in addresses)
