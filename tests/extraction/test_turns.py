"""Transcripts: who speaks, and what of it is a statement."""

from dataclasses import dataclass

import pytest

from claims.extraction.prose import Prose
from claims.extraction.reading import Span
from claims.extraction.turns import attributions_of, beside, find_turns
from tests.extraction.readings import contents_of, reports_of

HEARING = (
    "REPORTER: Is the dam safe?",
    "MR. PELL: It is safe. It held all winter.",
    "It will hold for years.",
    "REPORTER: Who says?",
    "MS. TOVARSKY: The engineers say so.",
)


@dataclass(frozen=True)
class Found:
    """What a cue and a source were found for."""

    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()


def make_text(*paragraphs):
    return "\n\n".join(paragraphs or HEARING)


def turns_of(text):
    return find_turns(text, Prose(text).paragraphs)


def labels_of(text):
    """Who speaks in each turn; None for whoever spoke before."""
    return [turn.label and turn.label.of(text) for turn in turns_of(text)]


def statements_of(text):
    """The contents of what is stated in turns, with their rules."""
    prose = Prose(text)
    turns = find_turns(text, prose.paragraphs)
    return list(attributions_of(text, turns, prose.sentences))


def test_a_transcript_has_turns_with_their_words():
    text = make_text()

    first, second, *_ = turns_of(text)

    assert first.words.of(text) == "Is the dam safe?"
    assert second.words.of(text) == "It is safe. It held all winter."


def test_a_turn_goes_on_in_the_next_paragraph():
    labels = labels_of(make_text())

    assert labels == ["REPORTER", "MR. PELL", None, "REPORTER", "MS. TOVARSKY"]


@pytest.mark.parametrize(
    ("paragraph", "label"),
    [
        ("PELL: It is.", "PELL"),
        ("O’HARROW-LUNDE: It is.", "O’HARROW-LUNDE"),
        ("MAYOR OF ORSK: It is.", "MAYOR OF ORSK"),
        ("PELL (VESTRIA): It is.", "PELL (VESTRIA)"),
        ("PELL: [on the telephone] It is.", "PELL"),
        ("Q. Is it?", "Q."),
        ("Q: Is it?", "Q"),
        ("A: It is.", "A"),
    ],
)
def test_a_label_comes_in_several_forms(paragraph, label):
    text = make_text(paragraph, *HEARING)

    assert labels_of(text)[0] == label


@pytest.mark.parametrize("paragraph", ["Pell: It is.", "PELL:", "NOTE It is.", "X: it is."])
def test_other_beginnings_are_no_labels(paragraph):
    assert len(labels_of(make_text(paragraph, *HEARING))) == len(HEARING)


def test_two_labels_make_no_transcript():
    assert turns_of(make_text("PELL: It is safe.", "TOVARSKY: It leaks.")) == ()


def test_a_few_labels_in_a_long_article_make_no_transcript():
    assert turns_of(make_text(*HEARING, *["It rained all day."] * 20)) == ()


@pytest.mark.parametrize(
    "aside", ["(Laughter.)", "[A bell rings.]", "END OF PART ONE", "After that"]
)
def test_an_aside_ends_a_turn(aside):
    text = make_text(*HEARING, aside, "Nobody knows whose words these are.")

    assert labels_of(text) == labels_of(make_text())


def test_words_before_the_first_label_are_nobodys_turn():
    assert labels_of(make_text("It rained all day.", *HEARING)) == labels_of(make_text())


@pytest.mark.parametrize(
    ("label", "asks"),
    [
        ("Q.", True),
        ("REPORTER 2:", True),
        ("MODERATOR:", True),
        ("THE CHAIR:", True),
        ("QUINN:", False),
        ("HOSTE:", False),
        ("A.", False),
    ],
)
def test_a_label_tells_who_is_there_to_ask(label, asks):
    label = label.replace(" 2", "")
    turns = turns_of(make_text(f"{label} Is it so?", *HEARING))

    assert turns[0].asks == asks


def test_a_question_goes_on_as_a_question():
    turns = turns_of(make_text(HEARING[0], "It looks old to me.", *HEARING[1:]))

    assert [turn.asks for turn in turns[:3]] == [True, True, False]


def test_the_head_of_a_turn_is_its_label_with_all_before_its_words():
    text = make_text("PELL: [nodding] It is.", *HEARING)

    assert turns_of(text)[0].head.of(text) == "PELL: [nodding] "


def test_a_turn_without_a_label_has_an_empty_head():
    text = make_text()

    head = turns_of(text)[2].head

    assert (head.of(text), head.start) == ("", text.index("It will"))


def test_a_label_is_neither_cue_nor_source():
    text = make_text()
    label = Span(text.index("MR."), text.index(": It is"))
    words = Span(text.index("engineers"), text.index(" say"))
    kept = Found(cue=(words,), source=(words,))

    left = beside(turns_of(text), [Found(cue=(label,)), kept, Found(source=(label,))])

    assert left == (kept,)


def test_all_turns_but_those_that_ask_are_statements():
    text = make_text()

    contents = [statement.content[0].of(text) for statement in statements_of(text)]

    assert contents == [
        "It is safe. It held all winter.",
        "It will hold for years.",
        "The engineers say so.",
    ]


def test_the_source_of_a_turn_is_its_label():
    text = make_text()

    sources = [[s.of(text) for s in statement.source] for statement in statements_of(text)]

    assert sources == [["MR. PELL"], [], ["MS. TOVARSKY"]]


def test_a_turn_of_less_than_three_words_states_nothing():
    text = make_text(*HEARING, "REPORTER: Safe?", "PELL: Yes, safe.")

    assert len(statements_of(text)) == 3


def test_a_statement_runs_over_all_sentences_of_its_turn():
    text = make_text()
    sentences = Prose(text).sentences

    first = statements_of(text)[0]

    assert sentences[first.sentence].span.start == text.index("MR. PELL")
    assert sentences[first.until].span.of(text) == "It held all winter."


def test_the_last_turn_ends_with_the_text():
    text = make_text(*HEARING, "PELL: It is safe. It held.")

    last = statements_of(text)[-1]

    assert last.until == len(Prose(text).sentences) - 1


def test_the_reader_credits_the_labels_of_a_transcript():
    labels = [report.label for report in reports_of(make_text())]

    assert [label for label in labels if label] == ["MR. PELL", "MS. TOVARSKY"]


def test_a_statement_within_a_turn_lies_in_it():
    text = make_text(*HEARING[:1], "MR. PELL: It held. Harrow said it would hold.", *HEARING[3:])

    outer, inner, _ = reports_of(text)

    assert (outer.parent, inner.parent) == (None, 0)
    assert contents_of(text)[1] == "it would hold"
