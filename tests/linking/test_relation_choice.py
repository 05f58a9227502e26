"""Which of several words a cue means, and when an editor has to say so."""

from datetime import date

import pytest

from claims.extraction import Document, Registry, join_pieces, read
from claims.linking.relations import relate

FIRST = "Harbour minister Nils Abro said that the quay was safe. "


def found_in(text):
    """The relations of a text, each with the words that answer and those that it is about."""
    document = Document(text, published=date(2031, 5, 11))
    reading = read(document, Registry.of([]))
    contents = [join_pieces(text, report.content) for report in reading.reports]
    return [
        (found, contents[found.report], "" if found.target is None else contents[found.target])
        for found in relate(document, reading)
    ]


def shown_in(text):
    """What each relation that readers see is about."""
    return [meant for found, _, meant in found_in(text) if found.is_shown]


@pytest.mark.parametrize(
    ("said", "answer", "meant"),
    [
        (
            "The fire started because of the lamps. He said that the roof was dry",
            "denied Abro's accusation, saying that she knew nothing",
            "The fire started because of the lamps",
        ),
        (
            "the lock would stay shut unless Quell paid. He said that he was tired",
            "brushed aside Abro's threat, saying that she slept well",
            "the lock would stay shut unless Quell paid",
        ),
        (
            "he had never met the smugglers. He said that tolls were high",
            "rejected Abro's denial, saying that she had a picture",
            "he had never met the smugglers",
        ),
        (
            "the boats were old. He said that the crews were tired",
            "disputed Abro's statement, saying that the crews had slept",
            "the crews were tired",
        ),
    ],
)
def test_words_fit_what_the_cue_calls_them_or_what_the_answer_is_about(said, answer, meant):
    text = f"Nils Abro said that {said}.\n\nMayor Olga Stent {answer}."

    assert shown_in(text) == [meant]


def test_a_cue_outdoes_other_words_that_could_be_called_so():
    text = (
        "Nils Abro accused the bakers of greed. He said that the pilots had lied about fog.\n\n"
        "Mayor Olga Stent dismissed Abro's accusation, saying that he was a fool."
    )

    assert shown_in(text) == ["the bakers of greed"]


def test_among_several_that_fit_one_waits_for_an_editor():
    text = (
        "Nils Abro said that the boats were old. He said that the crews were tired.\n\n"
        "Mayor Olga Stent rejected Abro's claim, saying that she slept well."
    )

    assert len(found_in(text)) == 1
    assert shown_in(text) == []


def test_no_words_that_do_not_fit_are_taken_for_a_threat():
    text = (
        "Nils Abro said that it rained.\n\n"
        "Mayor Olga Stent dismissed Abro's threat, saying that she slept well."
    )

    assert found_in(text) == []


@pytest.mark.parametrize(
    "speaker",
    [
        "Abro's spokeswoman Ida Kell clarified that the minister",
        "A spokeswoman for Abro, Ida Kell, clarified that he",
        "Ida Kell, an aide, clarified that the harbour minister",
    ],
)
def test_who_speaks_for_somebody_clarifies_the_words_of_that_one(speaker):
    text = (
        f"{FIRST}Mayor Olga Stent said that ships were late.\n\n"
        f"{speaker} had meant the old quay.\n\nStent said that it rained."
    )

    assert shown_in(text) == ["the quay was safe"]


def test_a_spokesman_named_by_a_pronoun_speaks_for_the_last_who_spoke():
    text = (
        f"{FIRST}Mayor Greta Stent said that ships were late.\n\n"
        "Her spokesman, Ivo Kell, later clarified that she had meant the ferries."
    )

    assert shown_in(text) == ["ships were late"]


@pytest.mark.parametrize(
    ("denied", "meant"),
    [("having said that boats were sold", []), ("calling the quay sound", ["sound"])],
)
def test_what_somebody_denies_having_said_resembles_what_was_said(denied, meant):
    text = (
        "Mayor Olga Stent said that Nils Abro had called the quay sound. Abro said that it "
        f"rained.\n\nAbro denied ever {denied}."
    )

    assert [words.split()[-1] for words in shown_in(text)] == meant


def test_remarks_after_the_sentence_that_tells_of_them_are_meant():
    text = (
        "Mayor Olga Stent proposed a truce of the fishing boats on Monday.\n\n"
        "Nils Abro's remarks on the boats came a day after Stent proposed the truce. "
        '"We have no quarrel with any fisherman," Abro said.'
    )

    assert [(found.kind, words) for found, words, _ in found_in(text)] == [
        ("responds_to", '"We have no quarrel with any fisherman,"')
    ]


def test_an_office_s_spokeswoman_clarifies_the_words_of_whom_she_names():
    text = (
        "Nils Abro said that the quay was safe. The Harbour Board said that it was proud.\n\n"
        "Harbour Board spokeswoman Ida Kell later clarified that Abro had meant the old quay."
    )

    assert shown_in(text) == ["the quay was safe"]
