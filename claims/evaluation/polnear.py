"""PolNeAR: news articles whose attributions are labelled in brat's stand-off format.

Its folder holds SPLIT/text, SPLIT/attributions, metadata.tsv and, for training, names that a tagger
gave (SPLIT.corenlp.jsonl).
"""

import csv
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from claims.extraction import Span
from claims.interchange import InterchangeError
from sources.parsing.published import Published, parse_published

Spans = dict[str, tuple[Span, ...]]  # by role: source, cue, content

ROLES = ("source", "cue", "content")
_LAYOUT = "name the folder of PolNeAR that holds metadata.tsv and the splits (train/text, ...)"


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article, who said what in it, and the names in it (span, type)."""

    key: str
    text: str
    statements: tuple[Spans, ...]
    names: tuple[tuple[Span, str], ...] = ()


def read_split(folder: Path, split: str, *, with_names: bool = True) -> Iterator[Labelled]:
    """The articles of a split in order, as their first annotator labelled them."""
    paths = sorted((folder / split / "text").glob("*.txt"))
    if not paths:
        raise InterchangeError([f"{folder / split / 'text'}: no articles there: {_LAYOUT}"])
    names = _read_names(folder / f"{split}.corenlp.jsonl") if with_names else {}
    for path in paths:
        with _naming(path, "no text"), path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        marked = sorted((folder / split / "attributions").glob(f"{path.stem}_????.ann"))
        statements = _read_labels(marked[0]) if marked else ()
        yield Labelled(path.stem, text, statements, names.get(path.stem, ()))


def read_days(folder: Path) -> dict[str, Published]:
    """When the articles were published, by key; not all of them have a day."""
    path = folder / "metadata.tsv"
    if not path.is_file():
        raise InterchangeError([f"{path}: missing: {_LAYOUT}"])
    with _naming(path, "no table of articles"), path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        days = {row["filename"]: row["publication_date"] for row in rows}
        return {key: parse_published(day) for key, day in days.items() if day}


@contextmanager
def _naming(path: Path, fault: str) -> Iterator[None]:
    """Say of which file it is when something in it can't be read."""
    try:
        yield
    except (KeyError, TypeError, ValueError) as error:
        problem = f"{path}: {fault} ({error}): restore the file from the corpus"
        raise InterchangeError([problem]) from None


def _read_names(path: Path) -> dict[str, tuple[tuple[Span, str], ...]]:
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {r["id"]: tuple((Span(s, e), kind) for s, e, kind in r["entities"]) for r in rows}


def _read_labels(path: Path) -> tuple[Spans, ...]:
    with _naming(path, "not brat's stand-off format"):
        return tuple(_read_brat(path.read_text(encoding="utf-8").split("\n")))


def _read_brat(lines: list[str]) -> Iterator[Spans]:
    """The attributions of a file that have a content."""
    spans: dict[str, tuple[Span, ...]] = {}
    events: list[list[str]] = []
    for line in lines:
        name, _, rest = line.partition("\t")
        if re.fullmatch(r"T\d+", name):
            _, _, where = rest.split("\t")[0].partition(" ")
            fragments = [map(int, fragment.split()) for fragment in where.split(";")]
            spans[name] = tuple(Span(*fragment) for fragment in fragments)
        elif re.fullmatch(r"E\d+", name):
            events.append(rest.split("\t")[0].split())
    for event in events:
        found: Spans = dict.fromkeys(ROLES, ())
        for argument in event:
            numbered, _, name = argument.partition(":")
            role = numbered.rstrip("0123456789").lower()
            if role in found:
                found[role] = tuple(sorted((*found[role], *spans[name])))
        if found["content"]:
            yield found
