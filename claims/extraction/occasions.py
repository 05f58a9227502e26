"""When a statement was made, from its article alone: the first rule that fires, with its basis."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from claims.extraction.attribution import Attribution
from claims.extraction.days import Day, exactly, find_days
from claims.extraction.reading import Document, Evidence, Said, Span
from claims.extraction.resolver import Source
from claims.extraction.sentences import Sentence

MANY_DAYS = 3
NEWS_IS_YOUNG = timedelta(days=3)
EARLIER = re.compile(
    r"\b(?:previously|recently|once|in the past|repeatedly|long|has|have|earlier|later)\b",
    re.IGNORECASE,
)
DAY_AFTER = re.compile(r"\b(?:a|one) day after\b", re.IGNORECASE)
THEN = re.compile(r"\b(?:then|hours later|at the same)\b", re.IGNORECASE)
AHEAD = re.compile(r"\b(?:will|would|expected|plans?|to)\b")
RELATIVE_CLAUSE = re.compile(r",\s+(?:who|whose|which)\b")


@dataclass(frozen=True, slots=True)
class Dated:
    """When it was said, and the words that say so."""

    said: Said
    evidence: tuple[Evidence, ...]
    confidence: float


def date_statements(
    document: Document,
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    sources: Sequence[Source],
) -> tuple[Dated, ...]:
    """One answer an attribution, in the same order."""
    diary = _Diary(document, sentences)
    told = [diary.told(a) for a in attributions]
    diary.settle(told)
    found: list[Dated] = []
    for index, attribution in enumerate(attributions):
        dated = (
            told[index] or diary.carried(attributions, sources, found) or diary.assumed(attribution)
        )
        found.append(dated)
    return tuple(found)


class _Diary:
    """The days of one article."""

    def __init__(self, document: Document, sentences: Sequence[Sentence]) -> None:
        self.document = document
        self.text = document.text
        self.sentences = sentences
        self.news_day, self.news_span = self._news_day()
        self.anchor = self.news_day
        self.many_days = False

    def _news_day(self) -> tuple[date | None, Span | None]:
        """The day whose news it tells: the dateline's, else the first recent one, else published."""
        published = self.document.published
        for sentence in self.sentences[:4]:
            stretches = [sentence.dateline] if sentence.dateline else []
            at = sentence.span.start
            for token in sentence.tokens:
                if token.quotation:
                    stretches.append(Span(at, token.span.start))
                    at = token.span.end
            stretches.append(Span(at, max(at, sentence.span.end)))
            for stretch in stretches:
                for day in find_days(self.text, stretch, published, published):
                    if published and _is_recent(day.said, published):
                        return day.said.earliest, day.span
        return published, None

    def told(self, attribution: Attribution) -> Dated | None:
        """What the clause of the attribution itself says."""
        day = self._nearest(attribution) or self._after_content(attribution)
        if day is None:
            return self._day_before(attribution)
        if day.said.earliest == day.said.latest:
            self.anchor = day.said.earliest
        return Dated(day.said, (Evidence(day.span, day.rule, 0.9),), 0.9)

    def _nearest(self, attribution: Attribution) -> Day | None:
        if not attribution.cue:
            return None
        cue = attribution.cue[0]
        days = [d for zone in self._zone(attribution) for d in self._past_days(zone)]
        precise = [d for d in days if d.rule == "day and month"] or days
        return min(
            precise, key=lambda d: max(cue.start - d.span.end, d.span.start - cue.end), default=None
        )

    def _zone(self, attribution: Attribution) -> list[Span]:
        """The clause without a relative clause about the source."""
        left = []
        for zone in attribution.zone:
            match = RELATIVE_CLAUSE.search(self.text, zone.start, zone.end)
            cue = attribution.cue[0]
            if match and match.start() < cue.start < zone.end and attribution.rule == "own":
                left += [Span(zone.start, match.start()), Span(cue.start, zone.end)]
            else:
                left.append(zone)
        return left

    def _past_days(self, span: Span) -> list[Day]:
        published = self.document.published
        days = find_days(self.text, span, published, self.anchor)
        return [
            d for d in days if not (published and d.said.earliest and d.said.earliest > published)
        ]

    def _after_content(self, attribution: Attribution) -> Day | None:
        """ "announced that he would sign on 17 April" of a day gone by: the announcement's."""
        last = attribution.content[-1]
        published = self.document.published
        if published is None or not attribution.cue or not AHEAD.search(last.of(self.text)):
            return None
        for day in self._past_days(Span(max(last.start, last.end - 24), last.end)):
            gone = day.said.latest is not None and day.said.latest < published
            if day.span.end == last.end and day.rule == "day and month" and gone:
                return day
        return None

    def _day_before(self, attribution: Attribution) -> Dated | None:
        """ "comes a day after X proposed": a day before the news."""
        for zone in attribution.zone:
            match = DAY_AFTER.search(self.text, zone.start, zone.end)
            if match and self.news_day:
                said = exactly(self.news_day - timedelta(days=1), "relative")
                return Dated(said, (Evidence(Span(*match.span()), "the day after it", 0.7),), 0.7)
        return None

    def settle(self, told: Sequence[Dated | None]) -> None:
        """See whether the article tells the news of more than a day or two."""
        days = {d.said.edtf for d in told if d} - {
            self.news_day.isoformat() if self.news_day else ""
        }
        self.many_days = len(days) >= MANY_DAYS

    def carried(
        self,
        attributions: Sequence[Attribution],
        sources: Sequence[Source],
        before: Sequence[Dated],
    ) -> Dated | None:
        """The day of the statement before, where this one goes on with it."""
        index = len(before)
        attribution = attributions[index]
        if not before:
            return None
        last = attributions[index - 1]
        paragraph = self.sentences[attribution.sentence].paragraph
        same_paragraph = self.sentences[last.sentence].paragraph == paragraph
        same_person = sources[index].person == sources[index - 1].person
        goes_on = last.sentence == attribution.sentence or (same_person and not attribution.cue)
        if not (goes_on or same_paragraph or self._next_paragraph(attribution, last, same_person)):
            return None
        if self._is_earlier(attribution) and not self._says_then(attribution):
            return None
        known = before[-1]
        if not known.said.edtf:
            return known if same_person and same_paragraph else None
        said = replace(known.said, basis="occasion")
        return Dated(said, tuple(replace(e, rule="same occasion") for e in known.evidence), 0.75)

    def _next_paragraph(
        self, attribution: Attribution, last: Attribution, same_person: bool
    ) -> bool:
        here = self.sentences[attribution.sentence].paragraph
        near = here - self.sentences[last.sentence].paragraph == 1
        quoted = self.text[attribution.content[0].start] in "“«‘\"'"
        return near and same_person and quoted

    def _is_earlier(self, attribution: Attribution) -> bool:
        return any(EARLIER.search(self.text, z.start, z.end) for z in attribution.zone)

    def _says_then(self, attribution: Attribution) -> bool:
        return any(THEN.search(self.text, z.start, z.end) for z in attribution.zone)

    def assumed(self, attribution: Attribution) -> Dated:
        """The news day where the story tells one day's news, else unknown."""
        published = self.document.published
        where = attribution.cue or attribution.content
        if self.news_day is None or self.many_days or self._is_earlier(attribution):
            unknown = Said(latest=published) if published else Said()
            return Dated(unknown, (Evidence(where[0], "no day told", 0.6),), 0.6)
        basis = "publication" if self.news_span is None else "occasion"
        span = self.news_span or where[0]
        rule = "publication day" if self.news_span is None else "the story's day"
        return Dated(exactly(self.news_day, basis), (Evidence(span, rule, 0.65),), 0.65)


def _is_recent(said: Said, published: date) -> bool:
    day = said.earliest
    return (
        day is not None and day == said.latest and timedelta(0) <= published - day <= NEWS_IS_YOUNG
    )
