"""Which of several words a cue means: those that its noun fits, that say what it is about."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from claims.extraction import ExtractedReport, Span, join_pieces
from claims.linking.matter import matter_of, same_matter
from claims.linking.relation_rules import DOUBT, Called, Rule, called

# Terms in common by which words fit any noun, and by which they are those that are told again.
_is_fitting = partial(same_matter, least=2, share=0.5)
_is_again = partial(same_matter, least=1, share=0.3)

_BREAK = re.compile(r"\n+")
_ADJACENT = {"clarifies", "responds_to"}  # what may be about no more than what stands right before


@dataclass(frozen=True, slots=True)
class Told:
    """A rule's words in a sentence, and the report that they tell of."""

    rule: Rule
    match: re.Match[str]
    sentence: Span
    report: int = -1

    def of(self, report: int) -> "Told":
        """The same, told of that report."""
        return replace(self, report=report)

    @property
    def span(self) -> Span:
        """Where the words stand."""
        start = self.match.start()
        return Span(start, start + len(self.match[0].rstrip()))

    @property
    def noun(self) -> str:
        """What the words meant are called, or ""."""
        groups = self.match.groupdict()
        return groups.get("noun") or groups.get("nounby") or ""

    @property
    def called(self) -> Called | None:
        """What can be called so, if that is told."""
        return called(self.noun)

    def group(self, name: str) -> Span | None:
        """Where a group of the pattern stands, if it has one that matched."""
        if not (name in self.match.re.groupindex and self.match[name]):
            return None
        return Span(*self.match.span(name))


@dataclass(frozen=True, slots=True)
class Meant:
    """The other report, or the slug of the speaker whose words are elsewhere; and how sure."""

    report: int | None
    speaker: str = ""
    sure: float = 1.0


class Choice:
    """The words of one article, compared with what a cue says of those that it means."""

    def __init__(self, text: str, reports: Sequence[ExtractedReport], keys: Sequence[str]) -> None:
        """`keys` say whose each report is."""
        self.text = text
        self.reports = reports
        self.keys = keys

    def among(self, told: Told, candidates: Iterable[int]) -> Meant | None:
        """The report that is meant, of those in the order of the text; doubtful among several."""
        fitting = self._fuller([i for i in candidates if self._fits(told, i)])
        if not fitting:
            return None
        close = self.closest(self._around(told), fitting)
        by_cue = [i for i in fitting if self._is_called_by_cue(told, i)] or fitting
        left = [i for i in close if i in by_cue]
        if len(left) == 1 or (left and self._stands_right_before(told, left[-1])):
            return Meant(left[-1])
        return Meant((left or fitting)[-1], sure=DOUBT)

    def alike(self, ours: frozenset[str], candidates: Iterable[int]) -> Meant | None:
        """The one that is about what is told again in these terms; doubtful among several."""
        fitting = [i for i in candidates if _is_again(ours, self.matter(i))]
        left = self.closest(ours, fitting)
        return Meant(left[-1], sure=1.0 if len(left) == 1 else DOUBT) if left else None

    def closest(self, ours: frozenset[str], candidates: Sequence[int]) -> list[int]:
        """Those that have most terms in common with these; all, where none has any."""
        shared = [len(ours & self.matter(index)) for index in candidates]
        most = max(shared, default=0)
        return [index for index, count in zip(candidates, shared, strict=True) if count == most]

    def matter(self, index: int) -> frozenset[str]:
        """What a report is about."""
        return matter_of(join_pieces(self.text, self.reports[index].content))

    def cue_of(self, index: int) -> str:
        """The words by which it is told that somebody said it."""
        return " ".join(span.of(self.text) for span in self.reports[index].cue)

    def fuller(self, index: int) -> int:
        """The one report before that tells in full what this one only mentions; else itself."""
        fuller = [other for other in range(index) if self._mentions(index, other)]
        return fuller[0] if len(fuller) == 1 else index

    def breaks(self, index: int, told: Told) -> int:
        """How many paragraphs end between a report and a cue."""
        start = self.reports[index].content[0].start
        return len(_BREAK.findall(self.text, *sorted((start, told.span.start))))

    def _fuller(self, indices: list[int]) -> list[int]:
        """Without those that only mention another of them: "the truce", of "a truce at sea"."""
        return [i for i in indices if not any(self._mentions(i, o) for o in indices if o != i)]

    def _mentions(self, index: int, other: int) -> bool:
        ours, theirs = self.matter(index), self.matter(other)
        by_one = self.keys[index] and self.keys[index] == self.keys[other]
        return bool(by_one and ours and ours < theirs and self.cue_of(index) == self.cue_of(other))

    def _fits(self, told: Told, index: int) -> bool:
        """Whether words can be called what they are called."""
        what = told.called
        if what is None or what.words is None or what.cue.search(self.cue_of(index)):
            return True
        words = join_pieces(self.text, self.reports[index].content)
        about = self._around(told)
        return bool(what.words.search(words)) or _is_fitting(about, self.matter(index))

    def _is_called_by_cue(self, told: Told, index: int) -> bool:
        what = told.called
        return what is not None and bool(what.cue.search(self.cue_of(index)))

    def _around(self, told: Told) -> frozenset[str]:
        """What the sentence of a cue, its report and the speaker's next words are about."""
        here = [told.sentence, *self.reports[told.report].content]
        for index in range(told.report + 1, len(self.reports)):
            start = self.reports[index].content[0].start
            if _BREAK.search(self.text, told.span.start, max(start, told.span.start)):
                break
            if self.keys[index] == self.keys[told.report]:
                here += self.reports[index].content
                break
        return matter_of(join_pieces(self.text, here))

    def _stands_right_before(self, told: Told, index: int) -> bool:
        """Whether these are the last words before a cue that may be about all of somebody's."""
        if told.rule.kind not in _ADJACENT or (told.called and told.called.words):
            return False
        far = self.breaks(index, told)
        between = range(index + 1, len(self.reports))
        last = not any(
            self.reports[i].content[0].start < told.span.start and i != told.report
            for i in between
            if self.reports[i].parent is None
        )
        one = bool(told.noun) and not told.noun.endswith("s")
        return last and far <= (0 if one or told.rule.kind == "clarifies" else 1)
