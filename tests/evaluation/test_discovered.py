"""How well events are found without a catalogue."""

import pytest

from claims.evaluation import discovered
from claims.evaluation.discovered import Paired, alignment, score
from tests.gold.floors import HERE


def paired(labelled, found):
    gold = {"article": "https://x.example/", "events": labelled}
    return Paired(gold, "words", frozenset(found))


def test_found_events_are_taken_for_those_they_share_most_statements_with():
    pairs = [
        paired(["dam"], [7]),
        paired(["dam"], [7]),
        paired(["vote"], [7]),
        paired(["vote"], [8]),
    ]

    assert alignment(pairs) == {"dam": 7, "vote": 8}


def test_an_event_that_holds_two_is_right_for_one_of_them():
    pairs = [paired(["dam"], [7]), paired(["dam"], [7]), paired(["vote"], [7])]

    assert score(pairs)["discovered_precision"] == pytest.approx(2 / 3)


def test_what_was_not_found_costs_recall():
    pairs = [paired(["dam"], [7]), paired(["dam"], [])]

    assert score(pairs)["discovered_recall"] == 0.5
    assert score(pairs)["discovered_precision"] == 1.0


def test_links_of_a_statement_without_an_event_cost_precision():
    assert score([paired(["dam"], [7]), paired([], [7])])["discovered_precision"] == 0.5


def test_of_nothing_all_is_perfect():
    assert set(discovered.score([]).values()) == {1.0}


def test_a_folder_is_evaluated_with_its_mistakes():
    outcome = discovered.evaluate_discovered(HERE / "strait")

    assert outcome.corpus == "strait discovered"
    assert set(outcome.counts()) == set(discovered.TYPES)
    assert sum(outcome.counts().values()) == len(outcome.mistakes)
