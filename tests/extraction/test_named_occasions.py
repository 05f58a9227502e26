"""On which occasion something was said, in the article's words."""

from datetime import date

import pytest

from claims.extraction import Document, Registry, read

QUOTE = '"The lock is shut,"'


def reports_in(text):
    return read(Document(text, published=date(2031, 5, 11)), Registry.of([])).reports


def occasions_in(text):
    return [report.occasion for report in reports_in(text)]


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("told reporters at a press conference in Lorn", "press conference"),
        ("told a crowded news conference in Brod", "press conference"),
        ("said at Tuesday's briefing", "press conference"),
        ("said in an interview with Radio Brod", "interview"),
        ("said during the same interview", "interview"),
        ("said at a hearing of the harbour inquiry", "testimony"),
        ("said in testimony before the Senate Committee on Ports", "testimony"),
        ("said in a televised address to the nation", "speech"),
        ("said in her opening remarks to the council", "speech"),
        ("wrote in a post on X", "post"),
        ("said in a statement posted on Telegram", "post"),
        ("said in a letter to the harbour master", "statement"),
        ("said during a phone call with the governor", "call"),
        ("said on state television", "broadcast"),
        ("said at a rally in Lorn", "rally"),
        ("said after a meeting with Nils Abro in Brod", "meeting"),
        ("said on the sidelines of a summit in Kirrin", "meeting"),
        ("said at the funeral of a pilot", "ceremony"),
        ("told the summit", "assembly"),
        ("told parliament", "assembly"),
        ("told reporters aboard the ferry", "reporters"),
    ],
)
def test_the_words_of_an_occasion_end_before_its_day(words, rule):
    (report,) = reports_in(f"{QUOTE} Mayor Olga Stent {words} on Friday.")

    assert report.occasion
    assert words.endswith(report.occasion)
    assert report.evidence["occasion"][0].rule == rule


def test_an_occasion_may_stand_in_front_or_beside_the_speaker():
    front = "At a press conference in Lorn on Friday, Mayor Olga Stent said that it rained."
    beside = "Mayor Olga Stent, speaking at a rally in Lorn, said that it rained."

    assert occasions_in(front) == ["at a press conference in Lorn"]
    assert occasions_in(beside) == ["at a rally in Lorn"]


def test_the_evidence_is_the_place_of_the_words():
    text = "At a rally in Lorn, Mayor Olga Stent said that it rained."
    (report,) = reports_in(text)

    assert report.evidence["occasion"][0].span.of(text) == "At a rally in Lorn"


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Olga Stent said that Nils Abro had lied in an interview with Radio Brod.",
        "Mayor Olga Stent said that a press conference would be held in Lorn.",
        "Nils Abro, who won the debate in Lorn in May, said that the ferry was late.",
        "Mayor Olga Stent said two days after the summit in Lorn that the lock was shut.",
        "Nils Abro cancelled a speech in Lorn, his office said.",
        "Mayor Olga Stent said on Friday in Lorn that the lock was shut.",
        'Mayor Olga Stent called "in an interview with Radio Brod" a phrase.',
    ],
)
def test_what_is_spoken_of_or_told_of_somebody_is_no_occasion(text):
    assert not any(occasions_in(text))


def test_words_that_go_on_have_the_occasion_of_those_before_them():
    text = f'{QUOTE} Mayor Olga Stent said at a rally in Lorn. "It is old," she added.'

    assert occasions_in(text) == ["at a rally in Lorn"] * 2
    assert reports_in(text)[1].evidence["occasion"][0].rule == "same occasion"


def test_another_paragraph_or_a_post_is_another_occasion():
    text = (
        f"{QUOTE} Mayor Olga Stent said at a rally in Lorn. Later she wrote that it was old.\n\n"
        '"It rains," she said.'
    )

    assert not any(occasions_in(text)[1:])


def test_the_sentence_after_may_tell_the_occasion():
    text = f"{QUOTE} Mayor Olga Stent said. She made the remark at a dinner of the pilots' guild."

    assert occasions_in(text) == ["at a dinner of the pilots' guild"]
