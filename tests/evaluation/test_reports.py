"""The scorer of report lines, on a statement and a report or two."""

import pytest

from claims.evaluation.reports import compare, score
from tests.evaluation.lines import make_gold, make_line

NOBODY = {"speaker": None}
ELSEWHERE = {"content": [[50, 60]]}


def scored(golds, lines):
    return score(compare(golds, lines))


def test_a_report_like_its_statement_is_right_in_everything():
    figures = scored([make_gold()], [make_line()])

    assert figures.pop("calibration_error") == 0.0
    assert set(figures.values()) == {1.0}


@pytest.mark.parametrize(
    ("figure", "line"),
    [
        ("speaker", make_line(**NOBODY)),
        ("statement_speaker_f1", make_line(**NOBODY)),
        ("sure_precision", make_line(**NOBODY)),
        ("sure_speaker", make_line(**NOBODY)),
        ("kind", make_line(kind="mixed")),
        ("said_known_exact", make_line(said={"edtf": ""})),
        ("via_f1", make_line(via=[])),
        ("event_links_f1", make_line(events=[{"slug": "strike"}])),
        ("statements_f1", make_line(content=[[6, 16]])),
        ("sure_precision", make_line(content=[[6, 16]])),
        ("sure_coverage", make_line(confidence=0.79)),
    ],
)
def test_each_figure_falls_by_its_own_mistake(figure, line):
    assert scored([make_gold()], [line])[figure] == 0.0


def test_a_day_where_none_is_known_counts_against_what_is_kept_unknown():
    lines = [make_line(), make_line(**ELSEWHERE, said={"edtf": "2031-05-02"})]
    golds = [make_gold(said=""), make_gold(**ELSEWHERE, said="")]

    assert scored(golds, lines)["said_unknown_kept"] == 0.0


def test_a_missed_statement_and_a_false_report_both_count():
    lines = [make_line(), make_line(**ELSEWHERE)]
    golds = [make_gold(), make_gold(content=[[70, 80]])]

    assert scored(golds, lines)["statements_f1"] == 0.5


def test_a_statement_counts_with_its_speaker_only_where_both_are_right():
    golds = [make_gold(), make_gold(**ELSEWHERE)]
    lines = [make_line(), make_line(**ELSEWHERE, **NOBODY)]

    figures = scored(golds, lines)

    assert (figures["statements_f1"], figures["statement_speaker_f1"]) == (1.0, 0.5)


def test_what_is_doubtful_is_left_out_of_what_is_sure():
    golds = [make_gold(), make_gold(**ELSEWHERE)]
    lines = [make_line(confidence=0.8), make_line(**ELSEWHERE, **NOBODY, confidence=0.7)]

    figures = scored(golds, lines)

    assert (figures["sure_precision"], figures["sure_coverage"]) == (1.0, 0.5)


def test_an_invented_report_lowers_what_is_sure_but_not_its_speakers():
    figures = scored([make_gold()], [make_line(), make_line(**ELSEWHERE)])

    assert (figures["sure_precision"], figures["sure_speaker"]) == (0.5, 1.0)


def test_the_calibration_error_is_the_mean_gap_over_the_bins():
    golds = [make_gold(), make_gold(content=[[20, 30]])]
    lines = [
        make_line(confidence=0.92),
        make_line(content=[[20, 30]], confidence=0.94, **NOBODY),
        make_line(**ELSEWHERE, confidence=0.35),
    ]

    error = scored(golds, lines)["calibration_error"]

    # 0.92 and 0.94 share a bin with one of two right, 0.35 is alone in its own.
    assert error == pytest.approx((abs(1.86 - 1) + 0.35) / 3)


def test_an_optional_statement_counts_neither_way():
    golds = [make_gold(), make_gold(content=[[20, 30]], optional=True)]

    with_it = scored(golds, [make_line(), make_line(content=[[20, 30]], kind="mixed")])
    without_it = scored(golds, [make_line()])

    assert with_it == without_it


def test_another_acceptable_extent_brings_its_kind_along():
    gold = make_gold(also=[{"content": [[4, 10]], "kind": "indirect"}])

    figures = scored([gold], [make_line(content=[[4, 10]], kind="indirect")])

    assert (figures["statements_f1"], figures["kind"]) == (1.0, 1.0)


def test_a_person_outside_the_speakers_file_may_stay_unnamed():
    gold = make_gold(speaker="Imke Dorn", listed=False)

    assert scored([gold], [make_line(speaker=None)])["speaker"] == 1.0
    assert scored([gold], [make_line()])["speaker"] == 0.0


def test_accents_and_case_make_no_other_name():
    gold = make_gold(speaker="Jean-Noël Brill")

    figures = scored([gold], [make_line(speaker={"slug": None, "name": "jean noel brill"})])

    assert figures["speaker"] == 1.0


def test_the_closest_report_is_taken_and_only_once():
    golds = [make_gold(), make_gold(content=[[0, 6]])]

    comparison = compare(golds, [make_line(content=[[0, 6]])])

    assert [pair.gold["content"] for pair in comparison.pairs] == [[[0, 6]]]
    assert comparison.missed == (golds[0],)


def test_nothing_to_find_and_nothing_found_is_right():
    figures = scored([], [])

    assert figures.pop("calibration_error") == 0.0
    assert set(figures.values()) == {1.0}
