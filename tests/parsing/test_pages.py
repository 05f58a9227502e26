"""A page's article, and what the page declares of it."""

import json
from datetime import date

import pytest

from sources.parsing.pages import PageError, article_of
from sources.parsing.published import parse_published

TODAY = date(2025, 4, 22)
BODY = "".join(
    f"<p>Paragraph {n}: “We will see,” Marta Osk told reporters at the harbour wall.</p>"
    for n in range(4)
)


def make_page(*, head="", lang="en", linked=None):
    script = f'<script type="application/ld+json">{linked}</script>' if linked else ""
    return (
        f'<html lang="{lang}"><head>{head}{script}</head><body><nav>Home About</nav>'
        f"<article>{BODY}</article><footer>All rights reserved</footer></body></html>"
    )


def make_linked(**fields):
    return json.dumps({"@graph": [{"@type": ["NewsArticle"], **fields}]})


def test_the_text_is_the_articles_paragraphs_without_the_furniture():
    page = article_of(make_page(), today=TODAY)

    assert page.text.count("Marta Osk") == 4
    assert "rights reserved" not in page.text
    assert "\n" in page.text


def test_json_ld_goes_before_open_graph():
    head = (
        '<meta property="og:title" content="Other"><meta property="og:site_name" content="Other">'
        '<meta property="article:published_time" content="2025-04-20">'
    )
    linked = make_linked(
        headline="Osk  waits", datePublished="2025-04-21T08:00:00+02:00", publisher={"name": "Quay"}
    )

    page = article_of(make_page(head=head, linked=linked), today=TODAY)

    assert (page.title, page.outlet) == ("Osk waits", "Quay")
    assert page.published == parse_published("2025-04-21T08:00:00+02:00")


def test_open_graph_serves_where_json_ld_is_broken():
    head = (
        '<meta property="og:title" content="Osk waits">'
        '<meta property="og:site_name" content="Quay">'
        '<meta property="article:published_time" content="2025-04-20T10:00:00Z">'
    )

    page = article_of(make_page(head=head, linked="{broken"), today=TODAY)

    assert (page.title, page.outlet, page.language) == ("Osk waits", "Quay", "en")
    assert page.published == parse_published("2025-04-20T10:00:00Z")


def test_a_publication_in_the_future_is_not_believed():
    linked = make_linked(datePublished="2025-05-01", publisher=["Quay"], inLanguage=7)

    page = article_of(make_page(linked=linked), today=TODAY)

    assert page.published is None
    assert page.outlet == "Quay"


def test_a_date_that_cannot_be_read_gives_way_to_the_next():
    head = '<meta name="date" content="2025-04-19">'

    page = article_of(make_page(head=head, linked=make_linked(datePublished="now")), today=TODAY)

    assert page.published == parse_published("2025-04-19")


@pytest.mark.parametrize("html", ["", "\x01", b"", "<html><body><p></p></body></html>"])
def test_a_page_without_an_article_is_refused(html):
    with pytest.raises(PageError):
        article_of(html, today=TODAY)


def test_a_page_that_no_person_wrote_is_refused_at_once():
    bomb = "<b></b>" * 110_000

    with pytest.raises(PageError, match="more than 100000 elements"):
        article_of(f"<html><body>{bomb}{BODY}</body></html>", today=TODAY)


def test_what_a_library_makes_of_a_broken_page_is_the_pages_fault(monkeypatch):
    monkeypatch.setattr("trafilatura.bare_extraction", lambda *_, **__: 1 / 0)

    with pytest.raises(PageError, match=r"can't be taken apart \(ZeroDivisionError\)"):
        article_of(make_page(), today=TODAY)
