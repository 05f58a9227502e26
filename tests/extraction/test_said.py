from datetime import date

import pytest

from tests.extraction.readings import only, reports_of


@pytest.mark.parametrize(
    ("text", "edtf", "basis"),
    [
        ("Pell said on May 3 that it was late.", "2031-05-03", "explicit"),
        ("Pell said on 3 May 2030 that it was late.", "2030-05-03", "explicit"),
        ("Pell said on 2031-05-02 that it was late.", "2031-05-02", "explicit"),
        ("Pell said on Dec. 30 that it was late.", "2030-12-30", "explicit"),
        ("Pell said Monday (May 5) that it was late.", "2031-05-05", "explicit"),
        ("Pell said on Monday that it was late.", "2031-05-12", "relative"),
        ("Pell said on Wednesday that it was late.", "2031-05-14", "relative"),
        ("Pell said last Wednesday that it was late.", "2031-05-07", "relative"),
        ("Pell said yesterday that it was late.", "2031-05-13", "relative"),
        ("Pell said two days ago that it was late.", "2031-05-12", "relative"),
        ("Pell said last week that it was late.", "2031-05-05/2031-05-11", "relative"),
        ("Pell said last month that it was late.", "2031-04", "relative"),
        ("Pell said last year that it was late.", "2030", "relative"),
        ("Pell said in November that it was late.", "2030-11", "explicit"),
        ("Pell said in March 2029 that it was late.", "2029-03", "explicit"),
        ("Pell said in 2027 that it was late.", "2027", "explicit"),
        ("Pell said on New Year’s Eve that it was late.", "2030-12-31", "explicit"),
        ("Pell said it was late.", "2031-05-14", "publication"),
        ("Pell has said that it was late.", "", "unknown"),
        ("Pell said on 31 February that it was late.", "2031-05-14", "publication"),
        ("According to a study, it is late.", "", "unknown"),
    ],
)
def test_the_reporting_clause_tells_the_day(text, edtf, basis):
    said = only(text).said

    assert (said.edtf, said.basis) == (edtf, basis)


def test_a_day_inside_the_content_is_not_when_it_was_said():
    assert only("Pell said on Monday that it fell on May 2.").said.edtf == "2031-05-12"


def test_an_unknown_day_is_bounded_by_publication():
    said = only("Pell previously said that it was late.").said

    assert (said.edtf, said.earliest, said.latest) == ("", None, date(2031, 5, 14))


def test_without_publication_only_full_dates_count():
    undated = only("Pell said on Monday that it was late.", None).said
    dated = only("Pell said on 3 May 2030 that it was late.", None).said

    assert (undated.edtf, dated.edtf) == ("", "2030-05-03")


def test_the_same_occasion_has_the_same_day():
    first, second = reports_of("Pell said on Monday it was late. “It rains,” he said.")

    assert second.said.edtf == first.said.edtf == "2031-05-12"
    assert second.said.basis == "occasion"


def test_a_day_earlier_counts_from_the_day_last_told():
    text = "Pell said on Monday it was late. Lunde said a day earlier that it was not."

    assert [r.said.edtf for r in reports_of(text)] == ["2031-05-12", "2031-05-11"]


def test_the_next_day_counts_on():
    text = "Pell said on Monday it was late. Lunde said the next day that it was not."

    assert reports_of(text)[1].said.edtf == "2031-05-13"


def test_a_story_takes_the_day_of_its_dateline():
    text = "ORSK, May 12 (Vestrian Wire) - The dam is safe, Conrad Pell said."

    said = only(text).said

    assert (said.edtf, said.basis) == ("2031-05-12", "occasion")


def test_a_story_of_many_days_leaves_undated_words_undated():
    text = (
        "Pell said on May 1 it was late. Lunde said on May 4 it was not.\n\n"
        "Tovarsky said on May 6 it rained.\n\nThe mayor said it snowed."
    )

    assert reports_of(text)[-1].said.edtf == ""


def test_a_day_after_somebody_spoke_dates_him_a_day_before():
    text = "The remarks on Wednesday come a day after Viktor Lunde proposed a truce."

    assert only(text).said.edtf == "2031-05-13"


def test_a_past_day_after_a_plan_is_when_it_was_announced():
    text = "Pell announced that he would sign a deal next week on May 2."

    assert only(text).said.edtf == "2031-05-02"


def test_a_sentence_that_sets_the_day_dates_the_next():
    text = "On Monday Pell changed his mind. He said that it was late."

    assert only(text).said.edtf == "2031-05-12"


def test_what_was_said_recently_takes_the_day_of_the_same_speakers_next_words():
    text = "Pell recently said that it was late.\n\n“It is,” Pell said on May 2."

    assert [r.said.edtf for r in reports_of(text)] == ["2031-05-02", "2031-05-02"]


def test_a_relative_clause_about_the_source_does_not_date_the_statement():
    text = "Pell, who married on May 1, said on Monday that it was late."

    assert only(text).said.edtf == "2031-05-12"
