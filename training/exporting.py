"""From trained weights to the one file that ships: ONNX, eight bits a weight."""

import json
import shutil
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from training.model import LINK_SIZE, Tagger

OUTPUTS = ("roles", "links", "names", "acts")


class Plain(nn.Module):
    """The tagger for one window at a time, written out so that the run time can fuse its steps.

    No mask, since a single window has no padding; query, key and value are one product.
    """

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger
        config = tagger.encoder.config
        self.heads = config.num_attention_heads
        self.size = config.hidden_size // self.heads
        self.joined = nn.ModuleList(map(self._join, tagger.layers))

    def _join(self, layer: nn.Module) -> nn.Linear:
        """Query, key and value of a layer in one, the scale of attention folded into the query."""
        attention = layer.attention.self
        scale = self.size**-0.5
        weights = [attention.query.weight * scale, attention.key.weight, attention.value.weight]
        biases = [attention.query.bias * scale, attention.key.bias, attention.value.bias]
        joined = nn.Linear(weights[0].shape[1], 3 * weights[0].shape[0])
        joined.weight.data, joined.bias.data = torch.cat(weights), torch.cat(biases)
        return joined

    def forward(self, ids: Tensor, looks: Tensor) -> tuple[Tensor, ...]:
        """(1, pieces) and (1, pieces, 3) in; the outputs of `Tagger.forward` out."""
        tagger, embeddings = self.tagger, self.tagger.encoder.embeddings
        states = embeddings.word_embeddings(ids)
        states = states + sum(table(looks[..., n]) for n, table in enumerate(tagger.looks))
        places = torch.arange(ids.shape[1])
        states = states + embeddings.position_embeddings(places)
        states = states + embeddings.token_type_embeddings.weight[0]
        states = embeddings.LayerNorm(states)
        for layer, joined in zip(tagger.layers, self.joined, strict=True):
            mixed = joined(states).unflatten(-1, (3, self.heads, self.size))
            query, key, value = mixed.permute(2, 0, 3, 1, 4).unbind(0)
            weights = torch.softmax(query @ key.transpose(-1, -2), -1)
            context = (weights @ value).transpose(1, 2).flatten(2)
            output = layer.attention.output
            states = output.LayerNorm(output.dense(context) + states)
            inner = nn.functional.gelu(layer.intermediate.dense(states))
            states = layer.output.LayerNorm(layer.output.dense(inner) + states)
        child, parent = (
            torch.stack(layer(states).chunk(2, -1), 1) for layer in (tagger.child, tagger.parent)
        )
        asked = torch.stack([child[:, n] @ tagger.pair[n] for n in range(2)], 1)
        links = asked @ parent.transpose(-1, -2) / LINK_SIZE**0.5
        links = links + tagger.likely(states).transpose(-1, -2)[:, :, None, :]
        return tagger.roles(states), links, tagger.names(states), tagger.acts(states)


def export(base: str, run: Path, to: Path) -> None:
    """Write `tagger.onnx`, `tagger.json` (the chain's scores) and `tokenizer.json` into `to`."""
    tagger = Tagger.trained(base, run / "tagger.pt").eval()
    plain = Plain(tagger).eval()
    _check_same(tagger, plain)
    to.mkdir(parents=True, exist_ok=True)
    whole, prepared = run / "tagger.onnx", run / "prepared.onnx"
    axis = {1: "pieces"}
    torch.onnx.export(
        plain,
        _sample(),
        whole,
        dynamo=False,
        opset_version=17,
        input_names=["ids", "looks"],
        output_names=list(OUTPUTS),
        dynamic_axes={"ids": axis, "looks": axis, "links": {2: "pieces", 3: "pieces"}}
        | {name: axis for name in OUTPUTS if name != "links"},
    )
    quant_pre_process(whole, prepared, skip_symbolic_shape=True)
    # Seven bits leave room for the sums of processors without VNNI: the same result everywhere.
    quantize_dynamic(
        prepared,
        to / "tagger.onnx",
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
    )
    model = onnx.load(to / "tagger.onnx")
    model.producer_name = model.doc_string = ""
    onnx.save(model, to / "tagger.onnx")
    chain = {
        name: [[round(v, 4) for v in row] for row in getattr(tagger, name).reshape(-1, 7).tolist()]
        for name in ("transitions", "starts")
    }
    (to / "tagger.json").write_text(json.dumps(chain, indent=1) + "\n", encoding="utf-8")
    shutil.copy(Path(base) / "tokenizer.json", to / "tokenizer.json")


def _sample() -> tuple[Tensor, Tensor]:
    torch.manual_seed(0)
    return torch.randint(1000, 2000, (1, 37)), torch.randint(1, 4, (1, 37, 3))


def _check_same(tagger: Tagger, plain: Plain) -> None:
    ids, looks = _sample()
    with torch.inference_mode():
        pairs = zip(tagger(ids, looks, torch.ones_like(ids)), plain(ids, looks), strict=True)
        for name, (one, other) in zip(OUTPUTS, pairs, strict=True):
            torch.testing.assert_close(one, other, atol=1e-3, rtol=1e-3, msg=name)
