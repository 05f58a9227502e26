"""The times that an article tells, and which of them can be the day of a statement."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from claims.extraction.attribution import Attribution
from claims.extraction.calendar import Expression, find
from claims.extraction.calendar.values import Period
from claims.extraction.occasions.signs import AHEAD, HOUR, MYSELF
from claims.extraction.occasions.told import narrated
from claims.extraction.reading import Document, Span
from claims.extraction.sentences import Sentence

_LEAD = 4  # sentences in which a story says what day it is about
_NEWS_IS_YOUNG = timedelta(days=3)
_BESIDE = 24  # characters between an occasion's name and its day
_NEAR = 24  # characters before an expression in which a preposition is looked for

_NOT_WHEN = re.compile(
    r"\b(?:since|until|till|from|as of|than|through|for|before|after|ended|ending|to|of)\s+"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:in|during|over|early|late|back in|end of|start of|beginning of|middle of|half of"
    r"|week of|days of|part of)\s+(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)
# "in the early hours of Tuesday", and no "flood of May 2"; "before dawn on Tuesday".
_PART_OF = re.compile(
    r"\b(?:hours|night|morning|evening|afternoon|end|start|beginning|middle|close|week|weekend|half"
    r"|day|days|part|course|early|late)\s+of\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(
    r"['’]s?\s+(?!(?:\w+\s+)?(?:interview|speech|address|briefing|news|filing|report|statement"
    r"|letter|post|tweet)\b)"
)
_AT = re.compile(r"\b(?:at|during|in|on|to)\s+(?:the\s+)?$", re.IGNORECASE)
_HELD = re.compile(
    r"['’]s?\s+(?:[\w’'-]+\s+){0,3}?(?:debate|rally|hearing|meeting|summit|talks|forum|session|show"
    r"|conference|broadcast|ceremony|event|convention|gathering|town hall|speech|briefing)\b",
    re.IGNORECASE,
)
_ON = re.compile(r"\b(?:on|by)\s+$")
_COARSE = frozenset({"last or next", "last or next month", "weekend", "so long ago"}) | {
    "before last or after next",
    "days of a month",
    "one weekday to another",
    "so long before this day",
    "through the night",
    "week of a day",
    "week told by a holiday or a date",
}
ASIDE = re.compile(
    r",\s+(?:who(?! spoke| was speaking)|whose|which|where|"
    r"(?!(?:added|asked|replied|noted|insisted|joked|warned|claimed|explained|continued|stressed"
    r"|concluded|recalled|admitted|declared|argued|suggested|commented|responded|reached|contacted"
    r"|interviewed|questioned|pressed|published|posted|recorded|delivered|dated)\b)[a-z]+ed|stuck"
    r"|born|held|sworn)\b"
)


_COARSE_WORDS = re.compile(
    r"(?:the\s+)?(?:end|start|beginning|middle|close|early|late|earlier|mid|last|this|past)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """Somebody's words whose day is known, from which others may be counted."""

    names: str
    cue: str
    content: str
    day: date
    span: Span


