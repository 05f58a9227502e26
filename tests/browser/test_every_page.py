"""Each page of our own is fit to be seen: those that no other test here looks at, by the matrix."""

import pytest
from django.contrib.auth.models import User

from tests.browser.conftest import WIDER
from tests.security.addresses import World
from tests.security.matrix import MATRIX, NO_PAGES, NOBODY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What other browser tests look at with more on it than a single row.
ELSEWHERE = {
    *("timeline", "searches", "statement", "speakers", "compare", "speaker", "events", "event"),
    *("article", "revision", "outlets", "outlet", "sign-in", "password", "password-changed"),
    *("desk", "desk-decisions", "desk-unplaced", "desk-relations", "desk-drifts", "desk-statement"),
    *("desk-proposals", "desk-proposal", "desk-add", "desk-words", "desk-sources", "monitor"),
}


def addresses() -> list[str]:
    world = World.make()
    lines = {name: line for name, line in MATRIX.items() if line.get != NOBODY and ":" not in name}
    names = [name for name in lines if not name.endswith((*NO_PAGES, "-form"))]
    assert set(names) >= ELSEWHERE
    return [world.address(name, lines[name].parts) for name in names if name not in ELSEWHERE]


def test_every_page_is_without_serious_fault_and_as_wide_as_the_screen(visitor, axe_faults, look):
    pages = addresses()
    page = visitor.open(user=User.objects.create_superuser("root"), **look)

    for address in pages:
        page.goto(address)
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")

        assert axe_faults(page) == []
        assert not page.evaluate(WIDER), address
