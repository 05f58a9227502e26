"""How well report lines agree with a labelled corpus: a small scorer of our own.

Gold statements and reports of an article are paired by the overlap of their contents, the best
first; speaker, kind, day, outlets and events are then compared on the pairs.
"""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Line = Mapping[str, Any]

LEAST_OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold statement and the report that was taken for it."""

    gold: Line
    report: Line
    kind: str


def read_gold(folder: Path) -> dict[str, Any]:
    """The labels of a corpus."""
    labels: dict[str, Any] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return labels


def score(gold: Mapping[str, Any], lines: Iterable[Line]) -> dict[str, float]:
    """Each figure from 0 to 1; of nothing to find and nothing found, 1."""
    reports = list(lines)
    pairs = list(_pairs(gold["statements"], reports))
    required = [pair for pair in pairs if not pair.gold["optional"]]
    dated = [pair for pair in required if pair.gold["said"]]
    wanted = sum(not statement["optional"] for statement in gold["statements"])
    counted = len(reports) - (len(pairs) - len(required))
    return {
        "statements_f1": _f1(len(required), counted, wanted),
        "speaker": _share(_same_speaker(pair) for pair in required),
        "kind": _share(pair.kind == pair.report["kind"] for pair in required),
        "said_known_exact": _share(p.gold["said"] == p.report["said"]["edtf"] for p in dated),
        "via_f1": _f1(
            sum(_shared_outlets(pair) for pair in required),
            sum(len(pair.report["via"]) for pair in required),
            sum(len(pair.gold["via"]) for pair in required),
        ),
        "event_links_f1": _f1(
            sum(len(_slugs(pair) & set(pair.gold["events"])) for pair in required),
            sum(len(_slugs(pair)) for pair in required),
            sum(len(pair.gold["events"]) for pair in required),
        ),
    }


def _pairs(statements: Iterable[Line], reports: Iterable[Line]) -> Iterator[Pair]:
    by_url: dict[str, list[Line]] = defaultdict(list)
    for report in reports:
        by_url[report["article"]["url"]].append(report)
    found = [
        (-overlap, statement["optional"], number, place, Pair(statement, report, kind))
        for number, statement in enumerate(statements)
        for place, report in enumerate(by_url[statement["article"]])
        for overlap, kind in [_best_extent(statement, report)]
        if overlap >= LEAST_OVERLAP
    ]
    taken: set[int] = set()
    for *_, pair in sorted(found, key=lambda item: item[:4]):
        if not {id(pair.gold), id(pair.report)} & taken:
            taken |= {id(pair.gold), id(pair.report)}
            yield pair


def _best_extent(statement: Line, report: Line) -> tuple[float, str]:
    """The overlap with the extent that fits best, and the kind that goes with it."""
    content = _characters(report["content"])
    extents = [statement, *statement.get("also", [])]
    return max(
        (_overlap(_characters(extent["content"]), content), extent.get("kind", statement["kind"]))
        for extent in extents
    )


def _characters(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


def _overlap(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other)


def _same_speaker(pair: Pair) -> bool:
    """Whether the names agree; a person outside the speakers file may stay unnamed."""
    speaker = pair.report["speaker"]
    if speaker is None and not pair.gold.get("listed", True):
        return True
    return _plain(pair.gold["speaker"]) == _plain(speaker and speaker["name"])


def _plain(name: str | None) -> str:
    decomposed = unicodedata.normalize("NFKD", name or "")
    return " ".join(re.findall(r"\w+", "".join(filter(str.isascii, decomposed)).casefold()))


def _shared_outlets(pair: Pair) -> int:
    """How many outlets both name; a shorter form of a name counts."""
    left = [_outlet(name) for name in pair.report["via"]]
    shared = 0
    for name in map(_outlet, pair.gold["via"]):
        match = next((other for other in left if name in other or other in name), None)
        if match is not None:
            left.remove(match)
            shared += 1
    return shared


def _outlet(name: str) -> str:
    return _plain(name).removeprefix("the ")


def _slugs(pair: Pair) -> set[str]:
    return {event["slug"] for event in pair.report["events"]}


def _f1(right: int, found: int, wanted: int) -> float:
    return 2 * right / (found + wanted) if found or wanted else 1.0


def _share(outcomes: Iterable[bool]) -> float:
    known = list(outcomes)
    return sum(known) / len(known) if known else 1.0
