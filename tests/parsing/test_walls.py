"""A wall in an article's place is told from an article."""

import pytest

from sources.parsing.pages import PageError, article_of
from sources.parsing.published import parse_published
from sources.parsing.walls import wall_in

TODAY = parse_published("2031-05-06").day
LEAD = "The bridge at Brod will stand for another century, its builders told the council on Monday."
BRIEF = f"{LEAD}\nThe council thanked them, and asked for a second one further down the river."
LONG = "\n".join(f"{LEAD} That was in year {n} of the works." for n in range(20))


def page(text: str, head: str = "") -> str:
    words = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    return f"<html><head>{head}</head><body><article>{words}</article></body></html>"


def closed(text: str) -> str:
    script = '{"@type": "NewsArticle", "isAccessibleForFree": false, "headline": "Bridge"}'
    return page(text, f'<script type="application/ld+json">{script}</script>')


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (f"{LEAD}\nSubscribe to continue reading.", "paywall"),
        (f"{LEAD}\nAlready a subscriber? Log in", "paywall"),
        (
            "You’ve reached your limit of free articles this month and can read on in June.",
            "paywall",
        ),
        ("We value your privacy\nWe and our partners store information on your device.", "consent"),
        (
            "Please enable JavaScript and cookies in your browser to continue to the site.",
            "programs",
        ),
        ("Sorry, the page you are looking for could not be found on this site today.", "no such"),
        ("Loading", "1 word, too little"),
    ],
)
def test_a_wall_is_named_with_its_remedy(text, cause):
    wall = wall_in(text)

    assert cause in wall.cause
    assert wall.remedy


@pytest.mark.parametrize(
    "text",
    [
        BRIEF,
        LONG,
        f"{LONG}\nAlready a subscriber? Log in",
        f"{BRIEF}\nThe old page has been removed from the register, and access was not denied.",
        "\n".join([LEAD] * 5) + "\nWe value your privacy and use cookies.",
        f"{LEAD}\nThe paper asked readers to subscribe, and two thousand did so within the week.",
    ],
)
def test_an_article_is_none(text):
    assert wall_in(text) is None


@pytest.mark.parametrize("title", ["Just a moment...", "Access Denied", "404 - Page not found"])
def test_a_title_tells_where_the_page_shows_next_to_nothing(title):
    assert wall_in("Reference number 18.4f2. Contact the owner of the site.", title)
    assert wall_in(LONG, title) is None


def test_a_page_that_calls_itself_closed_is_believed_unless_it_shows_all():
    with pytest.raises(PageError, match=r"paywall \(it says so itself, and shows 16 words\): save"):
        article_of(closed(LEAD), today=TODAY)

    assert article_of(closed(LONG), today=TODAY).text.startswith(LEAD)


def test_a_page_without_any_text_of_an_article_may_still_name_its_wall():
    with pytest.raises(PageError, match="programs"):
        article_of(
            "<html><body><div>Checking your browser before you go on.</div></body></html>",
            today=TODAY,
        )
