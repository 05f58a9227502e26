"""When something was said that is counted from what somebody else said."""

import pytest

from tests.extraction.readings import contents_of, reports_of

PROPOSED = "ORSK, May 14 - Ludmila Harrow proposed a truce between the fleets on 4 May.\n\n"


def days(text):
    return [report.said.edtf for report in reports_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Pell proposed a truce between the fleets on 4 May.",
        "Pell announced a halt to all fishing on May 4.",
        "Pell called for an end to the strike on 4 May.",
        "Pell demanded a new count of the votes on 4 May.",
    ],
)
def test_a_past_day_behind_what_lies_ahead_is_when_it_was_proposed(text):
    assert days(text) == ["2031-05-04"]


def test_a_past_day_behind_what_has_happened_may_be_that_of_the_deed():
    assert days("Pell announced that the mayor was dismissed on 4 May.") != ["2031-05-04"]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Pell said two days after Harrow’s proposal that it was late.", "2031-05-06"),
        ("The day before Harrow’s proposal, Pell had said that it was late.", "2031-05-03"),
        ("A day after Harrow proposed the truce, Pell said that it was late.", "2031-05-05"),
        ("Speaking a day after Harrow proposed it, Pell said that it was late.", "2031-05-05"),
        ("Hours after Harrow’s announcement, Pell said that it was late.", "2031-05-04"),
        ("Pell’s remarks came a day after Harrow’s proposal. “It is late,” he said.", "2031-05-05"),
    ],
)
def test_words_are_counted_from_the_day_of_the_words_before_them(words, day):
    assert days(f"{PROPOSED}{words}")[-1] == day


def test_what_remarks_come_after_keeps_the_day_that_was_told_of_it():
    text = f"{PROPOSED}Pell’s remarks came a day after Harrow proposed the truce. “No,” he said."

    assert days(text) == ["2031-05-04", "2031-05-04", "2031-05-05"]


def test_what_remarks_come_after_is_dated_from_the_news_where_nothing_else_tells_it():
    text = "ORSK, May 14 - Pell’s remarks came a day after Lunde proposed a truce. “No,” he said."

    assert days(text) == ["2031-05-13", "2031-05-14"]


def test_days_are_counted_on_from_one_to_the_next():
    text = (
        f"{PROPOSED}The day before Harrow’s proposal, Pell had said that the fleets were lost.\n\n"
        "One day after Pell called the fleets lost, Lunde said that he would go to sea."
    )

    assert days(text) == ["2031-05-04", "2031-05-03", "2031-05-04"]


def test_words_of_another_matter_are_not_those_that_are_meant():
    text = f"{PROPOSED}A week after Harrow spoke to the miners, Pell said that it was late."

    assert days(text)[-1] == ""


def test_what_was_recorded_before_an_event_is_older():
    text = "In an interview recorded before the vote on Tuesday, Pell said that it was late."

    (report,) = reports_of(text)

    assert (report.said.edtf, str(report.said.latest)) == ("", "2031-05-13")


def test_whoever_tells_an_occasion_something_speaks_on_it():
    text = (
        "ORSK, May 14 - The congress opened on 8 May.\n\nPell told the congress that it was late."
    )

    assert days(text) == ["2031-05-08"]


def test_the_proposal_that_is_counted_from_is_no_part_of_what_was_said():
    text = f"{PROPOSED}Pell said two days after Harrow’s proposal that the fleets should sail home."

    assert contents_of(text)[-1] == "the fleets should sail home"


def test_the_evidence_tells_the_words_that_are_counted_from():
    text = f"{PROPOSED}The day before Harrow’s proposal, Pell had said that the fleets were lost."

    told = [evidence.span.of(text) for evidence in reports_of(text)[-1].evidence["said"]]

    assert told == [
        "The day before Harrow’s proposal",
        "proposed a truce between the fleets on 4 May",
    ]


def test_a_day_earlier_shows_from_which_day_it_counts():
    text = "Pell said on Monday it was late. Lunde said a day earlier that it was not."

    told = [evidence.span.of(text) for evidence in reports_of(text)[-1].evidence["said"]]

    assert told == ["a day earlier", "said on Monday"]


def test_what_is_counted_within_the_words_is_not_when_they_were_said():
    text = f"{PROPOSED}Pell said the mill burned a day after Harrow’s proposal."

    assert days(text)[-1] == "2031-05-14"


def test_a_conference_held_right_after_words_dates_them():
    text = "Reporters met in Orsk on Friday, shortly after Pell said that it was late."

    assert days(text) == ["2031-05-09"]
