"""How well report lines agree with a labelled corpus.

Gold statements and reports of an article are paired by the overlap of their contents, the best
first; speaker, kind, day, outlets and events are then compared on the pairs.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claims.evaluation.naming import plain, plain_outlet
from claims.evaluation.outcomes import Figures, calibration_error, f1, share
from claims.evaluation.pairing import LEAST_OVERLAP, Rank, characters, one_to_one, overlap

Line = Mapping[str, Any]

SURE = 0.8  # the confidence from which on a report is shown without a doubt


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold statement and the report that was taken for it."""

    gold: Line
    report: Line
    kind: str

    def same_speaker(self) -> bool:
        """Whether the names agree; a person outside the speakers file may stay unnamed."""
        speaker = self.report["speaker"]
        if speaker is None and not self.gold.get("listed", True):
            return True
        return plain(self.gold["speaker"]) == plain(speaker and speaker["name"])

    def same_kind(self) -> bool:
        """Whether the kind is that of the extent which the report has."""
        return bool(self.kind == self.report["kind"])

    def same_day(self) -> bool:
        """Whether the day is that of the labels; where they leave it unknown, unknown."""
        return bool(self.gold["said"] == self.report["said"]["edtf"])

    def shared_outlets(self) -> int:
        """How many outlets both name; a shorter form of a name counts."""
        left = [plain_outlet(name) for name in self.report["via"]]
        shared = 0
        for name in map(plain_outlet, self.gold["via"]):
            match = next((other for other in left if name in other or other in name), None)
            if match is not None:
                left.remove(match)
                shared += 1
        return shared

    def same_outlets(self) -> bool:
        """Whether neither names an outlet that the other doesn't."""
        return self.shared_outlets() == max(len(self.gold["via"]), len(self.report["via"]))

    def shared_events(self) -> int:
        """How many events both refer to."""
        return len({event["slug"] for event in self.report["events"]} & set(self.gold["events"]))


@dataclass(frozen=True, slots=True)
class Judged:
    """A report that counts, and whether it is a statement and its speaker right."""

    confidence: float
    paired: bool
    right: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was wanted and what was found; whatever is optional is left out of all of it."""

    pairs: tuple[Pair, ...]
    missed: tuple[Line, ...]
    invented: tuple[Line, ...]

    @property
    def found(self) -> int:
        """The number of reports that count."""
        return len(self.pairs) + len(self.invented)

    @property
    def wanted(self) -> int:
        """The number of statements that a good reader finds."""
        return len(self.pairs) + len(self.missed)

    def judged(self) -> Iterator[Judged]:
        """Each report that counts."""
        for pair in self.pairs:
            yield Judged(pair.report["confidence"], paired=True, right=pair.same_speaker())
        for report in self.invented:
            yield Judged(report["confidence"], paired=False, right=False)


def compare(statements: Sequence[Line], lines: Iterable[Line]) -> Comparison:
    """Pair the statements of a corpus with the reports of its articles."""
    reports = list(lines)
    pairs = list(one_to_one(_candidates(statements, reports)))
    found, taken = {number for number, _ in pairs}, {place for _, place in pairs}
    return Comparison(
        pairs=tuple(
            Pair(statements[number], reports[place], _fit(statements[number], reports[place])[1])
            for number, place in pairs
            if not statements[number]["optional"]
        ),
        missed=tuple(
            statement
            for number, statement in enumerate(statements)
            if number not in found and not statement["optional"]
        ),
        invented=tuple(report for place, report in enumerate(reports) if place not in taken),
    )


def score(comparison: Comparison) -> Figures:
    """Each figure from 0 to 1; of nothing to find and nothing found, all are perfect."""
    pairs = comparison.pairs
    found, wanted = comparison.found, comparison.wanted
    dated = [pair for pair in pairs if pair.gold["said"]]
    undated = [pair for pair in pairs if not pair.gold["said"]]
    return {
        "statements_f1": f1(len(pairs), found, wanted),
        "statement_speaker_f1": f1(sum(pair.same_speaker() for pair in pairs), found, wanted),
        "speaker": share(pair.same_speaker() for pair in pairs),
        "kind": share(pair.same_kind() for pair in pairs),
        "said_known_exact": share(pair.same_day() for pair in dated),
        "said_unknown_kept": share(pair.same_day() for pair in undated),
        "via_f1": f1(
            sum(pair.shared_outlets() for pair in pairs),
            sum(len(pair.report["via"]) for pair in pairs),
            sum(len(pair.gold["via"]) for pair in pairs),
        ),
        "event_links_f1": f1(
            sum(pair.shared_events() for pair in pairs),
            sum(len({event["slug"] for event in pair.report["events"]}) for pair in pairs),
            sum(len(pair.gold["events"]) for pair in pairs),
        ),
        **_sureness(comparison),
    }


def _sureness(comparison: Comparison) -> Figures:
    """What the reader's confidence is worth."""
    judged = list(comparison.judged())
    sure = [report for report in judged if report.confidence >= SURE]
    paired = [report for report in sure if report.paired]
    return {
        "sure_precision": share(report.right for report in sure),
        "sure_speaker": share(report.right for report in paired),
        "sure_coverage": len(paired) / comparison.wanted if comparison.wanted else 1.0,
        "calibration_error": calibration_error([(r.confidence, r.right) for r in judged]),
    }


def _candidates(
    statements: Sequence[Line], reports: Sequence[Line]
) -> Iterator[tuple[Rank, int, int]]:
    by_url: dict[str, list[int]] = defaultdict(list)
    for place, report in enumerate(reports):
        by_url[report["article"]["url"]].append(place)
    for number, statement in enumerate(statements):
        for place in by_url[statement["article"]]:
            shared, _ = _fit(statement, reports[place])
            if shared >= LEAST_OVERLAP:
                yield (-shared, statement["optional"]), number, place


def _fit(statement: Line, report: Line) -> tuple[float, str]:
    """The overlap with the extent that fits best, and the kind that goes with it."""
    content = characters(report["content"])
    extents = [statement, *statement.get("also", [])]
    return max(
        (overlap(characters(extent["content"]), content), extent.get("kind", statement["kind"]))
        for extent in extents
    )
