"""The tagger in PyTorch: an encoder, the looks of words beside its pieces, and five heads."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoConfig, AutoModel

from claims.extraction.tagging.roles import LABELS, NAME_LABELS
from claims.extraction.tagging.windows import CASES, MARKS, PLACES
from training.examples import IGNORED, NOBODY, Example

LINK_SIZE = 96
IMPOSSIBLE = -1e4
LINK_WEIGHT, NAME_WEIGHT, ACT_WEIGHT = 0.35, 0.15, 0.15
LOOKS_UNTOLD = 0.08  # of the windows
FIRST_LAYER = "encoder.encoder.layer.0"
LINKED = ("content", "cue")  # the children of links, in the order of the outputs
ENCODER = {"add_pooling_layer": False, "attn_implementation": "eager"}

Outputs = tuple[Tensor, Tensor, Tensor, Tensor]  # roles, links, names, acts


class Tagger(nn.Module):
    """Scores for every piece: roles, names, acts, and which other piece it hangs on."""

    def __init__(self, encoder: nn.Module) -> None:
        """Put fresh heads upon an encoder of the `transformers` library."""
        super().__init__()
        self.encoder = encoder
        hidden = self.encoder.config.hidden_size
        self.looks = nn.ModuleList(nn.Embedding(n, hidden) for n in (CASES, PLACES, MARKS))
        for table in self.looks:
            nn.init.normal_(table.weight, std=0.01)
        self.drop = nn.Dropout(0.1)
        self.roles = nn.Linear(hidden, len(LABELS))
        self.names = nn.Linear(hidden, len(NAME_LABELS))
        self.acts = nn.Linear(hidden, 2)
        self.child = nn.Sequential(nn.Linear(hidden, 2 * LINK_SIZE), nn.GELU(approximate="tanh"))
        self.parent = nn.Sequential(nn.Linear(hidden, 2 * LINK_SIZE), nn.GELU(approximate="tanh"))
        self.pair = nn.Parameter(torch.eye(LINK_SIZE).repeat(2, 1, 1))
        self.likely = nn.Linear(hidden, 2)  # how likely a piece is anybody's parent
        self.transitions = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.starts = nn.Parameter(torch.zeros(len(LABELS)))

    @classmethod
    def fresh(cls, base: str) -> "Tagger":
        """A tagger to be trained, on the encoder of a folder."""
        return cls(AutoModel.from_pretrained(base, **ENCODER))

    @classmethod
    def trained(cls, base: str, weights: Path) -> "Tagger":
        """A tagger with saved weights, its layers as wide as theirs; the base gives the rest."""
        saved = torch.load(weights, weights_only=True)
        config = AutoConfig.from_pretrained(base)
        config.intermediate_size = len(saved[f"{FIRST_LAYER}.intermediate.dense.bias"])
        tagger = cls(AutoModel.from_config(config, **ENCODER))
        tagger.load_state_dict(saved)
        return tagger

    @property
    def layers(self) -> nn.ModuleList:
        """The layers of the encoder, from below."""
        return self.encoder.encoder.layer

    def forward(self, ids: Tensor, looks: Tensor, mask: Tensor) -> Outputs:
        """Take (batch, pieces), (batch, pieces, 3), (batch, pieces).

        Returns roles (batch, pieces, 7), links (batch, 2, pieces as children, pieces as parents),
        names (batch, pieces, 7) and acts (batch, pieces, 2).
        """
        embedded = self.encoder.embeddings.word_embeddings(ids)
        embedded = embedded + sum(table(looks[..., n]) for n, table in enumerate(self.looks))
        states = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        states = self.drop(states)
        child, parent = (
            torch.stack(layer(states).chunk(2, -1), 1) for layer in (self.child, self.parent)
        )
        links = (child @ self.pair) @ parent.transpose(-1, -2) / LINK_SIZE**0.5
        links = links + self.likely(states).transpose(-1, -2)[:, :, None, :]
        links = links + (1 - mask[:, None, None, :].to(links.dtype)) * IMPOSSIBLE
        return self.roles(states), links, self.names(states), self.acts(states)


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of like length as tensors; labels stand at words, `words` are their first pieces."""

    ids: Tensor
    looks: Tensor
    mask: Tensor
    words: Tensor  # (batch, words), padded with 0
    lengths: Tensor
    roles: Tensor
    names: Tensor
    links: Tensor  # (links, 4): window, kind, child piece, parent piece (0 for nobody)
    acts: Tensor  # (acts, 3): window, piece, speech


