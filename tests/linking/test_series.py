"""Which of several like events is meant: by number, by order, by a day told beside the name."""

from datetime import date

import pytest

from claims.extraction import Document, ExtractedReport, Said, Span
from claims.linking.catalogue import CatalogueEvent
from claims.linking.events import Thresholds, link
from claims.linking.lookup import MemoryLookup
from claims.linking.statements import StatementWords, judge


def an_event(key, title, day, **fields):
    return CatalogueEvent(key, title, earliest=day, latest=day, **fields)


EVENTS = (
    an_event("t1", "First round of trade talks between Osk and Varn", date(2030, 1, 10)),
    an_event("t2", "Second round of trade talks between Osk and Varn", date(2030, 2, 11)),
    an_event("t3", "Third round of trade talks between Osk and Varn", date(2030, 3, 12)),
    an_event("s1", "Harvest summit in Kelm", date(2029, 10, 5)),
    an_event("s2", "Harvest summit in Kelm", date(2030, 3, 5)),
    an_event("s3", "Harvest summit in Kelm", date(2030, 9, 5)),
    an_event("e1", "First round of the presidential election in Varn", date(2030, 4, 7)),
    an_event("e2", "Runoff of the presidential election in Varn", date(2030, 4, 21)),
    an_event("b1", "Bombing of the Tarn market", date(2030, 2, 1)),
    an_event("b2", "Second bombing of the Tarn market", date(2030, 2, 19)),
)


def judged(text, day):
    return [found.event.key for found in judge(StatementWords(text, day=day), MemoryLookup(EVENTS))]


@pytest.mark.parametrize(
    ("words", "day", "meant"),
    [
        ("The 2nd round of trade talks with Varn was a waste", date(2030, 3, 13), "t2"),
        ("Osk hopes for the third and final round of the trade talks", date(2030, 3, 1), "t3"),
        ("In the opening round of trade talks Varn gave nothing", date(2030, 2, 12), "t1"),
        ("Round two of the trade talks with Varn brought nothing", date(2030, 3, 13), "t2"),
        ("She won the first round of the presidential election", date(2030, 4, 23), "e1"),
        ("The second bombing of the market was the worse one", date(2030, 2, 20), "b2"),
    ],
)
def test_a_number_bars_what_has_another(words, day, meant):
    best, *others = judged(words, day)

    assert best == meant
    assert not {key for key in others if key[0] == meant[0]} - {"e2"}


@pytest.mark.parametrize(
    ("words", "day", "meant"),
    [
        ("The next trade talks between Osk and Varn will be harder", date(2030, 2, 14), "t3"),
        ("At the last round of trade talks Varn gave nothing", date(2030, 3, 1), "t2"),
        ("The latest round of trade talks ended early", date(2030, 2, 11), "t2"),
        ("The previous round of trade talks was better", date(2030, 2, 11), "t1"),
        ("The upcoming harvest summit in Kelm must deliver", date(2030, 8, 30), "s3"),
        ("The previous harvest summit in Kelm delivered nothing", date(2030, 8, 30), "s2"),
        ("The final round of the trade talks between Osk and Varn", date(2030, 1, 1), "t3"),
    ],
)
def test_an_order_is_told_from_the_day_on_which_it_was_said(words, day, meant):
    assert [key for key in judged(words, day) if key[0] == meant[0]] == [meant]


def test_after_the_last_round_that_is_known_no_round_is_the_next_one():
    assert not {"t1", "t2", "t3"} & set(
        judged("The next round of trade talks between Osk and Varn", date(2030, 3, 14))
    )


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("The trade talks with Varn on 11 February were friendly", {"t2"}),
        ("The harvest summit in Kelm in October 2029 delivered nothing", {"s1"}),
    ],
)
def test_a_day_told_beside_the_name_bars_what_was_on_another(words, meant):
    found = judged(words, date(2030, 3, 13))

    assert {key for key in found if key[0] in {key[0] for key in meant}} == meant


@pytest.mark.parametrize(
    "words",
    [
        "The first trade talks between Osk and Varn in ten years ended",
        "The First Minister of Osk left the trade talks with Varn early",
        "The first two rounds of trade talks with Varn brought nothing",
        "On the second day of the trade talks with Varn nobody spoke",
        "Trade talks with Varn broke down for the second time",
        "The previous rounds of trade talks with Varn brought nothing",
    ],
)
def test_what_counts_something_else_bars_nothing(words):
    assert {"t1", "t2", "t3"} <= set(judged(words, date(2030, 3, 13)))


def test_what_a_title_tells_in_passing_is_not_the_event():
    title = "Osk closes its post that was opened after the explosion at the mill"
    closing = an_event("closing", title, date(2030, 2, 1))
    words = StatementWords("Osk closes the post after the explosion at the mill in 2025")

    (found,) = judge(words, MemoryLookup([closing]))

    assert found.event == closing


def links_of(text, content, *, said):
    start = text.index(content)
    report = ExtractedReport(
        content=(Span(start, start + len(content)),),
        source=(),
        cue=(),
        kind="direct",
        label="",
        speaker=None,
        body=None,
        said=Said(str(said), said, said),
    )
    document = Document(text, "Trade talks of Osk and Varn end", date(2030, 3, 14))
    (links,) = link(document, [report], MemoryLookup(EVENTS), Thresholds(0.3, 0.2))
    return [found.event for found in links]


@pytest.mark.parametrize(
    ("content", "meant"),
    [
        ("The first round gave us hope", "t1"),
        ("The second round of the talks gave us hope", "t2"),
        ("The previous round of talks gave us hope", "t2"),
        ("The latest round of talks gave us hope", "t3"),
        ("The talks on 11 February gave us hope", "t2"),
    ],
)
def test_an_article_s_own_event_is_not_meant_by_words_for_another_of_its_series(content, meant):
    text = (
        "The third round of trade talks between Osk and Varn ended on Tuesday.\n"
        f"“{content},” she said."
    )

    assert links_of(text, content, said=date(2030, 3, 12)) == [meant]