class Diary:
    """The times of one article in order; `anchor` is the last day on which something was said."""

    def __init__(
        self, document: Document, sentences: Sequence[Sentence], told: Sequence[Attribution]
    ) -> None:
        """Take the sentences, and the attributions whose contents tell of other days."""
        self.text = document.text
        self.published = document.published
        self.sentences = sentences
        self.speaking = {i for a in told for i in range(a.sentence, a.until + 1)}
        self._contents = sorted(span for a in told for span in a.content)
        self._times = [e for e in find(self.text, self.published) if e.period]
        self._starts = [e.span.start for e in self._times]
        self._cues = sorted(span for a in told for span in a.cue)
        self.spoken: list[Spoken] = []
        self.stems: dict[int, frozenset[str]] = {}  # of each sentence by its start
        self.news_day, self.news_span = self._find_news_day()
        self.anchor, self.anchor_span = self.news_day, self.news_span
        self.is_personal = self._find_myself()

    def within(self, span: Span) -> list[Expression]:
        """The times of a stretch of text, in order."""
        first, last = (bisect_left(self._starts, at) for at in (span.start, span.end))
        return [e for e in self._times[first:last] if e.span.end <= span.end]

    def behind(self, span: Span) -> list[Expression]:
        """Those that are not ahead of publication."""
        return [e for e in self.within(span) if not self._is_ahead(e)]

    def past(self, span: Span) -> list[Expression]:
        """Those that can be when something was said: not ahead, and not "since" or "until"."""
        return [e for e in self.within(span) if self._is_when(e)]

    def times_told(self, sentences: Iterable[Sentence]) -> list[Expression]:
        """The past times of sentences, outside quotations, contents and asides about people."""
        return [
            e
            for sentence in sentences
            for stretch in narrated(sentence)
            for e in self.past(stretch)
            if not self._in_content((e.span.start, e.span.end))
            and not self.in_aside(e, sentence.span.start)
        ]

    def in_aside(self, expression: Expression, start: int) -> bool:
        """Whether it belongs to a clause about somebody: ", who married on Monday"."""
        return self.is_aside(expression.span, start)

    def is_aside(self, span: Span, start: int) -> bool:
        """Whether words belong to such a clause that begins after `start`."""
        asides = list(ASIDE.finditer(self.text, start, span.start))
        return bool(asides) and "," not in self.text[asides[-1].end() : span.start]

    def is_ahead(self, day: date) -> bool:
        """Whether a day lies after publication."""
        return self.published is not None and day > self.published

    def apart(self, expression: Expression, cue: Span) -> bool:
        """Whether a semicolon parts it from the cue: what it dates is something else."""
        start, end = sorted((expression.span, cue))
        return ";" in self.text[start.end : end.start]

    def times_of(self, noun: str) -> list[Expression]:
        """The past days that are told right beside an occasion's name: "April 17 talks"."""
        beside = re.compile(rf"\b{re.escape(noun)}\b", re.IGNORECASE)
        return [
            time
            for sentence in self.sentences
            for stretch in narrated(sentence)
            for time in self.behind(stretch)
            if time.day and beside.search(self.text, *self._around(time, stretch))
        ]

    def _around(self, time: Expression, stretch: Span) -> tuple[int, int]:
        start = max(stretch.start, time.span.start - _BESIDE)
        return start, min(stretch.end, time.span.end + _BESIDE)

    def gone_by(self, zone: Span) -> Expression | None:
        """The weekday that only looks ahead of what has been said: "by Friday evening"."""
        for time in self.within(zone):
            before = self.text[zone.start : time.span.start]
            looks_ahead = time.rule.startswith("weekday") and time.day and self._is_ahead(time)
            if looks_ahead and time.day and _ON.search(before) and not AHEAD.search(before):
                day = time.day - timedelta(days=7)
                period = Period(day, day, day.isoformat())
                return replace(
                    time, value=period.edtf, period=period, rule="weekday, taken as past"
                )
        return None

    def note(self, names: str, told: Attribution, day: date, span: Span) -> None:
        """Remember words whose day is known, with what tells it."""
        cue, content = (
            " ".join(part.of(self.text) for part in parts) for parts in (told.cue, told.content)
        )
        self.spoken.append(Spoken(names, cue, content, day, span))

    def has_cue(self, span: Span) -> bool:
        """Whether words that tell of speech stand there."""
        at = bisect_left(self._cues, Span(span.start, 0))
        return at < len(self._cues) and self._cues[at].start < span.end

    def _in_content(self, place: tuple[int, int]) -> bool:
        span = Span(*place)
        at = bisect_left(self._contents, Span(span.end, 0))
        return any(content.contains(span) for content in self._contents[max(0, at - 3) : at])

    def _is_ahead(self, expression: Expression) -> bool:
        period = expression.period
        return bool(period and self.published and period.earliest > self.published)

    def _is_when(self, expression: Expression) -> bool:
        period, span = expression.period, expression.span
        if period is None or self._is_ahead(expression):
            return False
        before = self.text[max(0, span.start - _NEAR) : span.start]
        if self._is_of_another(before, span) or self._owns(before, span):
            return False
        if period.earliest == period.latest or "/" in expression.value:
            return True
        coarse = expression.rule.partition(",")[0] in _COARSE
        edge = _COARSE_WORDS.match(self.text, span.start)
        return bool(coarse or edge or _WHEN.search(before))

    def _owns(self, before: str, span: Span) -> bool:
        """Whether it is but a day's attribute: "Monday's flood", and no "at Monday's debate"."""
        held = _HELD.match(self.text, span.end) and _AT.search(before)
        return not held and _POSSESSIVE.match(self.text, span.end) is not None

    def _is_of_another(self, before: str, span: Span) -> bool:
        """Whether a preposition before an expression makes it the time of something else."""
        if _NOT_WHEN.search(before) is None or _PART_OF.search(before):
            return False
        return HOUR.match(self.text, span.start) is None

    def _find_news_day(self) -> tuple[date | None, Span | None]:
        """The day whose news it is: the dateline's, else the lead's, else that of publication."""
        for sentence in self.sentences[:_LEAD]:
            for expression in self._lead_times(sentence):
                if self._is_recent(expression.day):
                    return expression.day, expression.span
        return self.published, None

    def _find_myself(self) -> bool:
        """Whether the writer speaks of herself outside what she reports: a column, no news."""
        return any(
            not self._in_content(match.span())
            for sentence in self.sentences
            for stretch in narrated(sentence)
            for match in MYSELF.finditer(self.text, stretch.start, stretch.end)
        )

    def _lead_times(self, sentence: Sentence) -> Iterator[Expression]:
        if sentence.dateline:
            yield from self.past(sentence.dateline)
        for stretch in narrated(sentence):
            yield from self.past(stretch)

    def _is_recent(self, day: date | None) -> bool:
        if day is None or self.published is None:
            return False
        return timedelta(0) <= self.published - day <= _NEWS_IS_YOUNG
