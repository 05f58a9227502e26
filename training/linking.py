"""python -m training.linking fit|validate: the coefficients of `claims.linking` (weighing.json).

A catalogue is a folder with events.jsonl, statements.jsonl and gold.jsonl (one event a statement,
or null). `validate` links the statements of each topic (what stands before the first slash of
their id) with coefficients fitted on the other topics, and writes what `manage.py link` would.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import claims.linking
from claims.edtf import bounds
from claims.evaluation.catalogued import LabelledCatalogue
from claims.evaluation.gold import read_gold
from claims.extraction import Document, ExtractedReport, Said, Span
from claims.interchange.links import Id, line_of
from claims.linking.events import features
from claims.linking.statements import describe, judge
from claims.linking.surroundings import Surroundings
from claims.linking.weighing import Model, beside, log_odds
from training.logistic import Rows, fit, table_of

COEFFICIENTS = Path(claims.linking.__file__).parent / "weighing.json"
PULL = 0.5  # of the coefficients towards those held beforehand
# Held beforehand, in log-odds, of what the catalogue's statements are without: they have neither
# context nor speakers, and its events neither aliases, participants nor places.
HELD = {
    "name": 3.0,
    "number": 4.0,
    "participants": 1.0,
    "place": 0.5,
    "context": 2.0,
    "undated": 1.0,
}
PULL_OF_ARTICLES = 2.0  # stronger: fewer examples, more alike
DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Example:
    """A statement's candidates, their features, and the one that is right, if any."""

    id: Id
    events: tuple[str, ...]
    features: tuple[Mapping[str, float], ...]
    right: Id | None


def examples_of(catalogue: LabelledCatalogue) -> list[Example]:
    """What the models of statements by themselves are fitted on."""
    found = []
    for statement in catalogue.statements:
        events, features = describe(statement.words, catalogue.lookup)
        keys = tuple(event.key for event in events)
        found.append(Example(statement.id, keys, tuple(features), catalogue.right[statement.id]))
    return found


def article_examples(folder: Path) -> Iterator[tuple[Mapping[str, float], float]]:
    """The candidates of every statement of a corpus in the gold format, and which are right."""
    gold = read_gold(folder)
    for article in gold.articles:
        day = article.published.day if article.published else None
        around = Surroundings(Document(article.text, article.title, day), gold.catalogue)
        for statement in gold.statements:
            if statement["article"] == article.url and not statement["optional"]:
                for subject, values in features(around, report_of(statement)):
                    yield values, float(subject.event.key in statement["events"])


def fit_article(folders: Iterable[Path]) -> Model:
    """The model of a report in its article."""
    rows, answers = zip(*(e for folder in folders for e in article_examples(folder)), strict=True)
    return _fit(rows, np.array(answers), {}, PULL_OF_ARTICLES)


def report_of(statement: Mapping[str, Any]) -> ExtractedReport:
    """A labelled statement as if it had been read."""
    return ExtractedReport(
        content=tuple(Span(*span) for span in statement["content"]),
        source=(),
        cue=(),
        kind=statement["kind"],
        label=statement["label"],
        speaker=None,
        body=None,
        said=Said(statement["said"], *bounds(statement["said"])),
    )


def fit_models(examples: Sequence[Example]) -> dict[str, Model]:
    """The model of a candidate by itself, and that of one beside the others."""
    answers = np.array([float(e.right == key) for e in examples for key in e.events])
    match = _fit([row for e in examples for row in e.features], answers, HELD)
    margins = [
        row
        for example in examples
        for row in beside([log_odds(match, values) for values in example.features])
    ]
    return {"match": match, "link": _fit(margins, answers, {"match": 1.0})}


def _fit(
    rows: Sequence[Mapping[str, float]],
    answers: Rows,
    held: Mapping[str, float],
    pull: float = PULL,
) -> Model:
    names = sorted({name for row in rows for name in row} | held.keys())
    prior = np.array([0.0, *(held.get(name, 0.0) for name in names)])
    found = fit(table_of(rows, names), answers, pull, prior)
    return {
        name: round(float(value), DECIMALS) for name, value in zip(["", *names], found, strict=True)
    }


def topic_of(key: Id) -> str:
    """The topic of a statement of a catalogue, which only the validation may look at."""
    return str(key).partition("/")[0]


def validate(catalogue: LabelledCatalogue) -> Iterable[str]:
    """A line a statement, each linked by what the other topics taught."""
    examples = examples_of(catalogue)
    models = {
        topic: fit_models([e for e in examples if topic_of(e.id) != topic])
        for topic in sorted({topic_of(e.id) for e in examples})
    }
    for statement in catalogue.statements:
        judged = judge(statement.words, catalogue.lookup, models[topic_of(statement.id)])
        yield json.dumps(line_of(statement, judged, catalogue.ids), ensure_ascii=False)


def main() -> None:
    """One sub-command a purpose; docs/training.md has the whole way."""
    parser = argparse.ArgumentParser(prog="python -m training.linking", description=__doc__)
    parser.add_argument("command", choices=("fit", "validate"))
    parser.add_argument("--catalogue", type=Path, required=True, help="the labelled catalogue")
    parser.add_argument(
        "--gold", type=Path, nargs="+", default=[], help="corpora in gold format, for articles"
    )
    options = parser.parse_args()
    catalogue = LabelledCatalogue.read(options.catalogue)
    if options.command == "validate":
        sys.stdout.writelines(f"{line}\n" for line in validate(catalogue))
    else:
        models = {**fit_models(examples_of(catalogue)), "article": fit_article(options.gold)}
        COEFFICIENTS.write_text(json.dumps(models, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
