"""The encoder at work: a document's windows in, attributions with their scores out."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime

from claims.extraction.layout import Paragraph
from claims.extraction.quotation import Quotation
from claims.extraction.tagging.decoding import Chain, Scores, Support, Tagged, decode
from claims.extraction.tagging.windows import Window, Windows

WEIGHTS = Path(__file__).parent / "weights"
# The fused layer takes seven times as long as its parts: 8 % of an encoder's run at 230 pieces.
_SLOWER = ["SkipLayerNormFusion"]


class Tagger:
    """Finds attributions with the weights of one folder; the same text gives the same answer."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        """Load `tagger.onnx`, `tagger.json` and `tokenizer.json`; some 0.2 s and 100 MB."""
        self._windows = Windows(weights / "tokenizer.json")
        self._chain = Chain.read(json.loads((weights / "tagger.json").read_text("utf-8")))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(weights / "tagger.onnx"),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=_SLOWER,
        )

    def tag(
        self, text: str, paragraphs: Sequence[Paragraph], quotations: Sequence[Quotation]
    ) -> tuple[tuple[Tagged, ...], Support]:
        """All attributions in text order, and what the tagger thinks of any other words.

        No attribution crosses another or a window's end.
        """
        windows = list(self._windows.cut(text, paragraphs, quotations))
        scores = [self._score(window) for window in windows]
        return decode(text, windows, scores, self._chain), Support.of(windows, scores)

    def _score(self, window: Window) -> Scores:
        inputs = {"ids": window.ids[np.newaxis], "looks": window.looks[np.newaxis]}
        roles, links, _, acts = (output[0] for output in self._session.run(None, inputs))
        at = window.firsts
        # The special first piece, place 0, stands for nobody.
        links = links[:, at][:, :, np.concatenate([[0], at])]
        return Scores(roles[at], links, acts[at])


@cache
def shipped_tagger() -> Tagger:
    """The tagger with the weights that ship, one a process."""
    return Tagger()
