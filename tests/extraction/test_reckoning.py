"""When it was said, told by an event: so long after it, before it, at it."""

from datetime import date

import pytest

from tests.extraction.readings import only, reports_of

# Published on Wednesday, 14 May.
TOLD = (
    "ORSK, May 14 (Vestrian Wire) - The dam above Orsk burst on Monday. The summit of the valley "
    "was held on 8 May in Orsk. A mill exploded on 9 May. There is no news of the strike.\n\n"
)


def said(when, told=TOLD):
    return only(f"{told}“It was late,” Conrad Pell said {when}.").said


@pytest.mark.parametrize(
    ("when", "edtf"),
    [
        ("hours after the dam burst", "2031-05-12"),
        ("a day after the dam burst", "2031-05-13"),
        ("two days after the burst", "2031-05-14"),
        ("some 48 hours after the dam burst", "2031-05-14"),
        ("the morning after the dam burst", "2031-05-13"),
        ("within hours of the dam bursting", "2031-05-12"),
        ("the night before the dam burst", "2031-05-11"),
        ("a week before the burst of the dam", "2031-05-05"),
        ("three days before the explosion", "2031-05-06"),
        ("shortly before the mill exploded", "2031-05-09"),
        ("on the day the mill exploded", "2031-05-09"),
        ("on the day of the summit", "2031-05-08"),
        ("on the eve of the summit in Orsk", "2031-05-07"),
        ("on the eve of May Day", "2031-04-30"),
        ("at the summit in Orsk", "2031-05-08"),
        ("at the time of the explosion", "2031-05-09"),
        ("during the summit", "2031-05-08"),
    ],
)
def test_what_happened_elsewhere_in_the_article_tells_the_day(when, edtf):
    assert said(when).edtf == edtf


@pytest.mark.parametrize(
    ("when", "earliest", "latest"),
    [
        ("months before the dam burst", None, date(2031, 5, 12)),
        ("more than a week before the summit", None, date(2031, 5, 8)),
        ("days after the summit", date(2031, 5, 8), date(2031, 5, 14)),
        ("less than 24 hours after the dam burst", date(2031, 5, 12), date(2031, 5, 14)),
        ("before the summit", None, date(2031, 5, 8)),
        ("after the mill exploded", date(2031, 5, 9), date(2031, 5, 14)),
        ("after Monday’s flood", date(2031, 5, 12), date(2031, 5, 14)),
        ("in the wake of the explosion", date(2031, 5, 9), date(2031, 5, 14)),
        ("in the run-up to the summit", None, date(2031, 5, 8)),
        ("since Monday", date(2031, 5, 12), date(2031, 5, 14)),
    ],
)
def test_an_event_with_a_day_may_only_bound_what_was_said(when, earliest, latest):
    found = said(when)

    assert (found.edtf, found.earliest, found.latest) == ("", earliest, latest)
    assert found.basis == "unknown"


@pytest.mark.parametrize(
    "when",
    [
        "a day after the fire in Lauben",
        "months before the fire",
        "several months after her release",
        "during the debate",
        "weeks ago",
        "at the time",
        "on the day he took office",
        "weeks into the siege",
        "in recent days",
        "on the second day of the talks",
    ],
)
def test_a_time_that_can_t_be_read_leaves_the_day_unknown(when):
    found = said(when)

    assert (found.edtf, found.latest) == ("", date(2031, 5, 14))


@pytest.mark.parametrize(
    "when",
    [
        "hours after the fire in Lauben",
        "shortly after midnight",
        "before leaving the hall",
        "after a meeting of the cabinet",
        "ahead of Friday’s vote",
        "during the strike",
    ],
)
def test_what_goes_on_in_the_story_leaves_it_the_story_s_day(when):
    assert said(when).edtf == "2031-05-14"


