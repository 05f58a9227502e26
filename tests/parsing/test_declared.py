"""What a page says of its article: the most deliberate word first, each with its place."""

import json

import pytest
import trafilatura
from hypothesis import given
from hypothesis import strategies as st

from sources.parsing.declared import declared_in

URL = "https://lantern.example/world/bridge-stands"


def told(head="", *, linked=None, body="<h1>Bridge stands</h1><p>It does.</p>", url=URL):
    script = f'<script type="application/ld+json">{linked}</script>' if linked else ""
    page = f"<html><head>{head}{script}</head><body>{body}</body></html>"
    return declared_in(trafilatura.load_html(page), url)


def linked(*things) -> str:
    return json.dumps({"@context": "https://schema.org", "@graph": things})


def article(**fields):
    return {"@type": "NewsArticle", **fields}


def test_the_article_at_the_pages_address_is_the_pages():
    other = article(headline="Ferry back", url="https://lantern.example/world/ferry-back")
    own = article(headline="Bridge stands", mainEntityOfPage={"@id": f"{URL}/amp?utm_source=x"})

    assert told(linked=linked(other, own)).title == "Bridge stands"


def test_news_goes_before_other_articles_and_the_outer_before_the_inner():
    post = {"@type": "BlogPosting", "headline": "A post", "hasPart": article(headline="Inner")}
    news = {"@type": ["Thing", "ReportageNewsArticle"], "headline": "Outer"}

    assert told(linked=linked(post, news)).title == "Outer"


def test_people_and_publishers_are_followed_to_where_they_are_described():
    page = told(
        linked=linked(
            article(author=[{"@id": "#ada"}, {"name": "Ilo Brandt"}], publisher={"@id": "#us"}),
            {"@id": "#ada", "@type": "Person", "name": "Ada Varga"},
            {"@id": "#us", "@type": "Organization", "name": "The Lantern"},
        )
    )

    assert (page.byline, page.outlet) == ("Ada Varga, Ilo Brandt", "The Lantern")


@pytest.mark.parametrize(
    ("head", "byline"),
    [
        ('<meta name="author" content="By  Ada Varga">', "Ada Varga"),
        ('<meta property="article:author" content="https://social.example/ada">', ""),
        (
            '<meta name="author" content="https://a.example"><meta name="byl" content="By Ilo">',
            "Ilo",
        ),
    ],
)
def test_the_byline_is_a_name_and_no_address(head, byline):
    assert told(head).byline == byline


def test_every_date_says_where_it_stood():
    head = (
        '<meta name="date" content="d"><meta property="article:published_time" content="b">'
        '<meta property="article:modified_time" content="m">'
    )
    body = '<header><h1>Bridge</h1><time datetime="t">then</time></header>'

    page = told(head, linked=linked(article(datePublished="a", dateModified="n")), body=body)

    assert [(dated.text, dated.place) for dated in page.published] == [
        ("a", "json-ld"),
        ("b", "opengraph"),
        ("d", "meta tag"),
        ("t", "time element"),
    ]
    assert page.modified == ("n", "m")


def test_a_time_far_from_the_headline_is_another_storys():
    body = '<main><h1>Bridge</h1></main><aside><time datetime="t">then</time></aside>'

    assert told(body=body).published == ()


@pytest.mark.parametrize("no", ["false", '"False"', '"no"'])
def test_a_page_may_say_that_not_everybody_may_read_it(no):
    script = '{"@type": "NewsArticle", "isAccessibleForFree": %s}'

    assert told(linked=script % no).is_free is False
    assert told(linked=script % "true").is_free
    assert told('<meta property="article:content_tier" content="locked">').is_free is False


def test_the_addresses_that_a_page_claims_come_whole_and_in_order():
    head = (
        '<link rel="canonical" href="/world/bridge"><meta property="og:url" content="//x.example">'
    )

    page = told(head, linked=linked(article(url=URL)))

    assert page.canonical == ("https://lantern.example/world/bridge", "https://x.example", URL)


@pytest.mark.parametrize(
    "wrapped", ["<!-- {} -->", "//<![CDATA[\n{}\n//]]>", "{};", "/*<![CDATA[*/{}/*]]>*/"]
)
def test_structured_data_is_read_out_of_its_wrapping(wrapped):
    assert told(linked=wrapped.format('{"@type": "NewsArticle", "headline": "x"}')).title == "x"


def test_the_section_is_kept():
    assert told(linked=linked(article(articleSection=["World", "Rivers"]))).section == "World"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["@type", "@id", "name", "author", "url", "headline", "publisher"]),
            inner,
        )
    ),
)


@given(JSON)
def test_any_structured_data_is_read_or_passed_over(thing):
    script = json.dumps({"@graph": [thing, {"@type": "NewsArticle", "author": thing}]})

    declared = told(linked=script.replace("<", ""))

    assert isinstance(declared.byline, str)
