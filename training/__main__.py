"""python -m training train|narrow|export|weigh|refer: from labelled texts to what ships."""

import argparse
import json
import logging
from pathlib import Path

import torch

from claims.evaluation.polnear import read_split
from claims.extraction.tagging.tagger import WEIGHTS, Tagger
from claims.extraction.weighing import read_models
from claims.linking import discovery
from claims.linking.discovery.referring import Features
from training.exporting import export
from training.loop import Origin, Plan, train
from training.narrowing import narrow
from training.referring import links_of_corpus
from training.weighing import (
    candidates_of_corpus,
    candidates_of_polnear,
    fit,
    reports_of_corpus,
)

REFERRING = Path(discovery.__file__).parent / "referring.json"
COEFFICIENTS = WEIGHTS.parent.parent / "weighing.json"
# What a candidate counts: many are PolNeAR's, whose statements are not quite ours, and the made
# corpora are easier than news. A corpus named without a weight counts in full.
WEIGHT_OF_SPOKEN = 0.1


def main() -> None:
    """One sub-command a step; docs/training.md has the whole way."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for add in (_add_training, _add_narrowing, _add_exporting, _add_weighing, _add_referring):
        add(commands)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    options.run(options)


def _add_training(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("train", help="learn; an interrupted run goes on")
    parser.add_argument("--polnear", type=Path, required=True, help="the folder of the corpus")
    parser.add_argument("--base", required=True, help="the folder of the encoder")
    parser.add_argument("--out", type=Path, required=True, help="the folder of the run")
    parser.add_argument("--teacher", type=Path, help="the tagger.pt of a run to learn from too")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--start", type=Path, help="the tagger.pt of a run to begin with")
    for name in ("epochs", "batch", "rate", "seed"):
        default = getattr(Plan(), name)
        parser.add_argument(f"--{name}", type=type(default), default=default)
    parser.set_defaults(run=_train)


def _train(options: argparse.Namespace) -> None:
    torch.set_num_threads(options.threads)
    named = {name: getattr(options, name) for name in ("epochs", "batch", "rate", "seed")}
    articles = list(read_split(options.polnear, "train"))
    origin = Origin(options.base, options.start, options.teacher)
    train(articles, origin, options.out, Plan(**named))


def _add_narrowing(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("narrow", help="take the units out that matter least")
    parser.add_argument("--polnear", type=Path, required=True, help="the folder of the corpus")
    parser.add_argument("--base", required=True, help="the folder of the encoder")
    parser.add_argument("--from", dest="trained", type=Path, required=True, help="of the run")
    parser.add_argument("--to", type=Path, required=True, help="a folder to --start with")
    parser.add_argument("--inner", type=int, default=768, help="units that a layer keeps")
    parser.set_defaults(run=_narrow)


def _narrow(options: argparse.Namespace) -> None:
    articles = list(read_split(options.polnear, "train"))
    narrow(articles, options.base, options.trained, options.to, options.inner)


def _add_exporting(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("export", help="write the int8 ONNX file of a run")
    parser.add_argument("--base", required=True, help="the folder of the encoder")
    parser.add_argument("--from", dest="trained", type=Path, required=True, help="of the run")
    parser.add_argument("--to", type=Path, default=WEIGHTS, help="where the reader looks, without")
    parser.set_defaults(run=lambda options: export(options.base, options.trained, options.to))


def _add_weighing(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("weigh", help="fit the chances of candidates (weighing.json)")
    parser.add_argument("--polnear", type=Path, required=True, help="the folder of the corpus: dev")
    parser.add_argument(
        "--gold", nargs="+", required=True, metavar="FOLDER[=WEIGHT]", help="corpora in gold format"
    )
    parser.set_defaults(run=_weigh)


def _weigh(options: argparse.Namespace) -> None:
    tagger = Tagger()
    named = (name.partition("=") for name in options.gold)
    golds = [(Path(folder), tagger, float(weight or 1)) for folder, _, weight in named]
    models = json.loads(COEFFICIENTS.read_text("utf-8"))
    speech = [judged for gold in golds for judged in candidates_of_corpus(*gold)]
    speech += candidates_of_polnear(options.polnear, tagger, WEIGHT_OF_SPOKEN, spoken=True)
    models["speech"] = fit(speech)
    models["attitude"] = fit(candidates_of_polnear(options.polnear, tagger, 1.0))
    _write(models)
    read_models.cache_clear()  # what is credited hangs on what is believed
    models["credit"] = fit(judged for gold in golds for judged in reports_of_corpus(*gold))
    _write(models)


def _add_referring(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("refer", help="fit what refers to found events (referring.json)")
    parser.add_argument(
        "--gold", nargs="+", required=True, type=Path, metavar="FOLDER", help="in gold format"
    )
    parser.set_defaults(run=_refer)


def _refer(options: argparse.Namespace) -> None:
    fitted = fit(judged for folder in options.gold for judged in links_of_corpus(folder))
    bias = fitted.pop("")
    model = {"bias": bias} | {name: fitted.get(name, 0.0) for name in Features._fields}
    REFERRING.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


def _write(models: dict[str, dict[str, float]]) -> None:
    COEFFICIENTS.write_text(json.dumps(models, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
