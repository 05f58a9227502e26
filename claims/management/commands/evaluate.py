"""`manage.py evaluate`: how well the reader does on labelled articles."""

from argparse import ArgumentTypeError
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from tqdm import tqdm

from claims.evaluation import (
    Outcome,
    evaluate_catalogue,
    evaluate_discovered,
    evaluate_gold,
    evaluate_nested,
    evaluate_polnear,
    evaluate_relations,
    evaluate_times,
)
from claims.evaluation.tables import errors_list, figures_table
from claims.interchange import InterchangeError
from claims.management.command import ExampleCommand, add_json_option


class Command(ExampleCommand):
    """Reads labelled corpora and prints the figures of all of them side by side."""

    help = (
        "Read labelled articles, without a database, and show how much of what is found is right: "
        "figures side by side, the errors counted by type and, on request, written out."
    )
    example = (
        "python manage.py evaluate tests/gold/strait --nested tests/gold/nested.jsonl --errors 3"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The corpora of each kind, and what to show of them."""
        parser.add_argument(
            "gold",
            nargs="*",
            type=Path,
            metavar="GOLD_DIR",
            help="a folder with articles.jsonl, speakers.yaml and gold.json",
        )
        parser.add_argument(
            "--discover",
            action="store_true",
            help="also find the events of each GOLD_DIR without a catalogue",
        )
        parser.add_argument("--polnear", type=Path, metavar="DIR", help="the folder of PolNeAR")
        parser.add_argument("--split", default="dev", help="the part of PolNeAR (default: dev)")
        parser.add_argument(
            "--nested", type=Path, metavar="FILE", help="cases of statements within statements"
        )
        parser.add_argument(
            "--relations", type=Path, metavar="FILE", help="cases of statements about statements"
        )
        parser.add_argument(
            "--timeml",
            type=Path,
            nargs="+",
            default=[],
            metavar="DIR",
            help="folders of TimeML or MEANTIME, for the times that the calendar finds",
        )
        parser.add_argument(
            "--catalogue",
            type=Path,
            metavar="DIR",
            help="a folder with events.jsonl, statements.jsonl and gold.jsonl, for links",
        )
        parser.add_argument(
            "--errors",
            type=_number,
            default=0,
            metavar="N",
            help="write out up to N errors of each type and corpus",
        )
        add_json_option(parser)

    def handle(self, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Exit status 1 where a corpus could not be read."""
        corpora = list(_corpora(options))
        if not corpora:
            self.complain("Nothing to evaluate: name a GOLD_DIR or one of the options.")
            raise SystemExit(1)
        try:
            progress = tqdm(corpora, unit=" corpora", disable=None, leave=False)
            outcomes = [evaluate() for evaluate in progress]
        except (InterchangeError, OSError) as error:
            self.complain(error)
            raise SystemExit(1) from None
        with self.piping():
            words = "\n".join(_words(outcomes, options["errors"]))
            self.answer(_values(outcomes, options["errors"]), words, as_json=options["json"])


def _corpora(options: dict[str, Any]) -> Iterator[Callable[[], Outcome]]:
    for folder in options["gold"]:
        yield partial(evaluate_gold, folder)
        if options["discover"]:
            yield partial(evaluate_discovered, folder)
    if options["polnear"]:
        yield partial(evaluate_polnear, options["polnear"], options["split"])
    if options["nested"]:
        yield partial(evaluate_nested, options["nested"])
    if options["relations"]:
        yield partial(evaluate_relations, options["relations"])
    for folder in options["timeml"]:
        yield partial(evaluate_times, folder)
    if options["catalogue"]:
        yield partial(evaluate_catalogue, options["catalogue"])


def _words(outcomes: list[Outcome], errors: int) -> Iterator[str]:
    yield from figures_table(outcomes)
    if errors:
        for outcome in outcomes:
            yield from errors_list(outcome, errors)


def _values(outcomes: list[Outcome], errors: int) -> dict[str, Any]:
    """A list, as two folders may have one name."""
    return {
        "corpora": [
            {
                "corpus": outcome.corpus,
                "figures": outcome.figures,
                "errors": outcome.counts(),
                "examples": [asdict(mistake) for mistake in outcome.examples(errors)],
            }
            for outcome in outcomes
        ]
    }


def _number(value: str) -> int:
    if not value.isdecimal():
        message = f"{value!r} is no number of errors: write 0 or more"
        raise ArgumentTypeError(message)
    return int(value)