def batch_of(examples: Sequence[Example], *, tell_looks: Sequence[bool]) -> Batch:
    """Pad and stack examples; where not told, a window's looks are all unknown."""
    firsts = [example.window.firsts.tolist() for example in examples]
    looks = [
        (e.window.looks if told else e.window.looks * 0).tolist()
        for e, told in zip(examples, tell_looks, strict=True)
    ]
    width = max(len(example.window.ids) for example in examples)
    links = [
        (n, kind, firsts[n][child], 0 if parent == NOBODY else firsts[n][parent])
        for n, example in enumerate(examples)
        for kind, child, parent in example.links
    ]
    acts = [(n, firsts[n][at], act) for n, e in enumerate(examples) for at, act in e.acts]
    return Batch(
        ids=_pad([e.window.ids.tolist() for e in examples], 0),
        looks=torch.tensor([row + [[0, 0, 0]] * (width - len(row)) for row in looks]),
        mask=_pad([[1] * len(e.window.ids) for e in examples], 0),
        words=_pad(firsts, 0),
        lengths=torch.tensor([len(row) for row in firsts]),
        roles=_pad([e.roles for e in examples], 0),
        names=_pad([e.names for e in examples], IGNORED),
        links=torch.tensor(links, dtype=torch.long).reshape(-1, 4),
        acts=torch.tensor(acts, dtype=torch.long).reshape(-1, 3),
    )


def loss_of(model: Tagger, batch: Batch, teacher: Tagger | None = None) -> Tensor:
    """The mean loss of a batch against its labels and, in equal parts, against a teacher."""
    outputs = model(batch.ids, batch.looks, batch.mask)
    loss = _labels_loss(model, batch, outputs)
    if teacher is None:
        return loss
    with torch.no_grad():
        taught = teacher(batch.ids, batch.looks, batch.mask)
    return (loss + _teacher_loss(batch, outputs, taught)) / 2


def _labels_loss(model: Tagger, batch: Batch, outputs: Outputs) -> Tensor:
    """Roles as a chain (CRF), links, names and acts as choices."""
    roles, links, names, acts = outputs
    at_words = torch.gather(roles, 1, batch.words[..., None].expand(-1, -1, roles.shape[-1]))
    loss = chain_loss(model, at_words, batch.roles, batch.lengths)
    named = torch.gather(names, 1, batch.words[..., None].expand(-1, -1, names.shape[-1]))
    loss = loss + NAME_WEIGHT * nn.functional.cross_entropy(
        named.flatten(0, 1), batch.names.flatten(), ignore_index=IGNORED
    )
    if len(batch.links):
        window, kind, child, parent = batch.links.T
        loss = loss + LINK_WEIGHT * nn.functional.cross_entropy(links[window, kind, child], parent)
    if len(batch.acts):
        window, piece, speech = batch.acts.T
        loss = loss + ACT_WEIGHT * nn.functional.cross_entropy(acts[window, piece], speech)
    return loss


def _teacher_loss(batch: Batch, outputs: Outputs, taught: Outputs) -> Tensor:
    """How far the outputs are from a teacher's (Hinton and others 2015), word by word.

    Links and acts count where the teacher sees a content or a cue begin.
    """
    inside = (torch.arange(batch.words.shape[1])[None, :] < batch.lengths[:, None]).float()

    def apart(own: Tensor, other: Tensor, weight: Tensor) -> Tensor:
        """The mean divergence, in nats; (batch, pieces, choices) twice and (batch, words)."""
        index = batch.words[..., None].expand(-1, -1, own.shape[-1])
        own, other = (torch.gather(t, 1, index).log_softmax(-1) for t in (own, other))
        far = (other.exp() * (other - own)).sum(-1)
        return (far * weight).sum() / weight.sum().clamp(min=1.0)

    index = batch.words[..., None].expand(-1, -1, len(LABELS))
    chances = torch.gather(taught[0], 1, index).softmax(-1)
    contents, cues = (chances[..., LABELS.index(f"B-{role}")] * inside for role in LINKED)
    loss = apart(outputs[0], taught[0], inside)
    loss = loss + LINK_WEIGHT * apart(outputs[1][:, 0], taught[1][:, 0], contents)
    loss = loss + LINK_WEIGHT * apart(outputs[1][:, 1], taught[1][:, 1], cues)
    loss = loss + NAME_WEIGHT * apart(outputs[2], taught[2], inside)
    return loss + ACT_WEIGHT * apart(outputs[3], taught[3], contents + cues)


def chain_loss(model: Tagger, scores: Tensor, labels: Tensor, lengths: Tensor) -> Tensor:
    """The negative log-likelihood a word of a linear chain (Lafferty, McCallum, Pereira 2001)."""
    steps = torch.arange(scores.shape[1])
    inside = steps[None, :] < lengths[:, None]
    gold = torch.gather(scores, 2, labels[..., None])[..., 0]
    moves = model.transitions[labels[:, :-1], labels[:, 1:]]
    path = (gold * inside).sum(1) + (moves * inside[:, 1:]).sum(1) + model.starts[labels[:, 0]]
    forward = model.starts + scores[:, 0]
    for step in range(1, scores.shape[1]):
        following = torch.logsumexp(forward[:, :, None] + model.transitions, 1) + scores[:, step]
        forward = torch.where(inside[:, step, None], following, forward)
    return (torch.logsumexp(forward, 1) - path).sum() / lengths.sum()


def _pad(rows: list[list[int]], fill: int) -> Tensor:
    width = max(map(len, rows))
    return torch.tensor([row + [fill] * (width - len(row)) for row in rows])
