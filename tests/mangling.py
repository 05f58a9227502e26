"""Texts as bad scrapers leave them, and what holds of the reading of any text at all."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise
from random import Random

from claims.extraction import ExtractedReading, ExtractedReport, Span

Way = Callable[[str, Random], str]

MARKS = re.compile(r"[\"“”„‟‘’‚'«»\u2039\u203a`]")
HTML = (
    "<p>",
    "</p>\n",
    "<br/>",
    '<a href="https://ledger.example/a?b=1&c=“2”">',
    "</a>",
    "&nbsp;",
    "&quot;",
    "&#8220;",
    "<!-- “said -->",
    "<script>var said = 'he said: \"no\"';</script>",
)
OTHER_SCRIPTS = (
    "сказал, что",
    "«Мы против», — сказала она.",
    "قال الوزير إن السد آمن",
    "市長は「ダムは安全だ」と述べた。",
    "मंत्री ने कहा",
    "cafe\u0301 Ha\u030aland",
    "İSTANBUL ǅungla ﬁne ẞ",
    "\U0001f469\u200d\U0001f692\U0001f3fd \U0001f1fa\U0001f1f3",
    "\U0001d54a\U0001d552\U0001d55a\U0001d555 \U000e0041",
    "\u202e“said he”\u202c",
)
CONTROLS = "\x01\x07\x08\x0b\x0c\x1b\x1c\x1f\x7f\x85\xad\u200b\u2028\u2029\ufeff\ufffd\r\t"


def _without_marks(text: str, chance: Random) -> str:
    """Some of the quotation marks lost, or all of them."""
    share = chance.choice((0.2, 0.5, 1.0))
    return MARKS.sub(lambda mark: "" if chance.random() < share else mark[0], text)


def _doubled_marks(text: str, chance: Random) -> str:
    """Some of the quotation marks twice, or thrice."""
    return MARKS.sub(lambda mark: mark[0] * chance.choice((1, 2, 2, 3)), text)


def _joined_paragraphs(text: str, chance: Random) -> str:
    """Line ends lost, with the space beside them or without."""
    return text.replace("\n", chance.choice(("", " ")))


def _broken_lines(text: str, chance: Random) -> str:
    """Line ends where spaces were."""
    return "".join("\n" if c == " " and chance.random() < 0.15 else c for c in text)


def _other_scripts(text: str, chance: Random) -> str:
    return _sprinkled(text, chance, OTHER_SCRIPTS, among=8)


def _html(text: str, chance: Random) -> str:
    return _sprinkled(text, chance, HTML, among=6)


def _control_characters(text: str, chance: Random) -> str:
    return "".join(c + chance.choice(CONTROLS) * (chance.random() < 0.03) for c in text)


def _without_spaces(text: str, chance: Random) -> str:
    """One run of characters, its line ends kept at times."""
    return re.sub(chance.choice((r"\s", " ")), "", text)


def _sprinkled(text: str, chance: Random, pieces: Sequence[str], among: int) -> str:
    """About one of some pieces among so many words, within a word at times."""
    words = text.split(" ")
    for at in range(len(words)):
        if chance.random() < 1 / among:
            place = chance.choice((0, len(words[at]), len(words[at]) // 2))
            words[at] = words[at][:place] + chance.choice(pieces) + words[at][place:]
    return " ".join(words)


WAYS: dict[str, Way] = {
    "marks removed": _without_marks,
    "marks doubled": _doubled_marks,
    "paragraphs joined": _joined_paragraphs,
    "lines broken": _broken_lines,
    "other scripts": _other_scripts,
    "HTML": _html,
    "control characters": _control_characters,
    "no spaces": _without_spaces,
}


def mangle(text: str, seed: int) -> str:
    """The text mangled in up to three ways; the same seed mangles it the same way."""
    chance = Random(seed)  # noqa: S311
    for way in chance.sample(list(WAYS.values()), chance.randint(1, 3)):
        text = way(text, chance)
    return text


def faults_of(text: str, reading: ExtractedReading) -> list[str]:
    """What no reading of any text may have, in words; none where it is sound."""
    return [*_span_faults(text, reading), *_nesting_faults(reading.reports)]


def _span_faults(text: str, reading: ExtractedReading) -> Iterator[str]:
    for name, span in _spans(reading):
        if not 0 <= span.start < span.end <= len(text):
            yield f"{name}: {span} is no words of the text"
    for index, report in enumerate(reading.reports):
        if not report.content:
            yield f"report {index} has no content"
        if any(before.end > after.start for before, after in pairwise(report.content)):
            yield f"the pieces of report {index} are in no order"


def _spans(reading: ExtractedReading) -> Iterator[tuple[str, Span]]:
    for index, report in enumerate(reading.reports):
        parts = {"content": report.content, "source": report.source, "cue": report.cue}
        yield from ((f"{part} of {index}", span) for part, spans in parts.items() for span in spans)
        for value, evidence in report.evidence.items():
            yield from ((f"evidence of {index} for {value}", found.span) for found in evidence)
    yield from (("mention", mention.span) for mention in reading.mentions)


def _nesting_faults(reports: Sequence[ExtractedReport]) -> Iterator[str]:
    """Statements beside each other that cross, and children outside their parents."""
    for one, other in combinations(range(len(reports)), 2):
        beside = reports[one].parent == reports[other].parent
        if beside and _cross(reports[one], reports[other]):
            yield f"reports {one} and {other} cross"
    for index, report in enumerate(reports):
        if report.parent is not None and not _is_child(reports, index, report.parent):
            yield f"report {index} does not lie in its parent {report.parent}"


def _cross(one: ExtractedReport, other: ExtractedReport) -> bool:
    return any(a.overlaps(b) for a in one.content for b in other.content)


def _is_child(reports: Sequence[ExtractedReport], index: int, parent: int) -> bool:
    report = reports[index]
    parts = (*report.content, *report.source, *report.cue)
    in_order = 0 <= parent < index or reports[parent].act == "attitude"
    return in_order and all(
        any(whole.contains(part) for whole in reports[parent].content) for part in parts
    )
