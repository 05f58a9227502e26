"""A real Chromium on the live server: what any page does wrong on the way fails the test."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.core.signals import request_finished, request_started
from django.test import Client
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Request,
    ViewportSize,
    expect,
    sync_playwright,
)

from claims.beliefs import believe
from claims.corrections import Decision, decide
from claims.models import Correction
from tests.builders import (
    make_editor,
    make_event,
    make_relation,
    make_report,
    make_revision,
    make_speaker,
)
from tracker.embedded.waiting import wait_until

SIZES: dict[str, ViewportSize] = {
    "desktop": {"width": 1440, "height": 900},
    "phone": {"width": 390, "height": 844},
}
LOOKS = [("desktop", "light"), ("phone", "dark")]  # each size and each scheme once
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
TEXT = """Snow fell on Velmora.
"The bridge will stand," Ada Varga said on Monday. "It has to stand."
Ben Okoro, who opposes it, called the bridge a toy for ministers."""


@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    """One Chromium for all browser tests; the rows are made from its thread, which runs a loop."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        opened = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield opened
        opened.close()


@dataclass
class Visitor:
    """Opens pages of the site and notes every fault: console, scripts, requests elsewhere."""

    browser: Browser
    site: str
    # What the console may say: of an answer, and of a question that a later one took the place of.
    expected: tuple[str, ...] = ("status of 4", "htmx:afterRequest", "htmx:sendAbort")
    faults: list[str] = field(default_factory=list)

    def open(self, path: str = "/", *, user: User | None = None, **options) -> Page:
        """A page at that path: `size`, `color_scheme`, `java_script_enabled` as options."""
        size = SIZES[options.pop("size", "desktop")]
        context = self.browser.new_context(base_url=self.site, viewport=size, **options)
        if user:
            client = Client()
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
            session = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": self.site}])
        page = context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("request", self._watch)
        page.goto(path)
        return page

    def _hear(self, message: ConsoleMessage) -> None:
        told = any(words in message.text for words in self.expected)
        if message.type in ("error", "warning") and not told:
            self.faults.append(f"console: {message.text}")

    def _watch(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:")):
            self.faults.append(f"request elsewhere: {request.url}")


@contextmanager
def all_answered() -> Iterator[None]:
    """See every request of the block to its end: what pages fetch ahead outlives their closing.

    A request that is still under way would meet tables that are being emptied.
    """
    under_way: list[object] = []

    def begin(**_: object) -> None:
        under_way.append(None)

    def end(**_: object) -> None:
        del under_way[-1:]

    request_started.connect(begin)
    request_finished.connect(end)
    try:
        yield
        assert wait_until(lambda: not under_way, seconds=20), "a request has no end"
    finally:
        request_started.disconnect(begin)
        request_finished.disconnect(end)


@pytest.fixture
def visitor(browser: Browser, live_server) -> Iterator[Visitor]:
    """Who opens pages; at the end of the test none of them may have had a fault."""
    visitor = Visitor(browser, live_server.url)
    with all_answered():
        yield visitor
        for context in browser.contexts:
            context.close()
    assert visitor.faults == []


@pytest.fixture
def axe_faults() -> Callable[[Page], list[str]]:
    """Call it with a page for axe's serious and critical findings."""

    def run(page: Page) -> list[str]:
        found = Axe().run(page).response["violations"]
        return [
            f"{page.url} {fault['id']}: {node['html']}"
            for fault in found
            if fault["impact"] in ("serious", "critical")
            for node in fault["nodes"]
        ]

    return run


@pytest.fixture(params=LOOKS, ids="-".join)
def look(request: pytest.FixtureRequest) -> dict[str, str]:
    """How a page is opened: on each size of screen, in light and dark."""
    size, color_scheme = request.param
    return {"size": size, "color_scheme": color_scheme}


@pytest.fixture
def expect_fit(axe_faults):
    """Call it with a page and its heading: shown, no serious fault, no wider than the screen."""

    def run(page: Page, heading: str) -> None:
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        assert axe_faults(page) == []
        assert not page.evaluate(WIDER), page.url

    return run


@pytest.fixture
def editor(transactional_db) -> User:
    return make_editor("nora")


@pytest.fixture
def record(transactional_db, editor):
    """A small record: two sides, an event, an undated and a corrected statement."""
    ada = make_speaker(side="Velmora", offices=[("Minister of Works", "Velmora", "2030", "")])
    ben = make_speaker("Ben Okoro", side="Sarkand", gender="m")
    opening = make_event(slug="opening", place="Velmora", participants=["Ada Varga"])
    revision = make_revision(text=TEXT)
    first = make_report(
        revision=revision, speaker=ada, said="2031-05-05", source=[(47, 56)], cue=[(57, 61)]
    )
    again = make_revision(text=TEXT)
    make_report(revision=again, statement=first.statement, speaker=ada, said="2031-05-05")
    toy = "a toy for ministers"
    reply = make_report(revision=make_revision(text=TEXT), quote=toy, speaker=ben, kind="indirect")
    for report in (first, reply):
        report.references.create(event=opening, confidence=0.9)
        believe(report.statement)
    kind = Decision(Correction.Field.KIND, "mixed", reason="Half of it is paraphrase.")
    make_relation(reply, first, "responds_to")
    reply.statement.refresh_from_db()
    decide(reply.statement_id, [kind], editor=editor, version=reply.statement.version)
    return first.statement
