"""PURE: how well the reader does on labelled articles, in figures and in errors.

`corpora` reads a corpus, lets the reader read it and scores what it found; `reports`,
`attributions`, `nested`, `relations`, `times` and `catalogued` are the scorers, one for each kind
of label.
"""

from claims.evaluation.catalogued import evaluate_catalogue
from claims.evaluation.corpora import (
    evaluate_gold,
    evaluate_nested,
    evaluate_polnear,
    evaluate_times,
)
from claims.evaluation.discovered import evaluate_discovered
from claims.evaluation.outcomes import Figures, Mistake, Outcome
from claims.evaluation.relations import evaluate_relations

__all__ = [
    "Figures",
    "Mistake",
    "Outcome",
    "evaluate_catalogue",
    "evaluate_discovered",
    "evaluate_gold",
    "evaluate_nested",
    "evaluate_polnear",
    "evaluate_relations",
    "evaluate_times",
]
