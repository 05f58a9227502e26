"""Relations between statements: when a case counts as right."""

import json

import pytest

from claims.evaluation.relations import evaluate_relations, read_cases, score
from claims.interchange import InterchangeError

TEXT = (
    "Harbour minister Nils Abro said that the quay was safe. "
    "Mayor Olga Stent later clarified that Abro had meant the old quay."
)
RIGHT = {"kind": "clarifies", "from": ["Abro had meant the old quay"], "to": ["the quay was safe"]}


def cases(tmp_path, *relations, text=TEXT):
    path = tmp_path / "relations.jsonl"
    path.write_text(json.dumps({"id": "r1", "text": text, "relations": list(relations)}))
    return path


def test_a_relation_of_that_kind_between_those_reports_is_right(tmp_path):
    outcome = evaluate_relations(cases(tmp_path, RIGHT))

    assert outcome.figures == {"relation_precision": 1.0, "relation_recall": 1.0}


@pytest.mark.parametrize(
    "change",
    [{"kind": "denies"}, {"from": ["the quay was safe"]}, {"to": None, "speaker": "Nils Abro"}],
)
def test_anything_else_is_one_invented_and_one_missed(tmp_path, change):
    outcome = evaluate_relations(cases(tmp_path, RIGHT | change))

    assert outcome.counts() == {"missed": 1, "invented": 1}
    assert outcome.figures == {"relation_precision": 0.0, "relation_recall": 0.0}


def test_of_nothing_to_find_and_nothing_found_all_is_right():
    assert score([]) == {"relation_precision": 1.0, "relation_recall": 1.0}


@pytest.mark.parametrize("fault", [{"from": ["no such words"]}, {"from": None}])
def test_a_case_that_cannot_be_read_is_named(tmp_path, fault):
    with pytest.raises(InterchangeError, match="line 1"):
        read_cases(cases(tmp_path, RIGHT | fault))
