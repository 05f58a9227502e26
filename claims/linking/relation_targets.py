"""Whose words a cue means: those of somebody named, of the same speaker, or just before."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from claims.extraction import ExtractedReading, ExtractedReport, Span, join_pieces
from claims.extraction.names import gender_of
from claims.linking.cast import Cast, key_of
from claims.linking.matter import matter_of, same_matter
from claims.linking.relation_rules import CALLED, Rule

NEAR = 2  # paragraphs back in which a pronoun, a noun or a bare answer finds its words
FADE = 0.97  # of the sureness that each paragraph in between leaves
AFTERWARDS = 0.85  # of the sureness that is left where the article tells the words meant only later
ELSEWHERE = 0.8  # of the sureness that is left where it does not have them at all
FRONT = 60  # characters of a clarification in which it names whose words it clarifies
SHARED = 2  # terms that what is repeated and what repeats it have in common at least
SHARE = 0.5  # of the fewer terms of the two

_BREAK = re.compile(r"\n+")
# In a sentence that begins or speaks so, a bare "in response" answers something else.
_OTHERWISE = re.compile(
    r"\b(?:ask(?:s|ed)?|questions?|reporters?|interviewer)\b|^(?:after|as|once|when|while)\b",
    re.IGNORECASE,
)
_TOLD_DAYS = {"explicit", "relative"}  # the bases of days that the article itself tells

# "Several of Y's remarks", "criticism of Y's remarks"; not "Secretary of State Y's remarks".
_PART = re.compile(r"\b[a-z]+ (?:of|in)\b")
_GENDERS = {"his": "m", "him": "m", "her": "f"}


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


class Words:
    """The words of an article by whose they are."""

    def __init__(self, text: str, reading: ExtractedReading) -> None:
        """Look up who is named where."""
        self.text = text
        self.reports = reading.reports
        self.keys = [key_of(report) for report in reading.reports]
        self.cast = Cast(text, reading)
        self.listed = {mention.slug for mention in reading.mentions if mention.slug}

    def meant(self, told: Told) -> Meant | None:
        """The words that a cue is about."""
        found = {
            "named": self._named,
            "same": self._same,
            "noun": self._called,
            "before": self._just_before,
            "clause": self._in_clause,
            "clarified": self._clarified,
        }[told.rule.target](told)
        if found is None or found.report is None:
            return found
        words = self.reports[found.report].content[0]
        breaks = _BREAK.findall(self.text, *sorted((words.start, told.span.start)))
        return replace(found, sure=found.sure * FADE ** len(breaks))

    def is_meant_by(self, told: Told, index: int) -> bool:
        """Whether a report in the cue's sentence is what the cue is about, or its speaker's."""
        if told.rule.target == "clause":
            return index == self._after(told)
        return bool(self.keys[index]) and self.keys[index] == self._key(told)

    def others_named(self, index: int, between: Span) -> bool:
        """Whether somebody else is named in a stretch outside of contents."""
        contents = [span for report in self.reports for span in report.content]
        return any(
            name.key != self.keys[index] and not any(c.contains(name.span) for c in contents)
            for name in self.cast.within(between)
        )

    def latest_of_subject(self, subject: Span, before: int) -> int | None:
        """The latest words of somebody, or in a body's name, that stand before a position."""
        key, words = self.cast.ending_at(subject.end), subject.of(self.text).split()[-1]
        for index in self._before(before):
            if (key and self.keys[index] == key) or words in self.reports[index].label.split():
                return index
        return None

    def _before(self, position: int) -> Iterator[int]:
        """The reports whose contents begin before a position, the nearest first; none nested."""
        for index in range(len(self.reports) - 1, -1, -1):
            report = self.reports[index]
            if report.parent is None and report.content[0].start < position:
                yield index

    def _key(self, told: Told) -> str:
        """Who is named by the cue as the other speaker."""
        who, by = told.group("who"), told.group("by")
        if who:
            of_another = _PART.search(who.of(self.text))
            return "" if of_another else self.cast.ending_at(who.end)
        return next((name.key for name in self.cast.within(by)), "") if by else ""

    def _named(self, told: Told) -> Meant | None:
        if told.group("pronoun"):
            return self._by_pronoun(told)
        key, own = self._key(told), self.keys[told.report]
        if not key or key == own:
            return None
        claim = self._claim_itself(told)
        return Meant(claim) if claim is not None else self._words_of(key, told)

    def _claim_itself(self, told: Told) -> int | None:
        """The report that the cue's own words tell: "Y's claim that ..."."""
        who = told.group("who") or told.group("by")
        for index, report in enumerate(self.reports):
            if who and index != told.report and any(s.overlaps(who) for s in report.source):
                return index
        return None

    def _by_pronoun(self, told: Told) -> Meant | None:
        """The last words before by one other person near by whom the pronoun fits."""
        pronoun = told.group("pronoun")
        gender = _GENDERS.get(pronoun.of(self.text).lower(), "") if pronoun else ""
        for index in self._near(told):
            speaker = self.reports[index].speaker
            if self.keys[index] == self.keys[told.report]:
                continue
            if speaker is None or gender_of(speaker.name) not in ("", gender or ""):
                return None
            return Meant(index)
        return None

    def _near(self, told: Told) -> Iterator[int]:
        for index in self._before(told.span.start):
            end = self.reports[index].content[-1].end
            if index == told.report or end > told.span.start:
                continue
            if len(_BREAK.findall(self.text, end, told.span.start)) > NEAR:
                return
            yield index

    def _words_of(self, key: str, told: Told) -> Meant | None:
        """Somebody's latest words before the cue; else their only ones; else those elsewhere."""
        theirs = [i for i, known in enumerate(self.keys) if known == key and i != told.report]
        theirs = [i for i in theirs if self._in_time(i, told)]
        alone = [i for i in theirs if self.reports[i].parent is None]
        earlier = [i for i in alone if self.reports[i].content[0].start < told.span.start]
        if earlier:
            return Meant(earlier[-1])
        if alone or theirs:
            only = alone or theirs
            return Meant(only[0], sure=AFTERWARDS) if len(only) == 1 else None
        return Meant(None, key, ELSEWHERE) if key in self.listed else None

    def _in_time(self, index: int, told: Told) -> bool:
        """Whether words can have been said before those that are about them."""
        ours, theirs = self.reports[told.report].said, self.reports[index].said
        if not {ours.basis, theirs.basis} <= _TOLD_DAYS or not (ours.latest and theirs.earliest):
            return True
        return theirs.earliest <= ours.latest

    def _same(self, told: Told) -> Meant | None:
        """What the same speaker said before; of what is repeated, that with the same terms."""
        key = self.keys[told.report]
        if not key:
            return None
        for index in self._own_before(told, key):
            if told.rule.kind != "repeats" or self._same_matter(told.report, index):
                return Meant(index)
        return Meant(None, key, ELSEWHERE) if key in self.listed else None

    def _own_before(self, told: Told, key: str) -> Iterator[int]:
        """A speaker's words before the cue, the latest first, those told within others' last."""
        theirs = [
            index
            for index, report in enumerate(self.reports)
            if self.keys[index] == key
            and report.content[0].start < told.span.start
            and told.report not in (index, report.parent)
            and self._in_time(index, told)
        ]
        yield from sorted(theirs, key=lambda i: (self.reports[i].parent is not None, -i))

    def _same_matter(self, one: int, other: int) -> bool:
        ours, theirs = (self._matter(self.reports[index]) for index in (one, other))
        return same_matter(ours, theirs, least=SHARED, share=SHARE)

    def _matter(self, report: ExtractedReport) -> frozenset[str]:
        return matter_of(join_pieces(self.text, report.content))

    def _called(self, told: Told) -> Meant | None:
        """Another's words near by whose cue fits the noun: "the accusation", "the demand"."""
        noun = told.group("noun")
        cues = [cue for called, cue in CALLED if noun and called.fullmatch(noun.of(self.text))]
        for index in self._near(told):
            words = " ".join(span.of(self.text) for span in self.reports[index].cue)
            if self.keys[index] != self.keys[told.report] and any(c.search(words) for c in cues):
                return Meant(index)
        return None

    def _just_before(self, told: Told) -> Meant | None:
        """The words right before, where another speaker's and where nothing else is answered."""
        if _OTHERWISE.search(told.sentence.of(self.text)):
            return None
        for index in self._near(told):
            other = self.keys[index]
            return Meant(index) if other and other != self.keys[told.report] else None
        return None

    def _after(self, told: Told) -> int | None:
        """The report of the clause that begins where the cue ends."""
        for index, report in enumerate(self.reports):
            if any(span.start == told.match.end() for span in report.source):
                return index
        return None

    def _in_clause(self, told: Told) -> Meant | None:
        index = self._after(told)
        if index is None or self.keys[index] == self.keys[told.report]:
            return None
        return Meant(index)

    def _clarified(self, told: Told) -> Meant | None:
        """Words of whom it names first, or of whom its speaker speaks for; else of the speaker."""
        report, own = self.reports[told.report], self.keys[told.report]
        start = report.content[0].start
        named = next((n.key for n in self.cast.within(Span(start, start + FRONT))), own)
        if named != own:
            return self._words_of(named, told)
        sources = [name.key for span in report.source for name in self.cast.within(span)]
        for key in sources:
            found = self._words_of(key, told) if key != own else None
            if found and found.report is not None:
                return found
        return self._same(told)
