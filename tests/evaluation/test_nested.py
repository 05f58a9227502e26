"""Statements within statements: when a case counts as right."""

import pytest

from claims.evaluation.nested import judge, read_cases, score
from claims.interchange import InterchangeError
from tests.evaluation.folders import NESTED, make_nested
from tests.evaluation.lines import make_line

TEXT = NESTED["text"]


def report(content, parent=None, source="", **fields):
    places = [[TEXT.rindex(words), TEXT.rindex(words) + len(words)] for words in (content, source)]
    return make_line(
        text=content,
        content=places[:1],
        source=places[1:] if source else [],
        parent=parent,
        **fields,
    )


OUTER = report("she had sworn the pact was dead", source="Osk")
INNER = report("the pact was dead", parent=0, source="she")


def verdict(tmp_path, *lines, **case):
    [only] = read_cases(make_nested(tmp_path, case))
    return judge(only, lines)


def test_an_inner_report_with_its_source_in_its_outer_report_is_right(tmp_path):
    assert verdict(tmp_path, OUTER, INNER) is None


def test_the_right_speaker_makes_up_for_other_words_of_the_source(tmp_path):
    by_name = report("the pact was dead", parent=0, speaker={"name": "Edda Varn"})

    assert verdict(tmp_path, OUTER, by_name) is None


@pytest.mark.parametrize(
    ("fault", "lines"),
    [
        ("missed", []),
        ("missed", [OUTER]),
        ("missed", [OUTER, report("dead", parent=0, source="she")]),
        ("parent", [OUTER, report("the pact was dead", source="she")]),
        ("parent", [report("rowed"), INNER]),
        ("source", [OUTER, report("the pact was dead", parent=0, source="Osk", speaker=None)]),
    ],
)
def test_a_case_fails_by_whatever_is_wrong_first(tmp_path, fault, lines):
    assert verdict(tmp_path, *lines).type == fault


def test_where_no_one_is_known_to_speak_no_name_makes_up_for_the_source(tmp_path):
    nameless = report("the pact was dead", parent=0, speaker={"name": "Edda Varn"})

    found = verdict(tmp_path, OUTER, nameless, speakers={"outer": None, "inner": None})

    assert (found.type, found.article, found.words) == ("source", "n1", "the pact was dead")


def test_a_case_without_an_inner_statement_wants_no_parent(tmp_path):
    assert verdict(tmp_path, OUTER, inner=None) is None
    assert verdict(tmp_path, OUTER, INNER, inner=None).type == "invented"


def test_inner_words_are_looked_for_in_the_outer_statement_first(tmp_path):
    [case] = read_cases(make_nested(tmp_path, {"text": f"Osk asked whom she knew. {TEXT}"}))

    assert min(case.inner.source) > 25


def test_the_inner_source_may_stand_outside_the_outer_statement(tmp_path):
    inner = {**NESTED["inner"], "source": "rowed"}

    [case] = read_cases(make_nested(tmp_path, {"inner": inner}))

    assert case.inner.source == frozenset(range(4, 9))


def test_the_figure_is_the_share_of_cases_that_are_right(tmp_path):
    wrong = verdict(tmp_path, OUTER)

    assert score([wrong, None, None, None]) == {"nested_right": 0.75}


@pytest.mark.parametrize(
    ("case", "problem"),
    [
        ({"text": "He rowed."}, r"line 2: 'she had sworn .*' doesn't stand in the text: write"),
        ({"outer": {"source": "Osk"}}, "line 2: content is missing: add it"),
        ({"outer": None}, r"line 2: not a case: write id, text"),
    ],
)
def test_a_bad_case_is_named_by_its_line(tmp_path, case, problem):
    with pytest.raises(InterchangeError, match=problem):
        read_cases(make_nested(tmp_path, {}, case))


def test_a_file_without_cases_is_refused(tmp_path):
    with pytest.raises(InterchangeError, match="no cases: write one a line"):
        read_cases(make_nested(tmp_path))
    with pytest.raises(InterchangeError, match=r"other\.jsonl: missing: name a file"):
        read_cases(tmp_path / "other.jsonl")
