"""Whose words a cue means: those of somebody named, of the same speaker, or just before."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice

from claims.extraction import ExtractedReading, Span
from claims.extraction.names import gender_of
from claims.linking.cast import Cast, key_of
from claims.linking.matter import matter_of, same_matter
from claims.linking.relation_choice import Choice, Meant, Told

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

_CLAUSE = re.compile(r"[^,;:]+")
# "Her spokesman clarified that the governor had meant barges."
_OWNER = re.compile(r"(?:his|her)\b", re.IGNORECASE)
_MEANT = re.compile(
    r"the ([\w-]+(?: [\w-]+)?) (?:(?:had|has|was|is|only|merely|simply) )*"
    r"(?:mean(?:s|t|ing)?|referr(?:ed|ing)|speaking|spoke|talking|jok(?:ed|ing)|saying)\b",
    re.IGNORECASE,
)


class Words:
    """The words of an article by whose they are."""

    def __init__(self, text: str, reading: ExtractedReading) -> None:
        """Look up who is named where."""
        self.text = text
        self.reports = reading.reports
        self.keys = [key_of(report) for report in reading.reports]
        self.cast = Cast(text, reading)
        self.listed = {mention.slug for mention in reading.mentions if mention.slug}
        self.choice = Choice(text, reading.reports, self.keys)

    def meant(self, told: Told) -> Meant | None:
        """The words that a cue is about."""
        found = {
            "named": self._named,
            "same": self._same,
            "noun": self._called,
            "before": self._just_before,
            "clause": self._in_clause,
            "told": self._as_told,
            "clarified": self._clarified,
        }[told.rule.target](told)
        if found is None or found.report is None:
            return found
        far = self.choice.breaks(found.report, told)
        return replace(found, sure=found.sure * FADE**far)

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

    def words_of_subject(self, subject: Span, told: Told) -> int | None:
        """Somebody's latest words, or in a body's name, before a cue; else those right after it."""
        before = self._before(told.span.start)
        after = (i for i, _ in enumerate(self.reports) if self._follows(i, told.sentence.end))
        return next((i for i in (*before, *after) if self._is_by(subject, i)), None)

    def _is_by(self, subject: Span, index: int) -> bool:
        key, words = self.cast.ending_at(subject.end), subject.of(self.text).split()[-1]
        is_body = words in self.reports[index].label.split()
        return bool(key and self.keys[index] == key) or is_body

    def _follows(self, index: int, position: int) -> bool:
        """Whether a report begins after a position in the same paragraph."""
        start = self.reports[index].content[0].start
        return position <= start and not _BREAK.search(self.text, position, start)

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
        """The words before by the one other person near by whom the pronoun fits."""
        pronoun = told.group("pronoun")
        gender = _GENDERS.get(pronoun.of(self.text).lower(), "") if pronoun else ""
        near = list(self._near(told))
        other = self._other_person(near, told, gender)
        theirs = [index for index in reversed(near) if other and self.keys[index] == other]
        return self.choice.among(told, theirs)

    def _other_person(self, near: Iterable[int], told: Told, gender: str) -> str:
        """The key of the last other speaker, if one of that gender."""
        for index in near:
            speaker = self.reports[index].speaker
            if self.keys[index] != self.keys[told.report]:
                fits = speaker and gender_of(speaker.name) in ("", gender or "")
                return self.keys[index] if fits else ""
        return ""

    def _near(self, told: Told) -> Iterator[int]:
        for index in self._before(told.span.start):
            end = self.reports[index].content[-1].end
            if index == told.report or end > told.span.start:
                continue
            if len(_BREAK.findall(self.text, end, told.span.start)) > NEAR:
                return
            yield index

    def _words_of(self, key: str, told: Told) -> Meant | None:
        """Somebody's words before the cue, else after it or within others', else elsewhere."""
        theirs = [i for i, known in enumerate(self.keys) if known == key and i != told.report]
        theirs = [i for i in theirs if self._in_time(i, told)]
        alone = [i for i in theirs if self.reports[i].parent is None]
        earlier = [i for i in alone if self.reports[i].content[0].start < told.span.start]
        for words, sure in ((earlier, 1.0), (alone, AFTERWARDS), (theirs, AFTERWARDS)):
            found = self.choice.among(told, words)
            if found:
                return replace(found, sure=found.sure * sure)
        return self._elsewhere(key)

    def _elsewhere(self, key: str) -> Meant | None:
        return Meant(None, key, ELSEWHERE) if key in self.listed else None

    def _in_time(self, index: int, told: Told) -> bool:
        """Whether words can have been said before those that are about them."""
        ours, theirs = self.reports[told.report].said, self.reports[index].said
        if not {ours.basis, theirs.basis} <= _TOLD_DAYS or not (ours.latest and theirs.earliest):
            return True
        return theirs.earliest <= ours.latest

    def _same(self, told: Told) -> Meant | None:
        """What the same speaker said before: what is repeated or denied in the same terms."""
        key = self.keys[told.report]
        if not key:
            return None
        before = self._own_before(told, key)
        if told.rule.kind == "repeats":
            found = self._repeated(told, before)
        elif told.rule.kind == "denies":
            denied = self.text[told.match.end() : told.sentence.end]
            found = self.choice.alike(matter_of(denied), before)
        else:
            found = self.choice.among(told, before)
        return found or self._elsewhere(key)

    def _own_before(self, told: Told, key: str) -> list[int]:
        """A speaker's words before the cue, the latest last, those told within others' first."""
        theirs = [
            index
            for index, report in enumerate(self.reports)
            if self.keys[index] == key
            and report.content[0].start < told.span.start
            and told.report not in (index, report.parent)
            and self._in_time(index, told)
        ]
        return sorted(theirs, key=lambda i: (self.reports[i].parent is None, i))

    def _repeated(self, told: Told, before: Iterable[int]) -> Meant | None:
        """The latest with the same terms: whoever said it twice repeats both."""
        ours = self.choice.matter(told.report)
        is_same = partial(same_matter, ours, least=SHARED, share=SHARE)
        same = [i for i in before if is_same(self.choice.matter(i))]
        return Meant(self.choice.closest(ours, same)[-1]) if same else None

    def _called(self, told: Told) -> Meant | None:
        """Others' words near by whose cue fits the noun: "the accusation", "the demand"."""
        what = told.called
        fitting = [
            index
            for index in self._near(told)
            if self.keys[index] != self.keys[told.report]
            and what
            and what.cue.search(self.choice.cue_of(index))
        ]
        return self.choice.among(told, reversed(fitting))

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
        return Meant(self.choice.fuller(index))

    def _as_told(self, told: Told) -> Meant | None:
        """Somebody's words before that a clause tells again in the same terms."""
        key, who = self._key(told), told.group("who")
        if not (key and who) or key == self.keys[told.report]:
            return None
        if self._claim_itself(told) is not None:
            return None
        clause = _CLAUSE.match(self.text, told.match.end(), told.sentence.end)
        theirs = [i for i in self._before(who.start) if self.keys[i] == key]
        return self.choice.alike(matter_of(clause[0] if clause else ""), reversed(theirs))

    def _clarified(self, told: Told) -> Meant | None:
        """Words of whom its speaker speaks for, or of whom it names first; else of the speaker."""
        own = self.keys[told.report]
        found = None
        for key in filter(None, self._meant_by_clarification(told)):
            again = self._words_of(key, told) if key != own else self._same(told)
            if again and again.report is not None:
                return again
            found = found or again
        return found

    def _meant_by_clarification(self, told: Told) -> Iterator[str]:
        """The keys of those whose words it may clarify, the likeliest first.

        A person is spoken for before anybody whom the clarification names, an office after that.
        """
        principals = self._principals(told)
        offices = {key for key in principals if self.cast.is_body(key)}
        first = self.reports[told.report].content[0]
        front = Span(first.start, min(first.end, first.start + FRONT))
        yield from (key for key in principals if key not in offices)
        yield from (name.key for name in islice(self.cast.within(front), 1))
        yield from (key for key in principals if key in offices)
        titled = _MEANT.match(self.text, first.start, first.end)
        yield self.cast.titled(titled[1]) if titled else self.keys[told.report]

    def _principals(self, told: Told) -> list[str]:
        """For whom the speaker speaks: "Y's aide", "a spokesman for Y", "her office"."""
        report, own = self.reports[told.report], self.keys[told.report]
        names = [n.key for span in report.source for n in self.cast.within(span) if n.key != own]
        owner = next((_OWNER.match(span.of(self.text)) for span in report.source), None)
        if names or not owner:
            return names
        other = self._other_person(self._near(told), told, _GENDERS[owner[0].lower()])
        return [other] if other else []
