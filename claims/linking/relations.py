"""Which report of an article is told to be about which other: from cue words and occasion alone.

Nothing is concluded from what two statements mean.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.extraction import Document, Evidence, ExtractedReading, Span, join_pieces
from claims.extraction.prose import Prose
from claims.extraction.sentences import Sentence
from claims.linking.matter import matter_of
from claims.linking.relation_choice import Told
from claims.linking.relation_rules import RULES, SHOWN_FROM, UNSAID, RelationKind, Rule
from claims.linking.relation_targets import Words

BLOT = "·"
LONGEST_SENTENCE = 1500  # characters; what is longer is no sentence


@dataclass(frozen=True, slots=True)
class FoundRelation:
    """A report is about another of its article, by their indices in the reading.

    Where the article has no words of whoever is meant, `target` is None, `speaker` is the slug and
    `matter` the terms by which the words are known elsewhere (`claims.linking.matter`).
    """

    report: int
    kind: RelationKind
    target: int | None
    speaker: str
    evidence: Evidence
    matter: frozenset[str] = frozenset()

    @property
    def is_shown(self) -> bool:
        """Whether readers see it before an editor confirms it."""
        return self.evidence.confidence >= SHOWN_FROM


def relate(document: Document, reading: ExtractedReading) -> tuple[FoundRelation, ...]:
    """The relations that an article tells of the reports read in it, in the order of its text.

    Each is told once: by the surest of the cues for it.
    """
    if not reading.reports:
        return ()
    best: dict[tuple[object, ...], FoundRelation] = {}
    for found in _Article(document.text, reading).relations():
        key = (found.report, found.kind, found.target, found.speaker)
        if key not in best or best[key].evidence.confidence < found.evidence.confidence:
            best[key] = found
    return tuple(sorted(best.values(), key=lambda f: (f.report, f.evidence.span, f.kind)))


class _Article:
    """One article's sentences, and which report a cue in one of them tells of."""

    def __init__(self, text: str, reading: ExtractedReading) -> None:
        """Take the text apart, once."""
        self.text = text
        self.prose = Prose(text)
        self.blotted = _blotted(text, [q.span for q in self.prose.quotations])
        self.reports = reading.reports
        self.words = Words(text, reading)
        self.contents = [span for report in reading.reports for span in report.content]

    def relations(self) -> Iterator[FoundRelation]:
        """What every rule finds in every sentence."""
        for sentence in self.prose.sentences:
            if sentence.span.end - sentence.span.start <= LONGEST_SENTENCE:
                for rule in RULES:
                    yield from self._by_rule(rule, sentence)

    def _by_rule(self, rule: Rule, sentence: Sentence) -> Iterator[FoundRelation]:
        start, end = sentence.span.start, sentence.span.end
        for match in rule.pattern.finditer(self.blotted, start, end):
            told = self._told(rule, match, sentence)
            meant = self.words.meant(told) if told else None
            if told and meant:
                sure = round(rule.confidence * meant.sure, 3)
                evidence = Evidence(told.span, rule.name, sure)
                matter = self._matter(told) if meant.report is None else frozenset()
                parts = (told.report, rule.kind, meant.report, meant.speaker, evidence, matter)
                yield FoundRelation(*parts)

    def _told(self, rule: Rule, match: re.Match[str], sentence: Sentence) -> Told | None:
        """The cue with the report that it tells of; None where it tells of none."""
        at = match.start()
        if any(span.start <= at < span.end for span in self.contents):
            return None
        if UNSAID.search(self.blotted, sentence.span.start, at):
            return None
        told = Told(rule, match, sentence.span)
        report = self._subject(told) if "subject" in match.re.groupindex else self._speaking(told)
        return told.of(report) if report is not None else None

    def _matter(self, told: Told) -> frozenset[str]:
        """What the report and the sentence of the cue are about."""
        content = self.reports[told.report].content
        return matter_of(join_pieces(self.text, [*content, told.sentence]))

    def _subject(self, told: Told) -> int | None:
        """The words of whoever the sentence says spoke."""
        subject = told.group("subject")
        return self.words.words_of_subject(subject, told) if subject else None

    def _speaking(self, told: Told) -> int | None:
        """The report in the sentence whose cue it is, or whose source stands nearest."""
        here = [
            index
            for index, report in enumerate(self.reports)
            if report.parent is None
            and (report.source or report.cue)
            and told.sentence.contains((report.cue or report.source)[0])
            and not self.words.is_meant_by(told, index)
        ]
        for index in here:
            if any(span.overlaps(told.span) for span in self.reports[index].cue):
                return index
        return self._nearest(told, here)

    def _nearest(self, told: Told, here: Sequence[int]) -> int | None:
        """Of the reports in the sentence the nearest whose source can be the cue's subject."""
        gaps = [
            (self._gap(told, span), index)
            for index in here
            for span in self.reports[index].source
            if self._governs(told, span, index)
        ]
        return min(gaps, default=(0, None))[1]

    @staticmethod
    def _gap(told: Told, span: Span) -> int:
        return max(told.span.start - span.end, span.start - told.span.end)

    def _governs(self, told: Told, source: Span, index: int) -> bool:
        """Whether the cue goes with a source: a phrase in front of it, in it, or after it alone."""
        if source.contains(told.span):
            return True
        if source.start >= told.span.end:
            return told.span.start == told.sentence.start
        between = Span(source.end, told.span.start)
        return source.end <= told.span.start and not self.words.others_named(index, between)


def _blotted(text: str, quotations: Sequence[Span]) -> str:
    """The text with its quotations blotted out, character for character."""
    pieces, at = [], 0
    for span in quotations:
        pieces += [text[at : span.start], BLOT * (span.end - span.start)]
        at = span.end
    return "".join([*pieces, text[at:]])
