"""On which event of the catalogue something was said."""

from datetime import date

import pytest

from claims.extraction import Document, ExtractedReport, Said, Span
from claims.linking.catalogue import CatalogueEvent
from claims.linking.lookup import MemoryLookup
from claims.linking.occasions import occasions
from claims.linking.surroundings import Surroundings

CLASH = CatalogueEvent(
    "clash",
    "Quarrel in the Rotunda",
    ("Rotunda meeting", "told to leave the Rotunda"),
    earliest=date(2031, 2, 28),
    latest=date(2031, 2, 28),
)
PACT = CatalogueEvent("pact", "Ferry pact", ("ferry pact",), earliest=date(2031, 1, 1))
FAIR = CatalogueEvent(
    "fair", "Fair", ("Brod fair",), earliest=date(2031, 6, 1), latest=date(2031, 6, 1)
)
CONTENT = "it was “a gamble”"


def said_on(text, *, published=date(2031, 4, 21), events=(CLASH, PACT, FAIR)):
    start = text.index(CONTENT)
    report = ExtractedReport(
        content=(Span(start, start + len(CONTENT)),),
        source=(),
        cue=(),
        kind="mixed",
        label="Pell",
        speaker=None,
        body=None,
        said=Said(),
    )
    around = Surroundings(Document(text, published=published), MemoryLookup(events))
    return occasions(around, [report])[0]


def event_of(text, **fields):
    occasion = said_on(text, **fields)
    return occasion and occasion.event


@pytest.mark.parametrize(
    "text",
    [
        f"Pell claimed {CONTENT} during the Rotunda meeting.",
        f"During the Rotunda meeting, Pell claimed {CONTENT}.",
        f"Pell claimed {CONTENT} during an exchange in which she was told to leave the Rotunda.",
        f"Pell claimed {CONTENT} in a row over the ferry pact, when told to leave the Rotunda.",
    ],
)
def test_an_occasion_named_in_the_sentence_is_the_event(text):
    assert event_of(text) == "clash"


@pytest.mark.parametrize(
    "text",
    [
        f"Pell claimed {CONTENT} of the Rotunda meeting.",
        f"Pell claimed {CONTENT} in a post. It came after the Rotunda meeting.",
        f"Pell claimed {CONTENT} in the talks on the ferry pact.",
        f"Pell claimed {CONTENT} at the rally before the Brod fair.",
    ],
)
def test_other_events_of_the_sentence_are_no_occasion(text):
    assert event_of(text) is None


def test_an_event_inside_the_content_is_no_occasion():
    event = CatalogueEvent(
        "gamble", "Gamble", ("gamble",), earliest=date(2031, 1, 1), latest=date(2031, 1, 1)
    )

    assert event_of(f"At the summit, Pell claimed {CONTENT}.", events=[event]) is None


def test_two_events_are_no_occasion():
    other = CatalogueEvent(
        "talks", "Talks", ("Osk talks",), earliest=date(2031, 1, 1), latest=date(2031, 1, 1)
    )
    text = f"Pell claimed {CONTENT} during the Rotunda meeting and the Osk talks."

    assert event_of(text, events=[CLASH, other]) is None


def test_without_publication_nothing_is_over():
    assert event_of(f"Pell claimed {CONTENT} during the Rotunda meeting.", published=None) is None


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("two days after the Rotunda meeting", 2),
        ("the day before the Rotunda meeting", -1),
        ("hours after the Rotunda meeting", 0),
        ("on the eve of the Rotunda meeting", -1),
        ("at the Rotunda meeting", 0),
    ],
)
def test_words_are_so_many_days_from_the_event_that_they_count_from(words, days):
    assert said_on(f"Pell claimed {CONTENT} {words}.") == ("clash", days)


def test_some_time_before_an_event_is_no_day():
    assert said_on(f"Pell claimed {CONTENT} months before the Rotunda meeting.") is None
