"""Which events a report refers to."""

from datetime import date

import pytest

from claims.extraction import Document, ExtractedReport, Said, Span
from claims.linking.catalogue import Catalogue, CatalogueEvent
from claims.linking.events import LINKED, link
from claims.linking.references import LONGEST_SENTENCE, find_references, sentences_of
from claims.linking.terms import stem_of

DOUBT = 0.3
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


def links_of(text, content, events, *, said=date(2025, 4, 21)):
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
    (links,) = link(Document(text, published=said), [report], Catalogue(events))
    return links


@pytest.mark.parametrize(
    "content",
    [
        "the ferry pact was dead",
        "the return of the old ferry was welcome",
        "Varn had annexed the Osk harbour",
    ],
)
def test_an_alias_is_found_in_its_order_whatever_its_endings(content):
    (found,) = links_of(f"The mayor said {content}.", content, [FERRY, FIRE])

    assert (found.event, found.evidence[0].rule) == ("ferry-pact", "alias")


def test_an_alias_in_another_order_is_none():
    assert links_of("She said the ferry would return.", "the ferry would return", [FERRY]) == ()


def test_a_link_shows_the_words_it_rests_on_and_its_features():
    text = "Marta Osk of Osk told Varn that the ferry pact was dead."

    (found,) = links_of(text, "the ferry pact was dead", [FERRY, FIRE])

    assert found.evidence[0].span.of(text) == "ferry pact"
    assert found.evidence[0].rule == "alias"
    assert (found.features.content, found.features.participants, found.features.place) == (1, 1, 1)
    assert found.confidence > 0.9
    assert not found.doubtful


def test_a_title_is_found_by_most_of_its_words():
    text = "She denied that the Lower Mill had burnt."

    (found,) = links_of(text, "the Lower Mill had burnt", [FERRY, FIRE])

    assert (found.event, found.evidence[0].rule) == ("mill-fire", "title")


def test_a_word_is_enough_for_an_event_that_the_text_has_named():
    text = "The fire in the Lower Mill is out.\n\nShe called the fire a warning."

    (found,) = links_of(text, "the fire a warning", [FERRY, FIRE])

    assert (found.event, found.evidence[0].rule) == ("mill-fire", "word")


def test_a_pronoun_takes_the_event_named_just_before_with_less_confidence():
    text = "The ferry pact was signed at noon. She called it a beginning."

    (pointed,) = links_of(text, "it a beginning", [FERRY, FIRE])
    (named,) = links_of(text, "The ferry pact was signed", [FERRY, FIRE])

    assert pointed.event == "ferry-pact"
    assert DOUBT <= pointed.confidence < named.confidence


def test_an_event_fades_with_each_paragraph_until_it_is_doubtful_and_gone():
    def confidence(paragraphs):
        text = "The ferry pact was signed.\n" + "Rain fell.\n" * paragraphs + "She called it bold."
        return [found.confidence for found in links_of(text, "it bold", [FERRY, FIRE])]

    near, far = confidence(0), confidence(9)

    assert near
    assert far == []


def test_what_the_content_names_itself_leaves_no_room_for_what_stands_around_it():
    text = "The ferry pact was signed. She said that the fire in the Lower Mill was arson."

    links = links_of(text, "the fire in the Lower Mill was arson", [FERRY, FIRE])

    assert [found.event for found in links] == ["mill-fire"]


def test_of_two_events_that_the_same_words_name_the_nearer_in_time_is_meant():
    text = "They promised a new round of talks in Brod."

    links = links_of(text, "a new round of talks in Brod", [FIRST, SECOND, FERRY])

    assert [found.event for found in links] == ["talks-2"]


def test_an_undated_statement_is_neither_near_nor_far():
    text = "They praised the ferry pact."

    (found,) = links_of(text, "the ferry pact", [FERRY], said=None)

    assert found.features.near == 0.5


def test_a_link_under_the_threshold_is_left_to_an_editor():
    text = "The ferry pact was signed.\nRain fell.\nShe was glad."

    links = links_of(text, "was glad", [FERRY, FIRE])

    assert all(found.doubtful == (found.confidence < LINKED) for found in links)


def test_a_text_without_sentences_or_events_has_no_links():
    assert links_of("\n“”", "\n“”", [FERRY]) == ()
    assert links_of("The ferry pact.", "The ferry pact.", []) == ()


def test_a_sentence_does_not_reach_over_a_paragraphs_end():
    catalogue = Catalogue([FERRY])

    assert find_references("the ferry\npact", catalogue) == []
    assert len(find_references("the ferry pact. The Ferry Pact", catalogue)) == 2


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


def test_a_term_that_too_many_titles_share_leads_to_none_of_them():
    crowd = [CatalogueEvent(f"talks-{n}", f"Talks in Brod {n}") for n in range(300)]

    assert Catalogue(crowd).titled(["talk", "brod"]) == set()


def test_what_the_reporting_clause_names_weighs_less_than_what_the_content_names():
    text = "At the signing of the ferry pact she said that winter was near."

    around = links_of(text, "winter was near", [FERRY])
    (inside,) = links_of(text, "the signing of the ferry pact", [FERRY])

    assert [found.features.sentence for found in around] == [1.0]
    assert around[0].doubtful
    assert not inside.doubtful


def test_an_alias_of_a_single_telling_word_is_found_alone():
    event = CatalogueEvent("reopening", "The reopening", aliases=("reopened",))

    (found,) = links_of("It reopened at noon.", "It reopened at noon", [event])

    assert found.evidence[0].span.start == 3
