"""Fitting the models of linking on a labelled catalogue."""

import json

import pytest

from claims.evaluation.catalogued import LabelledCatalogue
from training.linking import examples_of, fit_models, validate

TOPICS = {
    "flood": ("river", "flood", "town", "rain", "dyke"),
    "strike": ("docks", "pay", "union", "ships", "cranes"),
    "match": ("goal", "stadium", "striker", "referee", "crowd"),
}


@pytest.fixture
def folder(tmp_path):
    """A catalogue of three topics, each with an event a word and statements that name it."""
    events, statements, gold = [], [], []
    for topic, words in TOPICS.items():
        for day, word in enumerate(words, 1):
            event, date = f"{topic}/{day}", f"2031-05-{day:02}"
            text = f"{word.title()} number {day} of the {topic}"
            events.append({"id": event, "title": text, "date": date})
            for key, said, right in (("s", text, event), ("n", f"Soup and a {words[0]}", None)):
                statements.append({"id": f"{topic}/{key}{day}", "text": said, "said": date})
                gold.append({"id": f"{topic}/{key}{day}", "event": right})
    for name, rows in (("events", events), ("statements", statements), ("gold", gold)):
        written = "\n".join(map(json.dumps, rows))
        (tmp_path / f"{name}.jsonl").write_text(written + "\n", encoding="utf-8")
    return tmp_path


def test_validation_answers_every_statement_and_ranks_the_right_event_first(folder):
    catalogue = LabelledCatalogue.read(folder)

    lines = [json.loads(line) for line in validate(catalogue)]

    right = [line for line in lines if catalogue.right[line["id"]]]
    assert len(lines) == 30
    assert all(line["events"][0]["id"] == catalogue.right[line["id"]] for line in right)


def test_fitting_twice_gives_the_same_coefficients(folder):
    examples = examples_of(LabelledCatalogue.read(folder))

    assert fit_models(examples) == fit_models(examples)
    assert fit_models(examples)["match"]["of that sentence"] > 0
