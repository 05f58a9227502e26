"""The training loop: seeded, resumable, with a running mean of the weights."""

import logging
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn

from claims.evaluation.polnear import Labelled
from claims.extraction.tagging.windows import Windows
from training.augmenting import augment
from training.examples import Example, examples_of
from training.model import LOOKS_UNTOLD, Tagger, batch_of, loss_of

LOG = logging.getLogger(__name__)

WARM_UP = 0.06  # of all steps
AVERAGED = 0.996  # what the running mean of the weights keeps at each step
EVERY = 50  # steps between two log lines
SAVED_EVERY = 150  # steps between two saves
SEED_STRIDE = 1_000_003


@dataclass(frozen=True, slots=True)
class Plan:
    """All that decides the result of a training run besides the data and the base."""

    epochs: int = 3
    batch: int = 2048  # pieces
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    augmented: float = 0.6  # of the articles, after the first epoch
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a run begins and what it learns from besides the labels: `tagger.pt` of other runs."""

    base: str  # the folder of the encoder
    start: Path | None = None  # else with fresh heads
    teacher: Path | None = None

    def model(self) -> Tagger:
        return Tagger.trained(self.base, self.start) if self.start else Tagger.fresh(self.base)

    def taught_by(self) -> Tagger | None:
        return Tagger.trained(self.base, self.teacher).eval() if self.teacher else None


def train(articles: Sequence[Labelled], origin: Origin, out: Path, plan: Plan) -> None:
    """Train into `out`; an interrupted run goes on from its last save.

    Writes `state.pt`
    (to go on from) and `tagger.pt` (the mean of the weights). Raises ValueError where `out` holds
    the state of another plan.
    """
    out.mkdir(parents=True, exist_ok=True)
    windows = Windows(Path(origin.base) / "tokenizer.json")
    total = plan.epochs * sum(1 for _ in _batches(articles, windows, plan, 0))
    run = _Run(origin, out, plan, total)
    began, first, losses = time.monotonic(), run.done, [0.0]
    for step, examples in _steps(articles, windows, plan):
        if run.done <= step < total:
            losses = [*losses[1 - EVERY :], run.learn(step, examples)]
            if run.done % EVERY == 0:
                pace = (time.monotonic() - began) / (run.done - first)
                told = run.done, total, sum(losses) / len(losses), pace * (total - run.done) / 60
                LOG.info("step %d of %d, loss %.4f, %.0f min left", *told)
            if run.done % SAVED_EVERY == 0 or run.done == total:
                run.save()


class _Run:
    """A model on its way: its weights, their mean, and how far it has come."""

    def __init__(self, origin: Origin, out: Path, plan: Plan, total: int) -> None:
        torch.manual_seed(plan.seed)
        self.out, self.plan, self.total, self.done = out, plan, total, 0
        self.model, self.teacher = origin.model().train(), origin.taught_by()
        self.optimizer = torch.optim.AdamW(_groups(self.model, plan), weight_decay=0.01)
        self.rates = [group["lr"] for group in self.optimizer.param_groups]
        self.mean = {n: v.detach().clone() for n, v in self.model.state_dict().items()}
        if (out / "state.pt").exists():
            self._go_on(torch.load(out / "state.pt", weights_only=True))

    def _go_on(self, saved: dict[str, Any]) -> None:
        if saved["plan"] != asdict(self.plan):
            message = f"{self.out / 'state.pt'} is of another plan, {saved['plan']}: remove it"
            raise ValueError(message)
        self.model.load_state_dict(saved["model"])
        self.optimizer.load_state_dict(saved["optimizer"])
        self.mean, self.done = saved["mean"], saved["done"]
        LOG.info("going on after step %d of %d", self.done, self.total)

    def learn(self, step: int, examples: Sequence[Example]) -> float:
        """Take one step; chance depends on the seed and the step alone."""
        torch.manual_seed(self.plan.seed * SEED_STRIDE + step)
        chance = random.Random(self.plan.seed * SEED_STRIDE + step)
        for rate, group in zip(self.rates, self.optimizer.param_groups, strict=True):
            group["lr"] = rate * _pace(step / self.total)
        told = [chance.random() >= LOOKS_UNTOLD for _ in examples]
        loss = loss_of(self.model, batch_of(examples, tell_looks=told), self.teacher)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self._average(min(AVERAGED, (1 + step) / (10 + step)))
        self.done = step + 1
        return float(loss.item())

    def _average(self, keep: float) -> None:
        with torch.no_grad():
            for name, value in self.model.state_dict().items():
                if value.is_floating_point():
                    self.mean[name].lerp_(value, 1 - keep)

    def save(self) -> None:
        """Write both files, each whole or not at all."""
        state = {"plan": asdict(self.plan), "done": self.done, "mean": self.mean}
        state |= {"model": self.model.state_dict(), "optimizer": self.optimizer.state_dict()}
        for name, values in (("state.pt", state), ("tagger.pt", self.mean)):
            part = self.out / f"{name}.part"
            torch.save(values, part)
            part.replace(self.out / name)


def _pace(progress: float) -> float:
    """The share of the learning rate: up in a line, then down to a fiftieth."""
    return min(progress / WARM_UP, 1.0) * max(0.02, 1 - progress) if progress else 0.01


def _groups(model: Tagger, plan: Plan) -> list[dict[str, Any]]:
    """Parameters with their learning rates: the lower a layer, the lower its rate."""
    layers = model.encoder.config.num_hidden_layers
    groups: dict[float, list[nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        rate = plan.head_rate
        if name.startswith("encoder.encoder.layer."):
            rate = plan.rate * plan.layer_decay ** (layers - 1 - int(name.split(".")[3]))
        elif name.startswith("encoder."):
            rate = plan.rate * plan.layer_decay**layers
        groups.setdefault(rate, []).append(parameter)
    return [{"params": parameters, "lr": rate} for rate, parameters in groups.items()]


def _steps(
    articles: Sequence[Labelled], windows: Windows, plan: Plan
) -> Iterator[tuple[int, list[Example]]]:
    """The batches of all epochs, numbered; one more, since later epochs may have fewer."""
    step = 0
    for epoch in range(plan.epochs + 1):
        for examples in _batches(articles, windows, plan, epoch):
            yield step, examples
            step += 1


def _batches(
    articles: Sequence[Labelled], windows: Windows, plan: Plan, epoch: int
) -> Iterator[list[Example]]:
    """The batches of an epoch: the same for the same seed, windows of like length together."""
    chance = random.Random(plan.seed * 1009 + epoch)
    examples = [
        example
        for article in articles
        for example in examples_of(
            augment(article, chance) if epoch and chance.random() < plan.augmented else article,
            windows,
            chance,
        )
    ]
    examples.sort(key=lambda example: (len(example.window.ids), chance.random()))
    groups: list[list[Example]] = [[]]
    for example in examples:
        if groups[-1] and (len(groups[-1]) + 1) * len(example.window.ids) > plan.batch:
            groups.append([])
        groups[-1].append(example)
    chance.shuffle(groups)
    yield from groups
