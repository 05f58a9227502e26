"""Which events of a catalogue a statement refers to."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.linking.candidates import MOST_CANDIDATES
from claims.linking.catalogue import CatalogueEvent
from claims.linking.lookup import AFTER, BEFORE, UNDATED, MemoryLookup
from claims.linking.profiles import profile_of
from claims.linking.statements import StatementWords, judge, words_shared

DAY = date(2031, 5, 6)
FLOOD = CatalogueEvent(
    "flood",
    "The river Ild floods the lower town of Brod after a night of rain",
    earliest=date(2031, 5, 4),
    latest=date(2031, 5, 4),
)
BRIDGE = CatalogueEvent(
    "bridge",
    "Opening of the new bridge over the Ild",
    aliases=("bridge feast",),
    earliest=date(2031, 5, 5),
    latest=date(2031, 5, 5),
    place="Brod",
    participants=("Ada Varga",),
)
OLD_BRIDGE = CatalogueEvent(
    "old-bridge",
    "Opening of the old bridge over the Ild",
    earliest=date(2019, 3, 1),
    latest=date(2019, 3, 1),
)
STRIKE = CatalogueEvent("strike", "Dockers lay down their work in Varn", earliest=DAY, latest=DAY)
EVENTS = (FLOOD, BRIDGE, OLD_BRIDGE, STRIKE)
WORDS = (
    "Ild",
    "flood",
    "bridge",
    "Brod",
    "the",
    "2019",
    "“",
    "\n",
    ". ",
    "İ",
    "ẞ",
    "\ud800",
    "=",
)
TEXTS = st.text(max_size=80) | st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join)


def judged(text, events=EVENTS, **fields):
    return judge(StatementWords(text, **{"day": DAY, **fields}), MemoryLookup(events))


def test_the_event_whose_words_a_statement_shares_comes_first():
    best, *others = judged("The Ild has flooded the whole lower town.")

    assert best.event == FLOOD
    assert best.confidence > 0.5
    assert all(found.confidence < 0.5 for found in others)


def test_a_statement_that_shares_no_word_has_no_candidates():
    assert judged("Nobody likes soup.") == []


def test_of_two_like_events_the_nearer_in_time_is_meant():
    keys = [found.event.key for found in judged("The bridge over the Ild was opened.")]

    assert keys.index("bridge") < keys.index("old-bridge")


def test_a_named_year_leads_to_an_event_out_of_reach():
    crowd = [
        CatalogueEvent(f"crowd-{n}", f"Opening of bridge {n}", earliest=DAY, latest=DAY)
        for n in range(3 * BEFORE)
    ]
    events = [*crowd, CatalogueEvent("first", "Opening of a bridge", earliest=date(2019, 7, 2))]

    def found(text):
        return [judgement.event.key for judgement in judged(text, events)]

    assert "first" in found("the bridge opening of 2019")
    assert "first" not in found("the bridge opening")


def test_an_alias_leads_to_its_event_however_many_share_its_words():
    crowd = [
        CatalogueEvent(f"crowd-{n}", f"Bridge {n} has a feast", earliest=DAY, latest=DAY)
        for n in range(3 * BEFORE)
    ]
    old = CatalogueEvent(
        "old", "A day in May", aliases=("feast bridge",), earliest=date(1990, 5, 1)
    )

    best = judged("Remember the feast bridge!", [*crowd, old])

    assert old in [found.event for found in best if found.features["name"]]


@pytest.mark.parametrize(
    ("feature", "fields"),
    [
        ("participants", {"speaker": "Ada Varga"}),
        ("place", {"context": "Rain fell on Brod."}),
        ("context", {"context": "The Ild rose."}),
    ],
)
def test_who_speaks_and_what_stands_around_it_count(feature, fields):
    def value(**given):
        found = {f.event.key: f for f in judged("The bridge is open.", **given)}
        return found["bridge"].features[feature], found["bridge"].confidence

    assert value(**fields) > value()


def test_an_undated_statement_is_judged_without_days():
    (best, *_) = judged("The Ild has flooded the lower town.", day=None)

    assert best.event == FLOOD
    assert best.features["undated"] == 1.0
    assert "days since" not in best.features


def test_the_words_that_are_shared_are_shown():
    text = "So the lower town of Brod, they say, will be dry."

    spans = [span.of(text) for span in words_shared(text, FLOOD)]

    assert spans == ["lower town", "Brod"]


def test_no_key_leads_to_more_than_its_share_of_the_events():
    days = [date(2031, 1, 1 + n % 28) for n in range(200)]
    crowd = [CatalogueEvent(f"e{n}", "Bridge", latest=day) for n, day in enumerate(days)]
    undated = [CatalogueEvent(f"u{n}", "Bridge") for n in range(50)]

    found = MemoryLookup([*crowd, *undated]).nearest(["bridg"], date(2031, 1, 14))

    assert len(found["bridg"]) == BEFORE + AFTER + UNDATED


def test_no_more_events_are_judged_than_candidates_are_allowed():
    words = ["bridge", "flood", "feast", "rain", "boat"]
    days = [date(2031, 5, 1 + n) for n in range(20)]
    crowd = [CatalogueEvent(f"{word}{day}", word, latest=day) for word in words for day in days]

    assert len(judged(" ".join(words), crowd)) == MOST_CANDIDATES


@given(TEXTS, TEXTS, st.permutations(EVENTS))
def test_no_text_fails_and_the_order_of_the_events_changes_nothing(text, context, events):
    first = judged(text, EVENTS, context=context)

    assert first == judged(text, events, context=context)
    assert all(0 <= found.confidence <= 1 for found in first)


@given(st.lists(TEXTS, min_size=1, max_size=4), st.text(max_size=30))
def test_events_of_any_words_can_be_asked_for(titles, text):
    events = [
        CatalogueEvent(str(n), title, aliases=(title,), place=title, participants=(title, text))
        for n, title in enumerate(titles)
    ]

    assert all(0 <= found.confidence <= 1 for found in judged(text, events))


def test_a_text_without_any_words_has_an_empty_profile():
    profile = profile_of(" \n“…”\n")

    assert (profile.terms, profile.sentences, profile.grams) == (frozenset(), (), frozenset())
