"""Fits the three models of `claims.extraction.weighing` on labelled articles.

"speech" (is it a statement?) and "attitude" (is it an attribution at all?) judge candidates,
"credit" judges reports: is it a statement, and is the speaker right?
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from claims.evaluation.gold import read_gold as read_corpus
from claims.evaluation.polnear import read_split
from claims.evaluation.reports import compare
from claims.extraction.candidates import SAME, overlap, survey
from claims.extraction.names import name_finder
from claims.extraction.nesting import attribute
from claims.extraction.prose import Prose
from claims.extraction.reading import Span
from claims.extraction.resolver import resolve
from claims.extraction.story import Story
from claims.extraction.tagging.tagger import Tagger
from claims.extraction.weighing import credit_features, features
from claims.interchange.extracts import Extractor
from training.examples import is_speech

PULL = 1.0  # of the coefficients towards 0 (ridge)

Extents = tuple[tuple[Span, ...], ...]  # any of them is right; the spans of each
Judged = tuple[Mapping[str, float], float, float]  # features, right or not, weight


@dataclass(frozen=True, slots=True)
class Gold:
    """An article, the extents of each statement, and extents that count neither way."""

    text: str
    right: tuple[Extents, ...]
    optional: Extents = ()


def candidates_of_corpus(folder: Path, tagger: Tagger, weight: float) -> Iterator[Judged]:
    """The candidates of a corpus in the gold format."""
    corpus = read_corpus(folder)
    for article in corpus.articles:
        right: list[Extents] = []
        optional: list[tuple[Span, ...]] = []
        for statement in corpus.statements:
            if statement["article"] == article.url:
                spans = tuple(
                    tuple(Span(*span) for span in extent["content"])
                    for extent in (statement, *statement.get("also", ()))
                )
                if statement["optional"]:
                    optional.extend(spans)
                else:
                    right.append(spans)
        gold = Gold(article.text, tuple(right), tuple(optional))
        yield from _candidates(gold, tagger, weight)


def candidates_of_polnear(
    folder: Path, tagger: Tagger, weight: float, *, spoken: bool = False
) -> Iterator[Judged]:
    """The candidates of PolNeAR dev; `spoken`: attitudes count neither way."""
    for labelled in read_split(folder, "dev", with_names=False):
        kept = [s for s in labelled.statements if not spoken or is_speech(labelled.text, s)]
        left = [s for s in labelled.statements if s not in kept]
        right = tuple((statement["content"],) for statement in kept)
        gold = Gold(labelled.text, right, tuple(statement["content"] for statement in left))
        yield from _candidates(gold, tagger, weight)


def reports_of_corpus(folder: Path, tagger: Tagger, weight: float) -> Iterator[Judged]:
    """The reports of a corpus in the gold format; right where statement and speaker are."""
    corpus = read_corpus(folder)
    extractor = Extractor(corpus.registry, corpus.catalogue)
    values: dict[int, Mapping[str, float]] = {}
    lines = []
    for article in corpus.articles:
        prose = Prose(article.text)
        names = name_finder(corpus.registry).find(article.text)
        day = article.published.day if article.published else None
        found = attribute(prose, tagger)
        story = Story(corpus.registry, day, names, prose.sentences)
        sources = resolve(article.text, names, story, found)
        of_article = list(extractor.lines_of(article))
        for line, attribution, source in zip(of_article, found, sources, strict=True):
            values[id(line)] = credit_features(attribution, source)
        lines += of_article
    comparison = compare(corpus.statements, lines)
    for pair in comparison.pairs:
        yield values[id(pair.report)], float(pair.same_speaker()), weight
    for invented in comparison.invented:
        yield values[id(invented)], 0.0, weight


def fit(judged: Iterable[Judged]) -> dict[str, float]:
    """The coefficients by feature: logistic regression with a ridge, by Newton's method."""
    rows, answers, weights = zip(*judged, strict=True)
    names = ["", *sorted({name for row in rows for name in row})]
    table = np.array([[1.0 if n == "" else row.get(n, 0.0) for n in names] for row in rows])
    fitted = _newton(table, np.array(answers), np.array(weights))
    return {name: round(float(value), 3) for name, value in zip(names, fitted, strict=True)}


def _candidates(gold: Gold, tagger: Tagger, weight: float) -> Iterator[Judged]:
    prose = Prose(gold.text)
    found = survey(prose, tagger)
    contents = [candidate.attribution.content for candidate in found.candidates]
    best = {_best(contents, extents) for extents in gold.right}
    for n, (candidate, content) in enumerate(zip(found.candidates, contents, strict=True)):
        if n in best or not any(overlap(content, extent) >= SAME for extent in gold.optional):
            yield features(prose, candidate, found.support), float(n in best), weight


def _best(contents: Sequence[tuple[Span, ...]], extents: Sequence[tuple[Span, ...]]) -> int | None:
    """The content nearest to one of the extents of a statement, if any is near enough."""
    near = {n: max(overlap(c, extent) for extent in extents) for n, c in enumerate(contents)}
    best = max(near, key=near.__getitem__, default=None)
    return best if best is not None and near[best] >= SAME else None


def _newton(
    table: npt.NDArray[Any], answers: npt.NDArray[Any], weights: npt.NDArray[Any]
) -> npt.NDArray[Any]:
    found = np.zeros(table.shape[1])
    pull = PULL * np.eye(table.shape[1])
    pull[0, 0] = 0
    for _ in range(50):
        chances = 1 / (1 + np.exp(-table @ found))
        slope = table.T @ (weights * (answers - chances)) - pull @ found
        curve = (table * (weights * chances * (1 - chances))[:, None]).T @ table + pull
        step = np.linalg.solve(curve + 1e-6 * np.eye(len(curve)), slope)
        found = found + step
        if abs(step).max() < 1e-6:
            break
    return found
