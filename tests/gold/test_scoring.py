"""The scorer itself, on a statement and a report or two."""

import pytest

from tests.gold.scoring import score

URL = "https://ledger.example/a"


def make_gold(**fields):
    defaults = {
        "article": URL,
        "key": "a1s1",
        "speaker": "Edda Varn",
        "kind": "direct",
        "content": [[0, 10]],
        "said": "2031-01-02",
        "via": ["Radio Quay"],
        "events": ["ban"],
        "optional": False,
    }
    return {**defaults, **fields}


def make_line(**fields):
    defaults = {
        "article": {"url": URL},
        "speaker": {"slug": "edda-varn", "name": "Edda Varn"},
        "kind": "direct",
        "content": [[0, 10]],
        "said": {"edtf": "2031-01-02"},
        "via": ["the Radio Quay"],
        "events": [{"slug": "ban"}],
    }
    return {**defaults, **fields}


def scored(golds, lines):
    return score({"statements": golds}, lines)


def test_a_report_like_its_statement_is_right_in_everything():
    assert set(scored([make_gold()], [make_line()]).values()) == {1.0}


@pytest.mark.parametrize(
    ("figure", "line"),
    [
        ("speaker", make_line(speaker=None)),
        ("kind", make_line(kind="mixed")),
        ("said_known_exact", make_line(said={"edtf": ""})),
        ("via_f1", make_line(via=[])),
        ("event_links_f1", make_line(events=[{"slug": "strike"}])),
        ("statements_f1", make_line(content=[[6, 16]])),
    ],
)
def test_each_figure_falls_by_its_own_mistake(figure, line):
    assert scored([make_gold()], [line])[figure] == 0.0


def test_a_missed_statement_and_a_false_report_both_count():
    lines = [make_line(), make_line(content=[[50, 60]])]
    golds = [make_gold(), make_gold(content=[[70, 80]])]

    assert scored(golds, lines)["statements_f1"] == 0.5


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


def test_nothing_to_find_and_nothing_found_is_right():
    assert set(scored([], []).values()) == {1.0}
