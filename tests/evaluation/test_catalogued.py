"""Statements linked to a labelled catalogue: what counts as right, and what can do by itself."""

import json

import pytest
from django.core.management import call_command

from claims.evaluation import evaluate_catalogue
from claims.evaluation.catalogued import Linked, score
from claims.interchange import InterchangeError
from claims.interchange.links import LinkedStatement
from claims.linking.statements import StatementWords

EVENT: dict[str, object] = {
    "id": "bridge",
    "title": "The Varn bridge opens in Osk",
    "date": "2031-05-05",
}
SAID: dict[str, object] = {
    "id": 1,
    "text": "The Varn bridge opens at last in Osk",
    "said": "2031-05-05",
}
OTHER: dict[str, object] = {"id": 2, "text": "Soup is best in winter", "said": "2031-05-05"}


@pytest.fixture
def folder(tmp_path):
    rows: dict[str, list[dict[str, object]]] = {
        "events": [EVENT],
        "statements": [SAID, OTHER],
        "gold": [{"id": 1, "event": "bridge"}, {"id": 2, "event": None}],
    }
    for name, lines in rows.items():
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)))
    return tmp_path


def linked(right, *ranked):
    return Linked(LinkedStatement(1, StatementWords("")), right, ranked)


def test_statements_that_find_their_events_and_no_others_are_right(folder):
    outcome = evaluate_catalogue(folder)

    told = ("links_f1", "candidates_recall", "left_unlinked")
    assert [outcome.figures[name] for name in told] == [1.0, 1.0, 1.0]
    assert outcome.counts() == {"missed": 0, "mistaken": 0, "invented": 0}


def test_a_label_that_the_link_does_not_have_is_a_mistake(folder):
    (folder / "gold.jsonl").write_text('{"id": 1, "event": null}\n{"id": 2, "event": "bridge"}')

    outcome = evaluate_catalogue(folder)

    assert outcome.figures["links_f1"] == 0.0
    assert outcome.counts() == {"missed": 1, "mistaken": 0, "invented": 1}


def test_links_count_from_half_sure_on_and_candidates_from_any():
    figures = score([linked("a", ("b", 0.4), ("a", 0.3)), linked("a", ("a", 0.5))])

    assert figures["links_f1"] == pytest.approx(2 / 3)
    assert figures["candidates_recall"] == 1.0


def test_what_can_do_by_itself_ends_where_too_much_is_wrong():
    sure = [linked("a", ("a", 0.9))] * 3
    doubtful = [linked("a", ("b", 0.6)), linked(None, ("b", 0.6))]

    assert score([*sure, *doubtful])["automatic"] == pytest.approx(3 / 5)
    assert score([*sure, *doubtful])["left_unlinked"] == 0.0


def test_sureness_is_measured_against_what_is_right():
    assert score([linked("a", ("a", 0.95)), linked("a", ("b", 0.95))])[
        "calibration_error"
    ] == pytest.approx(0.45)


def test_labels_that_are_none_are_named(folder):
    (folder / "gold.jsonl").write_text('{"id": 1}')

    with pytest.raises(InterchangeError, match=r"gold\.jsonl: no lines of id and event"):
        evaluate_catalogue(folder)


@pytest.mark.parametrize("name", ["events", "statements"])
def test_a_line_that_can_t_be_read_is_named_and_not_left_out(folder, name):
    with (folder / f"{name}.jsonl").open("a") as file:
        file.write('\n{"id": 3}')

    with pytest.raises(InterchangeError, match=rf"{name}\.jsonl, line \d: "):
        evaluate_catalogue(folder)


def test_a_statement_without_a_label_is_named(folder):
    (folder / "gold.jsonl").write_text('{"id": 1, "event": "bridge"}')

    with pytest.raises(InterchangeError, match=r"gold\.jsonl: no label of statement 2"):
        evaluate_catalogue(folder)


def test_the_command_shows_it(folder, capsys):
    call_command("evaluate", "--catalogue", str(folder), "--json")

    [corpus] = json.loads(capsys.readouterr().out)["corpora"]
    assert corpus["figures"]["links_f1"] == 1.0
