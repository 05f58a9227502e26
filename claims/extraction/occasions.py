"""When a statement was made, from its article alone: the first rule that fires, with its basis."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from claims.extraction.attribution import Attribution
from claims.extraction.days import Day, exactly, find_days
from claims.extraction.reading import Document, Evidence, Said, Span
from claims.extraction.resolver import Source
from claims.extraction.sentences import Sentence

LEAD = 4
MANY_DAYS = 3
NEWS_IS_YOUNG = timedelta(days=3)
TAIL = 24

EARLIER = re.compile(
    r"\b(?:previously|recently|once|in the past|repeatedly|long|has|have|earlier|famously)\b",
    re.IGNORECASE,
)
THEN = re.compile(
    r"\b(?:then|hours later|same (?:\w+ )?(?:conference|interview|speech|column))\b", re.IGNORECASE
)
DAY_AFTER = re.compile(r"\b(?:a|one) day after\b", re.IGNORECASE)
AHEAD = re.compile(r"\b(?:will|would|expected|plans?|to)\b")
RELATIVE_CLAUSE = re.compile(r",\s+(?:who|whose|which)\b")
AT_SECOND_HAND = re.compile(r"according to|saying", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """When it was said, and the words that say so."""

    said: Said
    evidence: tuple[Evidence, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Told:
    """An attribution with its source, and the sentence that it stands in."""

    attribution: Attribution
    source: Source
    sentence: Sentence

    def shares_speaker(self, other: "Told") -> bool:
        """Whether both have one speaker, or one label where no person is known."""
        if self.source.person or other.source.person:
            return self.source.person == other.source.person
        return self.source.label.lower()[-12:] == other.source.label.lower()[-12:]

    def says(self, pattern: re.Pattern[str], text: str) -> bool:
        """Whether a pattern occurs in the clause that attributes."""
        return any(pattern.search(text, z.start, z.end) for z in self.attribution.zone)


def date_statements(
    document: Document,
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    sources: Sequence[Source],
) -> tuple[Dated, ...]:
    """One answer an attribution, in the same order."""
    diary = _Diary(
        document, sentences, {i for a in attributions for i in range(a.sentence, a.until + 1)}
    )
    told = [
        Told(attribution, source, sentences[attribution.sentence])
        for attribution, source in zip(attributions, sources, strict=True)
    ]
    explicit = [diary.in_words(statement) for statement in told]
    many_days = len({d.said.edtf for d in explicit if d} - {str(diary.news_day)}) >= MANY_DAYS
    found: list[Dated] = []
    last: int | None = None
    for index, statement in enumerate(told):
        dated = explicit[index]
        if dated is None and last is not None:
            dated = diary.carried(statement, told[last], found[last])
        if dated is None:
            dated = diary.from_next(
                statement, told[index + 1 : index + 2], explicit[index + 1 : index + 2]
            )
        if dated is None:
            alone = many_days and any(d.said.edtf for d in found)
            dated = diary.unknown(statement) if alone else diary.assumed(statement)
        found.append(dated)
        if statement.attribution.parent is None and statement.attribution.rule != "relative":
            last = index
    return tuple(found)


class _Diary:
    """The days of one article."""

    def __init__(
        self, document: Document, sentences: Sequence[Sentence], speaking: set[int]
    ) -> None:
        self.text = document.text
        self.published = document.published
        self.sentences = sentences
        self.speaking = speaking
        self.news_day, self.news_span = self._find_news_day()
        self.anchor = self.news_day

    def _find_news_day(self) -> tuple[date | None, Span | None]:
        """The day whose news it is: the dateline's, else the lead's, else that of publication."""
        if self.published:
            for sentence in self.sentences[:LEAD]:
                for stretch in _narrated(sentence):
                    for day in find_days(self.text, stretch, self.published, self.published):
                        if _is_recent(day.said, self.published):
                            return day.said.earliest, day.span
        return self.published, None

    def in_words(self, told: Told) -> Dated | None:
        """What the article says in so many words: in the clause, before it, after the content."""
        attribution = told.attribution
        before = self._day_before(attribution)
        if before:
            return before
        day = self._in_clause(attribution) or self._after_content(attribution)
        if day is None and attribution.cue:
            day = self._in_sentence_before(attribution)
        if day is None:
            return None
        if attribution.parent is None and day.said.earliest == day.said.latest:
            self.anchor = day.said.earliest
        return Dated(day.said, (Evidence(day.span, day.rule, 0.9),), 0.9)

    def _in_clause(self, attribution: Attribution) -> Day | None:
        """The expression nearest to the cue; a date beats the weekday before it."""
        if not attribution.cue:
            return None
        cue = attribution.cue[0]
        days = [day for zone in self._zone(attribution) for day in self._past_days(zone)]
        dates = [day for day in days if day.rule == "day and month"]
        return min(
            dates or days,
            key=lambda day: max(cue.start - day.span.end, day.span.start - cue.end),
            default=None,
        )

    def _zone(self, attribution: Attribution) -> Iterator[Span]:
        """The attributing clause without a relative clause about its source."""
        cue = attribution.cue[0]
        for zone in attribution.zone:
            match = RELATIVE_CLAUSE.search(self.text, zone.start, zone.end)
            if attribution.rule == "relative":
                if zone.start < attribution.content[-1].end:
                    yield zone
            elif match and match.start() < cue.start < zone.end and attribution.rule == "own":
                yield Span(zone.start, match.start())
                yield Span(cue.start, zone.end)
            else:
                yield zone

    def _past_days(self, span: Span) -> list[Day]:
        days = find_days(self.text, span, self.published, self.anchor)
        return [day for day in days if not self._is_ahead(day.said)]

    def _is_ahead(self, said: Said) -> bool:
        return bool(self.published and said.earliest and said.earliest > self.published)

    def _after_content(self, attribution: Attribution) -> Day | None:
        """The past day after what lies ahead: "announced that he would sign on 17 April"."""
        last = attribution.content[-1]
        if self.published is None or not attribution.cue or not AHEAD.search(last.of(self.text)):
            return None
        for day in self._past_days(Span(max(last.start, last.end - TAIL), last.end)):
            gone = day.said.latest is not None and day.said.latest < self.published
            if day.span.end == last.end and day.rule == "day and month" and gone:
                return day
        return None

    def _in_sentence_before(self, attribution: Attribution) -> Day | None:
        """The day that a sentence without speech sets: "On Friday it changed its course."."""
        index = attribution.sentence - 1
        if index < 0 or index in self.speaking:
            return None
        here, before = self.sentences[index + 1], self.sentences[index]
        if here.paragraph != before.paragraph or before.dateline:
            return None
        days = [day for stretch in _narrated(before) for day in self._past_days(stretch)]
        return days[0] if len(days) == 1 else None

    def _day_before(self, attribution: Attribution) -> Dated | None:
        """The comments that "come a day after X proposed": X did so a day before them."""
        source = attribution.source[0].start if attribution.source else 0
        for zone in attribution.zone:
            match = DAY_AFTER.search(self.text, zone.start, zone.end)
            if match and match.end() + 1 == source:
                days = self._past_days(Span(zone.start, match.start()))
                base = days[-1].said.earliest if days else self.news_day
                evidence = (Evidence(Span(*match.span()), "a day after it", 0.7),)
                return Dated(_before(base), evidence, 0.7) if base else None
        return None

    def carried(self, told: Told, last: Told, known: Dated) -> Dated | None:
        """The day of the statement before, where this one goes on with it."""
        if not self._goes_on(told, last):
            return None
        if told.says(EARLIER, self.text) and not told.says(THEN, self.text):
            return None
        if not known.said.edtf:
            return known if told.shares_speaker(last) else None
        evidence = tuple(replace(e, rule="same occasion") for e in known.evidence)
        return Dated(replace(known.said, basis="occasion"), evidence, 0.75)

    def _goes_on(self, told: Told, last: Told) -> bool:
        ended = self.sentences[last.attribution.until].paragraph
        paragraphs = told.sentence.paragraph - ended
        if self._is_second_hand(told) or paragraphs > 1:
            return False
        quoted = not self.text[told.attribution.content[0].start].isalnum()
        same = quoted and told.shares_speaker(last)
        return paragraphs == 0 or same or told.says(THEN, self.text)

    def from_next(
        self, told: Told, following: Sequence[Told], days: Sequence[Dated | None]
    ) -> Dated | None:
        """For a heading or "recently said": the day told with the speaker's next words."""
        vague = told.sentence.heading or told.says(EARLIER, self.text)
        for later, dated in zip(following, days, strict=True):
            near = later.sentence.paragraph - told.sentence.paragraph <= 1
            if vague and near and dated and told.shares_speaker(later):
                evidence = tuple(replace(e, rule="told again after") for e in dated.evidence)
                return Dated(replace(dated.said, basis="occasion"), evidence, 0.6)
        return None

    def unknown(self, told: Told) -> Dated:
        """No day; it was said by the day of publication."""
        where = told.attribution.cue or told.attribution.content
        said = Said(latest=self.published) if self.published else Said()
        return Dated(said, (Evidence(where[0], "no day told", 0.6),), 0.6)

    def assumed(self, told: Told) -> Dated:
        """The news day where the story tells one day's news, else unknown."""
        vague = told.says(EARLIER, self.text) or self._is_second_hand(told)
        if self.news_day is None or vague:
            return self.unknown(told)
        if self.news_span:
            evidence = Evidence(self.news_span, "the story's day", 0.65)
            return Dated(exactly(self.news_day, "occasion"), (evidence,), 0.65)
        where = told.attribution.cue or told.attribution.content
        evidence = Evidence(where[0], "publication day", 0.6)
        return Dated(exactly(self.news_day, "publication"), (evidence,), 0.6)

    def _is_second_hand(self, told: Told) -> bool:
        """Whether a document or an unnamed source is cited, whose day nobody tells."""
        cue = told.attribution.cue
        cited = bool(cue) and AT_SECOND_HAND.match(cue[0].of(self.text)) is not None
        return cited and (told.source.person is None or "saying" in cue[0].of(self.text))


def _before(day: date) -> Said:
    return exactly(day - timedelta(days=1), "relative") if day > date.min else Said()


def _narrated(sentence: Sentence) -> Iterator[Span]:
    """The dateline and the words outside quotations."""
    if sentence.dateline:
        yield sentence.dateline
    at = sentence.span.start
    for token in sentence.tokens:
        if token.quotation:
            yield Span(at, token.span.start)
            at = token.span.end
    yield Span(at, max(at, sentence.span.end))


def _is_recent(said: Said, published: date) -> bool:
    day = said.earliest
    return (
        day is not None and day == said.latest and timedelta(0) <= published - day <= NEWS_IS_YOUNG
    )
