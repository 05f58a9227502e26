"""Relations between statements: small texts, each with who is told to answer whom.

A line of the file is a case: `{id, text, speakers, relations: [{kind, from, to, speaker}]}`. `from`
and `to` list words of any report that may stand there; `to` is null where the text does not have
the words meant, and `speaker` then names whose they are. `speakers` are those of the speakers file.
What readers are not shown before an editor confirms it counts as not found.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from claims.evaluation.outcomes import Figures, Mistake, Outcome
from claims.extraction import Document, ExtractedReading, KnownSpeaker, Registry, join_pieces, read
from claims.interchange import InterchangeError
from claims.interchange.files import read_entries
from claims.interchange.slugs import slug_of
from claims.linking.relations import FoundRelation, relate

TYPES = ("missed", "invented")

_PUBLISHED = date(2031, 5, 11)  # a Sunday: the weekdays in the texts lie before it


@dataclass(frozen=True, slots=True)
class Labelled:
    """A relation as labelled; `to` is empty where the text lacks the words meant."""

    kind: str
    source: tuple[str, ...]
    to: tuple[str, ...]
    speaker: str


@dataclass(frozen=True, slots=True)
class Case:
    """A text with its relations."""

    id: str
    text: str
    speakers: tuple[str, ...]
    relations: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many relations of a case were right, and what was wrong."""

    right: int
    mistakes: tuple[Mistake, ...]


def evaluate_relations(path: Path) -> Outcome:
    """Cases of relations, each a text by itself with the speakers that it names as listed."""
    verdicts = [_verdict(case) for case in read_cases(path)]
    found = tuple(mistake for verdict in verdicts for mistake in verdict.mistakes)
    return Outcome(path.stem, score(verdicts), TYPES, found)


def read_cases(path: Path) -> list[Case]:
    """The cases of a file in order; `InterchangeError` names all faults."""
    problems: list[str] = []
    cases = []
    for place, entry in read_entries(path):
        try:
            cases.append(_case(entry))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            problems.append(f"{place}: {type(error).__name__} {error}: write id, text, relations")
    if problems or not cases:
        raise InterchangeError(problems or [f"{path}: no cases: write one a line"])
    return cases


def score(verdicts: Iterable[Verdict]) -> Figures:
    """Of the relations found, the share that is right; of those labelled, the share found."""
    known = list(verdicts)
    right = sum(verdict.right for verdict in known)
    wrong = [mistake.type for verdict in known for mistake in verdict.mistakes]
    return {
        "relation_precision": _of(right, right + wrong.count("invented")),
        "relation_recall": _of(right, right + wrong.count("missed")),
    }


def judge(case: Case, reading: ExtractedReading, found: Sequence[FoundRelation]) -> Verdict:
    """Compare; each labelled relation is found once."""
    left = list(case.relations)
    invented = []
    for relation in found:
        match = next((one for one in left if _is(one, relation, reading, case.text)), None)
        if match:
            left.remove(match)
        else:
            words = relation.evidence.span.of(case.text)
            invented.append(Mistake("invented", case.id, relation.kind, words))
    missed = [Mistake("missed", case.id, one.kind, one.source[0]) for one in left]
    return Verdict(len(case.relations) - len(left), (*invented, *missed))


def _verdict(case: Case) -> Verdict:
    listed = [KnownSpeaker(name, slug_of(name)) for name in case.speakers]
    document = Document(case.text, published=_PUBLISHED)
    reading = read(document, Registry.of(listed))
    found = relate(document, reading)
    return judge(case, reading, [each for each in found if each.is_shown])


def _is(one: Labelled, found: FoundRelation, reading: ExtractedReading, text: str) -> bool:
    if (one.kind, one.speaker) != (found.kind, found.speaker):
        return False
    return _has(one.source, found.report, reading, text) and (
        found.target is None if not one.to else _has(one.to, found.target, reading, text)
    )


def _has(words: Iterable[str], index: int | None, reading: ExtractedReading, text: str) -> bool:
    """Whether a report's content has any of these words."""
    if index is None:
        return False
    content = join_pieces(text, reading.reports[index].content)
    return any(each in content for each in words)


def _of(right: int, all_of_them: int) -> float:
    return right / all_of_them if all_of_them else 1.0


def _case(entry: Any) -> Case:  # noqa: ANN401 - whatever a line of JSON holds
    relations = tuple(_labelled(entry["text"], each) for each in entry["relations"])
    return Case(entry["id"], entry["text"], tuple(entry.get("speakers", ())), relations)


def _labelled(text: str, entry: Mapping[str, Any]) -> Labelled:
    source, to = tuple(entry["from"]), tuple(entry["to"] or ())
    for words in (*source, *to):
        if words not in text:
            message = f"{words!r} doesn't stand in the text"
            raise ValueError(message)
    speaker = entry.get("speaker")
    return Labelled(entry["kind"], source, to, slug_of(speaker) if speaker else "")
