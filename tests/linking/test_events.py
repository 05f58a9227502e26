"""Which events a report refers to."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction import Document, ExtractedReport, Said, Span
from claims.linking.catalogue import CatalogueEvent
from claims.linking.events import Thresholds, link
from claims.linking.lookup import MemoryLookup
from claims.linking.sentences import LONGEST_SENTENCE, sentences_of
from claims.linking.terms import stem_of

EVERYTHING = Thresholds(linked=0.4, doubtful=0.0)
FERRY = CatalogueEvent(
    "ferry-pact",
    "Ferry pact of Osk and Varn",
    aliases=("ferry pact", "return of the ferry", "annexation of Osk harbour"),
    earliest=date(2025, 4, 19),
    latest=date(2025, 4, 20),
    place="Osk",
    participants=("Marta Osk", "Varn"),
)
FIRE = CatalogueEvent("mill-fire", "Fire in the Lower Mill", earliest=date(2025, 4, 2))
MARCH, APRIL = date(2025, 3, 1), date(2025, 4, 18)
FIRST = CatalogueEvent("talks-1", "Round of talks in Brod", earliest=MARCH, latest=MARCH)
SECOND = CatalogueEvent("talks-2", "Round of talks in Brod", earliest=APRIL, latest=APRIL)


def links_of(text, content, events, **fields):
    said = fields.get("said", date(2025, 4, 21))
    start = text.index(content)
    report = ExtractedReport(
        content=(Span(start, start + len(content)),),
        source=(),
        cue=(),
        kind="indirect",
        label="",
        speaker=None,
        body=None,
        said=Said(str(said or ""), said, said),
    )
    document = Document(text, title=fields.get("title", ""), published=said)
    (links,) = link(document, [report], MemoryLookup(events), fields.get("limits", EVERYTHING))
    return links


def confidences(*args, **kwargs):
    return {found.event: found.confidence for found in links_of(*args, **kwargs)}


def test_the_event_that_the_content_names_comes_first():
    text = "The ferry pact was signed. She said that the fire in the Lower Mill was arson."

    best, *_ = links_of(text, "the fire in the Lower Mill was arson", [FERRY, FIRE])

    assert best.event == "mill-fire"
    assert not best.doubtful


def test_a_link_shows_the_words_it_rests_on_and_the_values_of_its_features():
    text = "Marta Osk of Osk told Varn that the ferry pact was dead."

    best, *_ = links_of(text, "the ferry pact was dead", [FERRY, FIRE])

    assert (best.evidence[0].span.of(text), best.evidence[0].rule) == ("ferry pact", "content")
    assert best.features["telling"] > 0


def test_words_before_the_statement_name_an_event_with_less_confidence_than_its_own():
    text = "The ferry pact was signed at noon. She called it a beginning."

    pointed = confidences(text, "it a beginning", [FERRY, FIRE])["ferry-pact"]
    named = confidences(text, "The ferry pact was signed", [FERRY, FIRE])["ferry-pact"]

    assert pointed < named
    assert links_of(text, "it a beginning", [FERRY])[0].evidence[0].rule == "earlier"


def test_an_event_fades_with_what_is_said_in_between():
    def confidence(sentences):
        text = "The ferry pact was signed.\n" + "Rain fell.\n" * sentences + "She called it bold."
        return confidences(text, "it bold", [FERRY, FIRE])["ferry-pact"]

    assert confidence(9) < confidence(0)


def test_an_article_about_an_event_lends_it_to_what_is_said_in_it():
    text = "The mayor spoke. She was glad. The ferry pact was signed."

    about = confidences(text, "was glad", [FERRY, FIRE], title="Ferry pact is signed")

    assert about["ferry-pact"] > confidences(text, "was glad", [FERRY, FIRE])["ferry-pact"]


def test_of_two_events_of_the_same_words_the_nearer_in_time_is_meant():
    text = "They promised a new round of talks in Brod."

    best, *_ = links_of(text, "a new round of talks in Brod", [FIRST, SECOND, FERRY])

    assert best.event == "talks-2"


def test_a_link_is_made_doubted_or_left_out_by_its_confidence():
    text = "They praised the ferry pact."
    (found,) = links_of(text, "the ferry pact", [FERRY])

    def state(linked, doubtful):
        limits = Thresholds(found.confidence + linked, found.confidence + doubtful)
        return [one.doubtful for one in links_of(text, "the ferry pact", [FERRY], limits=limits)]

    assert (state(-0.01, -0.02), state(0.01, -0.01), state(0.02, 0.01)) == ([False], [True], [])


def test_an_undated_article_is_neither_before_nor_after_an_event():
    (found,) = links_of("They praised the ferry pact.", "the ferry pact", [FERRY], said=None)

    assert not {"fresh", "over", "under way", "said before"} & found.features.keys()


def test_an_event_is_meant_by_what_else_the_article_calls_it():
    blast = CatalogueEvent("blast", "Explosion at the Orel mill", earliest=date(2025, 4, 19))
    text = "A bombing wrecked the Orel mill. Rain fell. She said the attack was cowardly."

    (found,) = links_of(text, "the attack was cowardly", [blast, FERRY])

    assert (found.event, found.features["chain in content"] > 0) == ("blast", True)


def test_of_two_events_of_the_same_words_the_one_is_meant_whose_day_is_told():
    text = "He promised to be back for talks in Brod on March 1."

    best, *_ = links_of(text, "to be back for talks in Brod on March 1", [FIRST, SECOND])

    assert best.event == "talks-1"


def test_what_an_article_calls_its_own_event_is_none_of_people_whom_it_does_not_name():
    elsewhere = CatalogueEvent("elsewhere", "Talks of Osk")
    text = "The mayors of Brod and Orel met. She said that the talks had been friendly."

    assert links_of(text, "the talks had been friendly", [elsewhere]) == ()


def test_a_title_without_the_names_of_the_article_is_meant_where_its_words_are_telling():
    summit = CatalogueEvent("summit", "Budget summit of the mayors in Kelm")
    text = "The mayors of Brod and Orel will hold a budget summit."

    (found,) = links_of(text, "The mayors of Brod and Orel will hold a budget summit", [summit])

    assert found.event == "summit"


def test_an_event_of_people_whom_the_article_does_not_name_is_not_meant():
    text = "The mayors of Brod met. Varn said that the mill fire had been arson."
    events = [
        CatalogueEvent(place, "Mill fire blamed on arson", participants=("Lena Holt",), place=place)
        for place in ("Kelm", "Brod")
    ]

    found = [links_of(text, "the mill fire had been arson", [event]) for event in events]

    assert [len(links) for links in found] == [0, 1]


def test_a_country_is_not_named_by_a_word_that_is_written_like_no_name():
    title = "Pact of the United States and Osk on ferries"
    pact = CatalogueEvent("pact", title, participants=("Lena Holt",))
    text = "The mayors of the two states of the delta signed a pact on united ferries."

    assert links_of(text, "a pact on united ferries", [pact]) == ()


def test_of_a_title_without_names_a_third_of_its_words_has_to_stand_in_the_article():
    title = "Proposed ban on nets, lines, cages and lamps for herring"
    text = "The mayors of Brod and Orel want a ban on nets."

    assert links_of(text, "a ban on nets", [CatalogueEvent("long", title)]) == ()
    assert links_of(text, "a ban on nets", [CatalogueEvent("short", "Proposed ban on nets")])


def test_the_second_round_is_not_meant_beside_the_first():
    second = CatalogueEvent("second", "Second round of talks in Brod", earliest=APRIL, latest=APRIL)
    first = CatalogueEvent("first", "First round of talks in Brod", earliest=MARCH, latest=MARCH)
    text = "He promised to be back for talks in Brod on March 1."

    found = links_of(text, "to be back for talks in Brod on March 1", [first, second])

    assert [one.event for one in found] == ["first"]


def test_what_an_event_did_harm_to_stands_for_it():
    blast = CatalogueEvent("blast", "Explosion at the Orel mill", earliest=date(2025, 4, 19))
    inquiry = CatalogueEvent("inquiry", "Inquiry into the Orel mill", earliest=date(2025, 4, 20))
    text = "They would pay for the repair of the Orel mill."

    found = {one.event: one.features["harmed"] for one in links_of(text, text, [blast, inquiry])}

    assert found["blast"] > found.get("inquiry", 0.0) == 0.0


def test_beside_an_event_that_the_content_names_no_other_is_meant():
    text = "The ferry pact was signed. She called the fire in the Lower Mill arson."

    found = links_of(text, "the fire in the Lower Mill arson", [FERRY, FIRE])

    assert [one.event for one in found] == ["mill-fire"]


def test_the_likeliest_event_is_meant_though_the_content_has_words_of_another_name():
    blast = CatalogueEvent("blast", "Explosion at the Orel mill", earliest=date(2025, 4, 19))
    congress = CatalogueEvent("congress", "Congress of mayors", earliest=date(2024, 4, 2))
    said = "the words of the mayor on the victims of the disaster shameful"
    text = f"An explosion wrecked the Orel mill and killed nine. She called {said}."

    best, *_ = links_of(text, said, [blast, congress], title="Explosion wrecks the Orel mill")

    assert best.event == "blast"


def test_content_that_names_no_event_means_one_at_most():
    text = "The ferry pact was signed. The Lower Mill burned in a fire. She was glad of it."

    assert len(links_of(text, "glad of it", [FERRY, FIRE])) == 1


def test_a_text_without_sentences_or_events_has_no_links():
    assert links_of("\n“”", "\n“”", [FERRY]) == ()
    assert links_of("The ferry pact.", "The ferry pact.", []) == ()


@given(st.text(min_size=1, max_size=200), st.permutations([FERRY, FIRE, FIRST, SECOND]))
def test_no_text_fails_and_the_order_of_the_events_changes_nothing(text, events):
    found = links_of(text, text, events)

    assert found == links_of(text, text, [FERRY, FIRE, FIRST, SECOND])
    assert all(0 <= one.confidence <= 1 for one in found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("annexed", "annexation"),
        ("Strikes", "striking"),
        ("Osk’s", "Osk"),
        ("Élysée", "elysee"),
        ("blast", "explosions"),
        ("negotiators", "talks"),
    ],
)
def test_forms_and_synonyms_of_a_word_are_one(one, other):
    assert stem_of(one) == stem_of(other)


def test_small_words_do_not_count():
    assert stem_of("The") == ""


def test_an_endless_line_is_cut_so_that_its_cost_stays_linear():
    text = "ferry " * 2000 + "pact"

    sentences = list(sentences_of(text))

    assert max(sentence.end - sentence.start for sentence in sentences) == LONGEST_SENTENCE
    assert sentences[-1].end == len(text)
