"""Which events articles call for."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction import Document, Span
from claims.linking.discovery import discover
from tests.linking.discovery.articles import DAM, DAM_TOO, TALKS, TALKS_TOO, an_article

ALL = [DAM, DAM_TOO, TALKS, TALKS_TOO]


def titles(articles):
    return [event.title for event in discover(articles)]


def referring(event, *articles):
    """The contents that refer to an event, in the articles' own words."""
    linked = {link.report for link in event.links}
    return [
        report.content[0].of(article.document.text)
        for article in articles
        for report in article.reports
        if report.key in linked
    ]


def test_what_two_outlets_statements_refer_to_is_proposed_in_their_words():
    (event,) = discover([DAM, DAM_TOO])

    assert event.title == "Varn dam collapse"
    assert event.kind == "ACCIDENT"
    assert "the Varn dam collapse was a crime" in referring(event, DAM, DAM_TOO)


def test_two_events_of_the_same_people_stay_apart():
    dam, talks = discover(ALL)

    assert "dam" in dam.title
    assert "alks" in talks.title
    assert not {link.report for link in dam.links} & {link.report for link in talks.links}


def test_one_outlet_alone_proposes_nothing():
    again = replace(DAM_TOO, outlet=DAM.outlet)

    assert discover([DAM, again]) == []


def test_two_reports_of_one_utterance_are_one_voice():
    words = "|The collapse of the Varn dam was nobody's fault|, Mira Solt said in Osk."
    one = an_article(words, outlet="Osk Courier", utterances=[7])
    other = an_article(words, outlet="Harbour Post", utterances=[7])

    assert discover([one, other]) == []


def test_statements_that_the_catalogue_explains_call_for_nothing():
    explained = [
        replace(article, reports=tuple(replace(r, explained=True) for r in article.reports))
        for article in (DAM, DAM_TOO)
    ]

    assert discover(explained) == []


def test_an_event_that_the_catalogue_has_by_name_is_not_proposed_again():
    named = [
        replace(article, named=(Span(0, len(article.document.text)),)) for article in (DAM, DAM_TOO)
    ]

    assert discover(named) == []


def test_the_first_and_the_second_round_are_two_events():
    first = "|The first round of talks in Brod was a theatre|, {} said in Osk."
    second = "|The second round of talks in Brod was a success|, {} said in Osk."
    articles = [
        an_article(words.format(who), outlet=outlet, day=date(2031, 3, day))
        for words, day in ((first, 4), (second, 24))
        for who, outlet in (("Mira Solt", "Osk Courier"), ("Otto Krall", "Harbour Post"))
    ]

    assert len(discover(articles)) == 2


def test_stories_of_other_people_in_other_places_do_not_mix():
    elsewhere = [
        an_article(
            "|The talks will fail|, Ada Varga said in Lissen.", outlet="Lissen Mail", title="Talks"
        ),
        an_article(
            "|The talks are on|, Jan Pohl said in Tarn.", outlet="Tarn Times", title="Talks"
        ),
    ]

    assert discover(elsewhere) == []


def test_the_day_beside_the_name_is_the_event_s():
    articles = [
        an_article(
            "|Sunday's collapse of the Varn dam was a crime|, Mira Solt said.", outlet="Osk Courier"
        ),
        an_article(
            "|The collapse of the Varn dam on Sunday was an accident|, Otto Krall said of Varn.",
            outlet="Harbour Post",
        ),
    ]

    assert [event.date for event in discover(articles)] == ["2031-03-02"]


def test_without_a_day_the_first_article_bounds_it():
    assert discover([DAM, DAM_TOO])[0].date == "../2031-03-04"


def test_evidence_points_at_the_words_that_name_the_event():
    (event,) = discover([DAM, DAM_TOO])

    texts = {r.key: a.document.text for a in (DAM, DAM_TOO) for r in a.reports}
    words = [entry.span.of(texts[link.report]) for link in event.links for entry in link.evidence]
    assert all("ollapse" in found for found in words)


@given(st.permutations(ALL))
def test_any_order_of_the_articles_gives_the_same_events(articles):
    assert discover(articles) == discover(ALL)


@given(st.lists(st.text(max_size=120), max_size=3))
def test_any_text_is_read_without_a_fault_and_links_lie_within_it(texts):
    articles = [
        replace(
            DAM, url=f"https://x.example/{n}", document=Document(f"{text}\nThe Varn dam collapse")
        )
        for n, text in enumerate(texts)
    ]
    articles = [replace(article, reports=()) for article in articles]

    assert discover([*articles, DAM, DAM_TOO])


@pytest.mark.parametrize("articles", [[], [DAM]])
def test_of_little_nothing_is_made(articles):
    assert discover(articles) == []


def two(words, other, **fields):
    """Two articles of two outlets, each with one content between bars."""
    return [
        an_article(words, outlet="Osk Courier", **fields),
        an_article(other, outlet="Harbour Post", **fields),
    ]


def test_a_bare_name_is_told_with_the_name_that_its_articles_share():
    articles = two(
        "|The strike will end|, Mira Solt said of Pellmouth.",
        "Otto Krall, who lives in Pellmouth, said |the strike was a folly|.",
    )

    assert titles(articles) == ["Strike, Pellmouth"]


def test_what_only_verbs_name_is_told_by_a_headline():
    articles = two(
        "Krall said |Osk would cut gas to Varn on Sunday|.",
        "|They cut gas to Varn|, Mira Solt said of Osk.",
        title="Osk cuts gas to Varn",
    )

    (event,) = discover(articles)
    assert (event.title, event.date) == ("Osk cuts gas to Varn", "2031-03-09")


def test_what_lies_ahead_is_bounded_by_what_was_told_first():
    articles = two(
        "|The Brod talks will be a theatre|, Mira Solt said in Osk.",
        "Krall, who was in Osk, said |the Brod talks would fail|.",
    )

    assert [event.date for event in discover(articles)] == ["2031-03-04/.."]
