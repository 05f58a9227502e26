"""Pictures of every page for docs/screenshots, of the demo: `python -m tests.browser.picturing`."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ.pop("DATABASE_URL", None)  # pictures are of an empty database with the demo
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser runs a loop of its own

import django

django.setup()

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db.models import Count
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, ViewportSize, sync_playwright
from pytest_django.live_server_helper import LiveServer

from claims.citing import cite
from claims.models import Event, Report, SavedSearch, Statement
from claims.rechecking import draw
from tests import live
from tests.builders import make_chief
from tests.place import own_database

FOLDER = settings.BASE_DIR / "docs" / "screenshots"
LOOKS: dict[str, tuple[Literal["light", "dark"], ViewportSize]] = {
    "light-1440": ("light", {"width": 1440, "height": 900}),
    "dark-390": ("dark", {"width": 390, "height": 844}),
}
SPEAKER = "marco-rubio"
OTHER = "dmitry-peskov"


def pages() -> dict[str, str]:
    """The address of every page by name, for that of the demo's rows which shows most."""
    carried = Statement.objects.believed().annotate(carriers=Count("reports")).order_by("-carriers")
    statement = carried.filter(speaker__slug=SPEAKER).first() or carried[0]
    event = Event.objects.published().annotate(found=Count("links")).order_by("-found")[0]
    report = Report.objects.filter(statement=statement)[0]
    article = report.revision.article
    return {
        "timeline": reverse("timeline"),
        "search": f"{reverse('timeline')}?q=talks&speaker={SPEAKER}",
        "searches": reverse("searches"),
        "statement": reverse("statement", args=[statement.pk]),
        "citation": reverse("citation", args=[cite(statement.pk).key]),
        "speakers": reverse("speakers"),
        "speaker": reverse("speaker", args=[SPEAKER]),
        "events": reverse("events"),
        "event": reverse("event", args=[event.slug]),
        "compare": f"{reverse('compare')}?a={SPEAKER}&b={OTHER}",
        "outlets": reverse("outlets"),
        "outlet": reverse("outlet", args=[article.outlet.slug]),
        "article": reverse("article", args=[article.pk]),
        "quality": reverse("quality"),
        "sign-in": reverse("sign-in"),
        "tokens": reverse("tokens"),
        "desk": reverse("desk"),
        "desk-statement": reverse("desk-statement", args=[statement.pk]),
        "desk-add": reverse("desk-add", args=[article.pk]),
        "desk-words": reverse("desk-words", args=[report.pk]),
        "desk-joining": f"{reverse('desk-same', args=[statement.pk])}?report={report.pk}",
        "desk-event-split": reverse("desk-event-split", args=[event.slug]),
        "desk-event-merge": reverse("desk-event-merge", args=[event.slug]),
        "desk-speaker-split": reverse("desk-speaker-split", args=[SPEAKER]),
        "desk-decisions": reverse("desk-decisions"),
        "desk-pairs": reverse("desk-pairs"),
        "desk-events": reverse("desk-proposals"),
        "desk-relations": reverse("desk-relations"),
        "desk-drifts": reverse("desk-drifts"),
        "desk-people": reverse("desk-people"),
        "desk-recheck": reverse("desk-recheck"),
        "desk-rules": reverse("desk-rules"),
        "desk-rule-new": reverse("desk-rule-new"),
        "desk-merges": reverse("desk-merges"),
        "desk-sources": reverse("desk-sources"),
        "desk-unplaced": reverse("desk-unplaced"),
        "monitor": reverse("monitor"),
    }


@contextmanager
def demo() -> Iterator[str]:
    """A site with nothing but the demo; its address."""
    with own_database(broker=False):
        call_command("demo", verbosity=0)
        draw(timezone.localdate())
        server = LiveServer("localhost")
        yield server.url
        server.stop()


def picture(browser: Browser, site: str, chief: User) -> None:
    """Write every page in every look, the desk's as a chief sees them."""
    client = Client()
    client.force_login(chief, backend="django.contrib.auth.backends.ModelBackend")
    key = client.cookies["sessionid"].value
    for look, (scheme, size) in LOOKS.items():
        for name, address in pages().items():
            context = browser.new_context(base_url=site, color_scheme=scheme, viewport=size)
            if name.startswith(("desk", "monitor", "tokens", "searches")):
                context.add_cookies([{"name": "sessionid", "value": key, "url": site}])
            page = context.new_page()
            page.goto(address)
            page.screenshot(path=FOLDER / f"{name}-{look}.png")
            context.close()


def main() -> int:
    """Make the folder anew."""
    path = live.browser()
    if not path:
        sys.stderr.write("There is no Chromium here: install it, or name it in CHROMIUM.\n")
        return 1
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    for old in FOLDER.glob("*.png"):
        old.unlink()
    with demo() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        chief = make_chief("clara")
        saved = {"name": "Rubio on talks", "query": f"q=talks&speaker={SPEAKER}"}
        SavedSearch.objects.create(user=chief, **saved)
        picture(browser, site, chief)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
