"""What nobody could foresee is not what words meant that were said before it happened."""

from datetime import date

import pytest

from claims.extraction import Document, ExtractedReport, Said, Span
from claims.linking.catalogue import CatalogueEvent
from claims.linking.events import Thresholds, link
from claims.linking.lookup import MemoryLookup
from claims.linking.namings import Naming
from claims.linking.series import barred
from claims.linking.statements import StatementWords, judge

DAY = date(2030, 5, 2)
BEFORE = date(2030, 3, 9)
SINKING = "Sinking of the ferry Alma Kest off Brod"


def an_event(title, **fields):
    return CatalogueEvent("e", title, **{"earliest": DAY, "latest": DAY} | fields)


def is_barred(event, day):
    return bool(barred([], [event], day))


@pytest.mark.parametrize(
    "title",
    [
        SINKING,
        "Explosion at the Varn grain terminal",
        "The Tarn market bombing",
        "Drone attack on the Osk refinery",
        "Shelling of the school at Lorn",
        "Assassination of the mayor of Kelm",
        "Breach of the Ilm dam in 2030",
        "2030 Kelm earthquake",
        "Brod train crash, May 2030",
        "Collapse of the Kest footbridge",
        "Fatal accident at the Osk shaft",
        "Leak at the Varn chemical works",
        "Osk mine blast kills 12",
        "Assassination attempt on Ana Brun",
    ],
)
def test_what_came_unforeseen_is_not_meant_by_what_was_said_before(title):
    assert is_barred(an_event(title), BEFORE)


@pytest.mark.parametrize(
    "title",
    [
        "Storm over the Brod coast",
        "Flood of the Ilm valley",
        "Miners' strike in Osk",
        "Spring offensive of Varn",
        "Harvest summit in Kelm",
        "Tarn bombing inquiry",
        "Trial over the Tarn bombing",
        "Anniversary of the Tarn bombing",
        "Attack drill at the Osk refinery",
        "Crash barrier law of Varn",
        "Planned explosion of the Kelm cooling tower",
        "Controlled detonation of a wartime bomb in Lorn",
        "Rolling blackouts in Varn",
    ],
)
def test_what_is_announced_ahead_may_be_meant_before_it_happens(title):
    assert not is_barred(an_event(title), BEFORE)


@pytest.mark.parametrize("day", [DAY, date(2030, 5, 20), None])
def test_it_is_meant_from_its_first_day_on_and_where_no_day_is_known(day):
    assert not is_barred(an_event(SINKING), day)


def test_where_only_its_last_day_is_known_nothing_was_said_too_early():
    assert not is_barred(an_event(SINKING, earliest=None), BEFORE)


def test_the_title_tells_what_it_was_and_other_names_where_the_title_does_not():
    assert is_barred(an_event("The last voyage of the Alma Kest", aliases=(SINKING,)), BEFORE)
    assert not is_barred(an_event("Launch of the Alma Kest", aliases=(SINKING,)), BEFORE)


def test_words_that_tell_others_apart_leave_it_barred():
    assert barred([Naming(None, "round", 2)], [an_event(SINKING)], BEFORE) == {"e"}


def test_a_statement_by_itself_means_it_only_once_it_has_happened():
    event = an_event("Drone attack on the Osk refinery")

    def judged(day):
        words = StatementWords("A drone attack on the Osk refinery is coming", day=day)
        return [found.event for found in judge(words, MemoryLookup([event]))]

    assert (judged(BEFORE), judged(DAY)) == ([], [event])


def links_of(said, published):
    content = "The ferry Alma Kest is a danger to all on board"
    text = f"The sinking of the Alma Kest off Brod cost nine lives.\n“{content},” Ana Brun said."
    start = text.index(content)
    spans = (Span(start, start + len(content)),)
    report = ExtractedReport(spans, (), (), "direct", "", None, None, said)
    document = Document(text, "Alma Kest sinks off Brod", published)
    (links,) = link(document, [report], MemoryLookup([an_event(SINKING)]), Thresholds(0.3, 0.2))
    return [found.event for found in links]


@pytest.mark.parametrize(
    ("said", "published", "meant"),
    [
        (Said(str(BEFORE), BEFORE, BEFORE), date(2030, 5, 4), []),
        (Said(str(DAY), DAY, DAY), date(2030, 5, 4), ["e"]),
        (Said("", None, None), date(2030, 5, 4), ["e"]),
        (Said("", None, None), date(2030, 4, 30), []),
        (Said("", None, date(2030, 5, 1)), date(2030, 5, 4), []),
    ],
)
def test_in_an_article_the_latest_day_on_which_it_can_have_been_said_counts(said, published, meant):
    assert links_of(said, published) == meant
