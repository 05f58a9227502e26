"""How looking for events grows with the articles of a window.

    python -m benchmarks.discovering [--articles 200]

Takes that many made articles, then twice as many over the same days, in one run, and prints the
seconds of both and their ratio: 2 where the cost of an article stays what it was.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

from claims.extraction import Document, Span
from claims.linking.discovery import Article, Report, discover

DAYS = 120
OUTLETS = 20
SENTENCES = 40
SYLLABLES = [a + b for a in "bdfgklmnprst" for b in ("ar", "el", "in", "or", "osk")]
EVENTS = ("explosion on", "talks in", "arrest of", "collapse of", "strike on", "inquiry into")
WORDS = ("nobody", "in", "town", "knew", "what", "would", "come", "of", "it", "for", "weeks")


def made(articles: int, seed: int = 1) -> Iterator[Article]:
    """Articles on a few events each, among many; names and events are Zipf-distributed."""
    chance = random.Random(seed)  # noqa: S311 nothing secret
    names = ["".join(chance.choices(SYLLABLES, k=2)).capitalize() for _ in range(2000)]
    weights = [1 / rank for rank in range(1, len(names) + 1)]
    key = 0
    for number in range(articles):
        told = chance.choices(names, weights, k=4)
        sentences = [_sentence(chance, told) for _ in range(SENTENCES)]
        text = "\n".join(sentences)
        reports = []
        for place in range(0, SENTENCES, 4):
            start = sum(len(sentence) + 1 for sentence in sentences[:place])
            reports.append(Report(key, key, (Span(start, start + len(sentences[place])),)))
            key += 1
        day = date(2031, 1, 1) + timedelta(days=number % DAYS)
        document = Document(text, sentences[0], day)
        outlet = f"Outlet {number % OUTLETS}"
        yield Article(f"https://outlet.example/{number}", outlet, document, tuple(reports))


def _sentence(chance: random.Random, names: list[str]) -> str:
    plain = " ".join(chance.choices(WORDS, k=14))
    if chance.random() < 0.3:
        return f"He spoke of the {chance.choice(EVENTS)} {chance.choice(names)}, and {plain}."
    return f"In {chance.choice(names)} {plain}."


def _seconds(articles: int) -> float:
    given = list(made(articles))
    began = time.perf_counter()
    discover(given)
    return time.perf_counter() - began


def main() -> None:
    """Measure once each, after a small round that does not count."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=200)
    options = parser.parse_args()
    _seconds(20)
    once, twice = _seconds(options.articles), _seconds(2 * options.articles)
    sys.stdout.write(
        f"{options.articles} articles {once:.1f} s, {2 * options.articles} {twice:.1f} s, "
        f"ratio {twice / once:.2f}\n"
    )


if __name__ == "__main__":
    main()
