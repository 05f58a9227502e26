"""Copies in any order: the same originals, and as many independent sources of each statement."""

from itertools import permutations

import pytest

from claims.matching import match
from claims.models import Statement
from sources.models import Article, Outlet, Signature
from tests.builders import make_article, make_outlet, make_report, make_revision, make_speaker
from tests.sources.test_syndication import story

pytestmark = pytest.mark.django_db

QUOTE = '"The bridge will stand as long as the river runs, and it will carry every one of us"'
SAID = f"\nAda Varga spoke. {QUOTE}, Varga said."
SAID_ON = "2031-05-04"
# Outlet, day, text: a wire's, two near-copies of which one credits it, and a reporter's own.
TOLD = [
    ("Strait Wire", "2031-05-06", story(1)),
    ("Daily", "2031-05-06", "Strait Wire\n" + story(1, 6)),
    ("Post", "2031-05-05", story(1, 7)),
    ("Ledger", "2031-05-07", story(2)),
]


def come_in(outlet: str, day: str, text: str, speaker) -> None:
    """An article of that outlet is read, matched and placed."""
    url = f"https://{outlet.lower().replace(' ', '-')}.example/1"
    article = make_article(url=url, outlet=Outlet.objects.get(name=outlet), published=day)
    revision = make_revision(article=article, text=text + SAID)
    match(make_report(quote=QUOTE, revision=revision, speaker=speaker, said=SAID_ON).reading)


def originals() -> dict[str, tuple[str, str, str]]:
    rows = Signature.objects.select_related("article__outlet", "original__outlet")
    return {
        row.article.publisher: (
            row.original.publisher if row.original else "",
            row.basis,
            row.credited,
        )
        for row in rows
    }


def sources() -> list[tuple[list[str], int]]:
    """Who carries each statement, and how many of them by themselves."""
    rows = Statement.objects.believed().with_parts()
    return sorted((sorted(row.outlets), row.independent) for row in rows)


@pytest.fixture
def speaker(db):
    for outlet, _, _ in TOLD:
        make_outlet(name=outlet)
    return make_speaker()


@pytest.mark.parametrize("order", list(permutations(range(4)))[::3], ids=str)
def test_no_order_makes_a_difference_to_originals_and_sources(speaker, order):
    for outlet, day, text in (TOLD[n] for n in order):
        come_in(outlet, day, text, speaker)

    assert originals() == {
        "Strait Wire": ("", "", ""),
        "Daily": ("Strait Wire", "credit", ""),
        "Post": ("Strait Wire", "credit", ""),
        "Ledger": ("", "", ""),
    }
    assert sources() == [(["Daily", "Ledger", "Post", "Strait Wire"], 2)]
    assert Article.objects.count() == len(TOLD)