@pytest.mark.parametrize(
    ("when", "edtf"),
    [
        ("in the early hours of Tuesday", "2031-05-13"),
        ("on the night of 4 May", "2031-05-04"),
        ("before dawn on Tuesday", "2031-05-13"),
        ("after midnight on Tuesday", "2031-05-13"),
        ("by Tuesday evening", "2031-05-13"),
        ("during a speech in Lauben on Friday", "2031-05-09"),
        ("at Saturday’s rally", "2031-05-10"),
        ("during Saturday night’s party debate", "2031-05-10"),
        ("at the end of April", "2031-04"),
        ("overnight in Orsk", "2031-05-13/2031-05-14"),
        ("the week before last", "2031-04-28/2031-05-04"),
        ("Monday or Tuesday", "2031-05-12/2031-05-13"),
        ("two Fridays ago", "2031-05-02"),
        ("the Friday before last", "2031-05-02"),
        ("the day after May Day", "2031-05-02"),
        ("on 3-4 May", "2031-05-03/2031-05-04"),
    ],
)
def test_a_preposition_need_not_make_a_time_another_s(when, edtf):
    assert said(when).edtf == edtf


def test_sentences_that_disagree_on_an_event_s_day_leave_it_unknown():
    told = "ORSK, May 14 - A mill burst on 2 May. The mill burst on 6 May.\n\n"

    assert said("a day after the mill burst", told).edtf == ""


def test_a_day_in_another_s_words_may_be_the_event_s():
    told = "ORSK, May 14 - Lunde said on Tuesday that the dam burst on 2 May.\n\n"

    assert reports_of(f"{told}“It is late,” Pell said a day after the dam burst.")[
        -1
    ].said.edtf == ("2031-05-03")


def test_the_evidence_quotes_the_phrase_and_what_dates_the_event():
    text = f"{TOLD}“It was late,” Conrad Pell said the day before the dam burst."

    told = [(e.rule, e.span.of(text)) for e in only(text).evidence["said"]]

    assert told == [
        ("so long after it", "the day before the dam burst"),
        ("the day that is counted from", "burst on Monday"),
    ]


def test_what_is_quoted_within_words_of_an_unknown_day_is_unknown_too():
    text = f"{TOLD}“We warned them that it was weak,” Conrad Pell said months before the dam burst."

    assert {report.said.edtf for report in reports_of(text)} == {""}


def test_a_count_at_the_head_of_a_lead_in_the_present_is_no_day():
    text = f"{TOLD}Months after the fire in Lauben, Pell says that it was late."

    assert only(text).said.edtf == "2031-05-14"


def test_a_count_of_another_verb_dates_nothing():
    text = f"{TOLD}The flood came a day after the fire as Pell announced that it was late."

    assert only(text).said.edtf == "2031-05-14"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Pell, speaking two days after the dam burst, said it was late.", "2031-05-14"),
        ("Asked about it a day after the dam burst, Pell said it was late.", "2031-05-13"),
        ("Pell told them on the day after the dam burst that it was late.", "2031-05-13"),
        ("Pell denied it within hours of the dam burst.", "2031-05-12"),
        ("In the days before the dam burst, Pell said it was late.", ""),
        ("After Monday’s flood, Pell said it was late.", ""),
        ("The morning after, Pell said it was late.", ""),
        ("Pell, elected a month after the dam burst, said it was late.", "2031-05-14"),
        ("The mill burned a day after the dam burst, Pell said.", "2031-05-14"),
    ],
)
def test_a_count_goes_with_what_it_stands_by(text, edtf):
    assert only(f"{TOLD}{text}").said.edtf == edtf


@pytest.mark.parametrize(
    "text",
    [
        "The vote is planned for Thursday. “It is late,” Conrad Pell said a day before the vote.",
        "“It is late,” Conrad Pell said two days before Friday’s parade.",
        "Ahead of the parade on Friday, Pell said it was late.",
    ],
)
def test_what_lies_ahead_is_counted_from_too(text):
    assert only(f"{TOLD}{text}").said.edtf == "2031-05-14"
