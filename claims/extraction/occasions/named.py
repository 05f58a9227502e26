"""On which occasion something was said, in the article's words: "at a press conference in Lorn".

That is kept apart from what the statement speaks of. The rules stand in `named.toml`.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

from claims.extraction.attribution import Attribution
from claims.extraction.occasions import signs
from claims.extraction.occasions.told import Dated
from claims.extraction.prose import Prose
from claims.extraction.reading import Evidence, Span

BLOT = "·"
LONGEST = 200  # characters of an occasion's words
SURE, GOING_ON = 0.85, 0.65

_PLACEHOLDER = re.compile(r"\{([a-z]+)\}")
_RELATIVE = re.compile(r"\b(?:who(?! spoke| was speaking)|whose|whom|which|where)\b[^,;]*$")
_COUNTED = re.compile(r"\b(?:days?|weeks?|months?|years?)\s$")  # "two days after the summit"
_WRITTEN = re.compile(r"\b(?:wr[io]t|post|tweet|publish)", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Occasion:
    """The words that tell of an occasion, and why they are taken for it."""

    words: str
    evidence: tuple[Evidence, ...]


NONE = Occasion("", ())


@dataclass(frozen=True)
class _Rule:
    name: str
    words: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Made when asked for, as most processes read no text."""
        return re.compile(rf"(?<![\w-])(?:{self.words})(?![\w-])", re.IGNORECASE)


def _joined(pattern: str) -> str:
    return "".join(pattern.splitlines())


def _rule(entry: Mapping[str, str], parts: Mapping[str, str]) -> _Rule:
    pattern = _joined(entry["pattern"])
    while (filled := _PLACEHOLDER.sub(lambda m: _joined(parts[m[1]]), pattern)) != pattern:
        pattern = filled
    return _Rule(entry["name"], pattern)


_DATA: dict[str, Any] = tomllib.loads(
    files("claims.extraction.occasions").joinpath("named.toml").read_text(encoding="utf-8")
)
RULES = tuple(_rule(entry, _DATA["parts"]) for entry in _DATA["occasions"])


def name_occasions(
    prose: Prose, attributions: Sequence[Attribution], dates: Sequence[Dated]
) -> tuple[Occasion, ...]:
    """One answer an attribution, in the same order."""
    teller = _Teller(prose)
    found: list[Occasion] = []
    last: int | None = None
    for index, (attribution, dated) in enumerate(zip(attributions, dates, strict=True)):
        own = teller.told(attribution)
        if not own.words and last is not None:
            own = teller.going_on(attributions[last], found[last], attribution, dated)
        found.append(own)
        if attribution.parent is None:
            last = index
    return tuple(found)


class _Teller:
    """One article's words, where they tell of occasions."""

    def __init__(self, prose: Prose) -> None:
        self.text = prose.text
        self.sentences = prose.sentences
        self._quotations = [quotation.span for quotation in prose.quotations]

    def told(self, attribution: Attribution) -> Occasion:
        """What the clause that attributes tells, or the sentence about these words after it."""
        place = (attribution.cue or attribution.content)[0].start
        for start, words in self._stretches(attribution):
            for rule in RULES:
                spans = self._places(rule, start, words)
                nearest = min(spans, key=lambda span: abs(span.start - place), default=None)
                if nearest:
                    return self._occasion(Evidence(nearest, rule.name, SURE))
        return NONE

    def going_on(
        self, before: Attribution, known: Occasion, attribution: Attribution, dated: Dated
    ) -> Occasion:
        """The occasion of the words right before, where these go on with them on the same day."""
        here, last = (self.sentences[a.sentence].paragraph for a in (attribution, before))
        cue = " ".join(span.of(self.text) for span in attribution.cue)
        same = any(evidence.rule == "same occasion" for evidence in dated.evidence)
        if not known.words or here != last or not same or _WRITTEN.search(cue):
            return NONE
        return self._occasion(Evidence(known.evidence[0].span, "same occasion", GOING_ON))

    def _occasion(self, evidence: Evidence) -> Occasion:
        words = _SPACE.sub(" ", evidence.span.of(self.text))
        words = words[0].lower() + words[1:]  # "At", "During", "Speaking" where a sentence begins
        return Occasion(words, (evidence,)) if len(words) <= LONGEST else NONE

    def _stretches(self, attribution: Attribution) -> Iterator[tuple[int, str]]:
        """The stretches that may tell of it, without what is said and who says it."""
        source = [
            Span(span.start, span.start + len(span.of(self.text).partition(",")[0]))
            for span in attribution.source
        ]
        blots = [*self._quotations, *attribution.content, *source]
        for zone in attribution.zone:
            yield zone.start, self._blotted(zone, blots)
        after = self._sentence_after(attribution)
        if after:
            yield after.start, self._blotted(after, self._quotations)

    def _sentence_after(self, attribution: Attribution) -> Span | None:
        """What is told of the words right after them: "He made the remark at a rally."."""
        index = attribution.until + 1
        if index >= len(self.sentences):
            return None
        here, after = self.sentences[index - 1], self.sentences[index]
        told = signs.TOLD_OF.match(self.text, after.span.start, after.span.end)
        return after.span if told and here.paragraph == after.paragraph else None

    def _blotted(self, zone: Span, blots: Sequence[Span]) -> str:
        words = list(zone.of(self.text))
        for span in blots:
            start, end = max(span.start, zone.start), min(span.end, zone.end)
            if start < end:
                words[start - zone.start : end - zone.start] = BLOT * (end - start)
        return "".join(words)

    @staticmethod
    def _places(rule: _Rule, start: int, words: str) -> Iterator[Span]:
        for match in rule.pattern.finditer(words):
            before = words[: match.start()]
            if not (_RELATIVE.search(before) or _COUNTED.search(before)):
                yield Span(start + match.start(), start + match.start() + len(match[0].rstrip()))
