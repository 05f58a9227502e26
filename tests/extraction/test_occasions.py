"""The rules of dating, each with its name in the evidence and a pattern of real news."""

from datetime import date

import pytest

from tests.extraction.readings import only, reports_of


def day_and_rules(report):
    return report.said.edtf, [evidence.rule for evidence in report.evidence["said"]]


def days(text):
    return [report.said.edtf for report in reports_of(text)]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Pell said last night that it was late.", "2031-05-13"),
        ("Pell said on Orthodox Easter that it was late.", "2031-04-13"),
        ("Pell said over the weekend that it was late.", "2031-05-10/2031-05-11"),
        ("Pell said a few minutes ago that it was late.", "2031-05-14"),
        ("Pell said this week that it was late.", "2031-05-12/2031-05-14"),
        ("Pell said in the summer of 2030 that it was late.", "2030-22"),
    ],
)
def test_the_calendar_reads_the_reporting_clause(text, edtf):
    assert only(text).said.edtf == edtf


@pytest.mark.parametrize(
    "text",
    [
        "Pell, appointed five days ago, said that it was late.",
        "Pell, who was sworn in last week, said that it was late.",
        "Pell, stuck in Orsk since Sunday, said that it was late.",
    ],
)
def test_days_told_aside_are_not_when_it_was_said(text):
    assert only(text).said.edtf == "2031-05-14"


def test_a_source_who_spoke_on_a_day_spoke_then():
    text = "It was late, according to Conrad Pell, who spoke on Monday."

    assert only(text).said.edtf == "2031-05-12"


def test_the_only_past_day_of_the_sentence_dates_what_is_said_in_it():
    text = "Pell’s last word, spoken on Monday in Orsk, was that it was late, he said."

    assert {report.said.edtf for report in reports_of(text)} == {"2031-05-12"}


def test_a_day_earlier_at_the_end_of_a_short_content_is_when_it_was_denied():
    text = "Pell said on Monday it was late. Lunde had denied any delay a day earlier."

    assert days(text) == ["2031-05-12", "2031-05-11"]


def test_a_day_after_something_on_a_day_is_the_next():
    report = only("Two days after the flood of May 2, Pell said that it was late.")

    assert day_and_rules(report) == ("2031-05-04", ["so long after it"])


def test_hours_after_something_is_the_same_day():
    report = only("Hours after the flood of May 2, Pell said that it was late.")

    assert report.said.edtf == "2031-05-02"


def test_what_comes_a_week_after_somebody_spoke_dates_him_a_week_before():
    report = only("The remarks on Wednesday come a week after Viktor Lunde proposed a truce.")

    assert day_and_rules(report) == ("2031-05-07", ["so long before what followed"])


def test_an_occasion_has_the_day_that_is_told_elsewhere():
    text = (
        "The dam is old. Nobody had looked at it before the May 2 summit.\n\n"
        "Pell said at the summit that it was late."
    )

    said = only(text).said

    assert (said.edtf, said.basis) == ("2031-05-02", "event")


def test_an_occasion_with_two_days_dates_nothing():
    text = (
        "After the May 2 summit came the summit of May 6.\n\n"
        "Pell said at the summit that it was late."
    )

    assert only(text).said.basis == "publication"


def test_the_sentence_after_may_tell_the_day():
    assert (
        only("Pell said that it was late. He made the remark on Monday.").said.edtf == "2031-05-12"
    )


def test_a_week_at_the_head_of_the_sentence_before_sets_the_time():
    text = "Last week she changed course. “It is late,” Harrow said."

    assert only(text).said.edtf == "2031-05-05/2031-05-11"


@pytest.mark.parametrize(
    "text",
    [
        "Pell had previously said that it was late.",
        "Pell once said that it was late.",
        "In a letter to the mayor, Pell said that it was late.",
        "The letter says that it was late.",
    ],
)
def test_what_was_said_before_or_in_writing_leaves_the_day_unknown(text):
    said = only(text).said

    assert (said.edtf, said.latest, said.basis) == ("", date(2031, 5, 14), "unknown")


def test_previously_stays_unknown_though_the_speaker_is_dated_after():
    text = "Pell has previously said that it was late. On Monday, Pell said that it was not."

    assert days(text) == ["", "2031-05-12"]


def test_what_an_outlet_quotes_goes_on_from_nothing():
    text = (
        "Pell said on Monday it was late. That was first told by the Orsk Herald, which cited "
        "two officials as saying that it leaked."
    )

    assert days(text) == ["2031-05-12", ""]


def test_what_a_lead_says_has_been_announced_is_its_news():
    text = "Pell has announced that the dam will close.\n\nIt is old."

    assert only(text).said.edtf == "2031-05-14"


def test_a_heading_takes_the_day_of_the_speakers_words_below():
    text = (
        "Pell: dam is “safe”\n\nIt was built in Orsk. Conrad Pell said on Monday that it was safe."
    )

    assert set(days(text)) == {"2031-05-12"}


def test_a_column_dates_no_words_with_its_own_day():
    text = "I asked a neighbour about the dam. “It leaks,” said Conrad Pell."

    assert only(text).said.edtf == ""


def test_a_story_of_one_day_dates_its_undated_words_with_it():
    report = only("ORSK, May 12 (Vestrian Wire) - The dam is safe, Conrad Pell said.")

    assert day_and_rules(report) == ("2031-05-12", ["the story's day"])


def test_a_day_before_a_semicolon_dates_only_what_stands_there():
    text = "Pell said on Monday that it was late; Lunde said that it was not."

    assert days(text)[0] == "2031-05-12"


def test_furniture_dates_nobody():
    text = (
        "7 hours ago 12\n\nThe dam is old and it leaks everywhere.\n\nPell said that it was late."
    )

    assert only(text).said.basis == "publication"


def test_a_week_later_counts_from_the_day_last_told():
    text = "It broke on May 2. A week later, Lunde said it was late."

    assert only(text).said.edtf == "2031-05-09"


def test_the_night_before_counts_from_the_story():
    text = "The council met on Monday. The night before, Pell had said it was late."

    assert only(text).said.edtf == "2031-05-11"


def test_hours_earlier_is_the_storys_day():
    assert only("Hours earlier, Pell said it was late.").said.edtf == "2031-05-14"
