"""A trained tagger with thinner layers: the inner units that matter least are taken out.

The importance of a unit is the first-order estimate of what the loss would gain without it
(Molchanov and others 2019, "Importance Estimation for Neural Network Pruning").
"""

import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from claims.evaluation.polnear import Labelled
from claims.extraction.tagging.windows import Windows
from training.examples import Example, examples_of
from training.model import Tagger, batch_of, loss_of

LOOKED_AT = 120  # articles
TOGETHER = 8  # windows


def narrow(articles: Sequence[Labelled], base: str, run: Path, to: Path, inner: int) -> None:
    """Write `tagger.pt` into `to`: the tagger of `run` with `inner` units in every layer."""
    tagger = Tagger.trained(base, run / "tagger.pt")
    chance = random.Random(0)
    windows = Windows(Path(base) / "tokenizer.json")
    chosen = chance.sample(list(articles), min(LOOKED_AT, len(articles)))
    examples = [e for article in chosen for e in examples_of(article, windows, chance)]
    for layer, worth in zip(tagger.layers, _importance(tagger, examples), strict=True):
        kept = worth.topk(inner).indices.sort().values
        _keep(layer, kept)
    to.mkdir(parents=True, exist_ok=True)
    torch.save(tagger.state_dict(), to / "tagger.pt")


def _importance(tagger: Tagger, examples: Sequence[Example]) -> list[Tensor]:
    """For every layer, the importance of each of its inner units."""
    tagger.eval()
    seen: list[Tensor] = []

    def remember(_module: nn.Module, _inputs: object, output: Tensor) -> None:
        output.retain_grad()
        seen.append(output)

    hooks = [layer.intermediate.register_forward_hook(remember) for layer in tagger.layers]
    sums = [torch.zeros(layer.intermediate.dense.out_features) for layer in tagger.layers]
    for group in _groups(examples):
        seen.clear()
        loss_of(tagger, batch_of(group, tell_looks=[True] * len(group))).backward()
        for number, output in enumerate(seen):
            sums[number] += (output * output.grad).sum((0, 1)).detach().square()
    for hook in hooks:
        hook.remove()
    tagger.zero_grad()
    return sums


def _groups(examples: Sequence[Example]) -> Iterable[Sequence[Example]]:
    ordered = sorted(examples, key=lambda example: len(example.window.ids))
    return (ordered[at : at + TOGETHER] for at in range(0, len(ordered), TOGETHER))


def _keep(layer: nn.Module, kept: Tensor) -> None:
    up, down = layer.intermediate.dense, layer.output.dense
    up.weight.data, up.bias.data = up.weight.data[kept], up.bias.data[kept]
    down.weight.data = down.weight.data[:, kept]
