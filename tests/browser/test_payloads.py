"""What attackers store runs on no page: a real browser opens each of them, its CSP switched off."""

import html
from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.template import Engine
from django.test import Client

from tests.security.addresses import World
from tests.security.matrix import MATRIX, NO_PAGES, NOBODY
from tests.security.payloads import CARELESS, LISTEN, PAYLOADS, PLANTED, numbered
from tests.security.poisoned import poison

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BACKEND = "django.contrib.auth.backends.ModelBackend"


def listening(browser, **options):
    """A page that hears what fires, and that no policy protects."""
    context = browser.new_context(bypass_csp=True, **options)
    context.add_init_script(LISTEN)
    return context.new_page()


def what_ran(page):
    return page.evaluate("fired") + [each for f in page.frames for each in f.evaluate(PLANTED)]


def addresses(rows):
    """Where there are pages: every line of the matrix, every list's Atom feed, and searches."""
    world = World(rows)
    lines = {n: line.parts for n, line in MATRIX.items() if line.get != NOBODY and ":" not in n}
    atom = {n: parts | {"form": "atom"} for n, parts in lines.items() if n.endswith("-form")}
    pages = (lines | atom).items()
    named = [world.address(n, parts) for n, parts in pages if not n.endswith(NO_PAGES)]
    return named + [f"/?q={quote(words)}&speaker=s1&event=e1" for words in PAYLOADS[:1]]


def test_a_page_that_is_careless_with_words_runs_each_payload(browser):
    frames = "".join(
        f'<iframe srcdoc="{html.escape(CARELESS[place](words))}"></iframe>'
        for place, words in numbered()
    )
    page = listening(browser)

    page.set_content(frames)
    told = " ".join(map(str, what_ran(page)))
    fired = set(page.evaluate("fired"))
    page.context.close()

    quiet = [n for n in range(len(PAYLOADS)) if n not in fired and f"fire({n})" not in told]
    assert [PAYLOADS[n] for n in quiet] == []
    assert len(set(PAYLOADS)) >= 60


@pytest.fixture
def page(browser, live_server):
    """In an administrator's browser, who may open every page."""
    client = Client()
    client.force_login(User.objects.create_superuser("root"), backend=BACKEND)
    key = client.cookies["sessionid"].value
    page = listening(browser, base_url=live_server.url)
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
    yield page
    page.context.close()


def test_no_page_runs_what_is_stored(page, monkeypatch):
    rows = poison(User.objects.get(username="root"))

    ran, shown = {}, ""
    for address in addresses(rows):
        assert page.goto(address).ok, address
        shown += page.content()
        if found := what_ran(page):
            ran[address] = found
    monkeypatch.setattr(Engine.get_default(), "autoescape", False)
    page.goto(f"/events/{rows['event']}/")
    of_the_careless = what_ran(page)

    assert ran == {}
    assert [n for n in range(len(PAYLOADS)) if f"fire({n})" not in shown] == []
    assert len(of_the_careless) > 20
