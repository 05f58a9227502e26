"""What an article says in so many words of when something was said."""

from collections.abc import Iterator
from datetime import timedelta

from claims.extraction.attribution import Attribution
from claims.extraction.calendar import Expression
from claims.extraction.occasions import signs
from claims.extraction.occasions.diary import ASIDE, Diary
from claims.extraction.occasions.reckoning import (
    before_what_followed,
    counted_in_clause,
    is_counted_from,
    left_unread,
    of_occasion,
)
from claims.extraction.occasions.told import Dated, Told, exactly, said_of
from claims.extraction.reading import Evidence, Said, Span

_SHORT = 4  # words of a content that a "day earlier" at its end does not belong to
_OPENING = 12  # characters at the head of a sentence within which a week or month sets its time
_TAIL = 24  # characters at the end of a content in which its past day stands


def in_words(diary: Diary, told: Told) -> Dated | None:
    """The day told in words, from which "a day earlier" counts after it."""
    dated = _told(diary, told)
    day = dated.day if dated else None
    if dated and day and told.attribution.parent is None:
        diary.anchor = day
    if dated and day:
        diary.note(told.naming(diary.text), told.attribution.cue, day, dated.evidence[-1].span)
    return dated


def _told(diary: Diary, told: Told) -> Dated | None:
    """The first of these that tells a day: the clause, the sentence, its neighbours, an event."""
    attribution = told.attribution
    solved = before_what_followed(diary, attribution)
    if solved:
        return solved
    expression = _in_clause(diary, attribution)
    counted = None if expression else counted_in_clause(diary, attribution)
    if counted:
        return counted
    expression = (
        expression
        or _after_content(diary, attribution)
        or _alone_in_sentence(diary, told)
        or _in_sentence_before(diary, attribution)
        or _in_sentence_after(diary, attribution)
    )
    if expression:
        return _dated(diary, expression)
    return of_occasion(diary, attribution) or left_unread(diary, attribution)


def _dated(diary: Diary, expression: Expression) -> Dated:
    evidence = (Evidence(expression.span, expression.rule, 0.9),)
    return Dated(_said(diary, expression), evidence, 0.9)


def _said(diary: Diary, expression: Expression) -> Said:
    """An expression's day; "a day earlier" counts from what was last said."""
    said = said_of(expression, diary.published)
    counted = expression.rule == "so long ago" and expression.day
    if counted and expression.base and diary.anchor:
        moved = _shifted(said, (diary.anchor - expression.base).days)
        ahead = diary.published and moved.earliest and moved.earliest > diary.published
        return said if ahead else moved
    return said


def _shifted(said: Said, days: int) -> Said:
    try:
        return exactly(said.earliest + timedelta(days=days), "relative") if said.earliest else said
    except OverflowError:
        return Said()


def _in_clause(diary: Diary, attribution: Attribution) -> Expression | None:
    """The expression nearest to the cue; a date beats the weekday before it."""
    if not attribution.cue:
        return None
    cue = attribution.cue[0]
    zones = list(_zone(diary, attribution))
    times = [
        time
        for zone in zones
        for time in diary.past(zone)
        if not diary.apart(time, cue)
        and not is_counted_from(diary, attribution, time.span, zone)
        and (attribution.rule == "relative" or not diary.in_aside(time, zone.start))
    ]
    named = [time for time in times if time.named and time.day]
    return min(
        named or times or filter(None, map(diary.gone_by, zones)),
        key=lambda time: max(cue.start - time.span.end, time.span.start - cue.end),
        default=None,
    )


def _zone(diary: Diary, attribution: Attribution) -> Iterator[Span]:
    """The attributing clause without what is told aside about its source."""
    cue = attribution.cue[0]
    for zone in attribution.zone:
        match = ASIDE.search(diary.text, zone.start, zone.end)
        if attribution.rule == "relative":
            if zone.start < attribution.content[-1].end:
                yield zone
        elif match and match.start() < cue.start < zone.end:
            yield Span(zone.start, match.start())
            yield Span(cue.start, zone.end)
        else:
            yield zone


def _after_content(diary: Diary, attribution: Attribution) -> Expression | None:
    """The past day after what lies ahead: "announced that he would sign on 17 April"."""
    last = attribution.content[-1]
    if diary.published is None or not attribution.cue:
        return None
    for time in diary.past(Span(max(last.start, last.end - _TAIL), last.end)):
        brief = len(diary.text[last.start : time.span.start].split()) <= _SHORT
        if time.span.end == last.end and time.base and brief:
            return time  # "denied any part in it a day earlier"
        gone = time.day is not None and time.day < diary.published
        ahead = signs.AHEAD.search(last.of(diary.text))
        if ahead and time.span.end == last.end and time.named and gone:
            return time
    return None


def _alone_in_sentence(diary: Diary, told: Told) -> Expression | None:
    """The only past day of the sentence outside quotations and contents."""
    attribution = told.attribution
    if not attribution.cue or told.says(signs.EARLIER, diary.text):
        return None
    sentences = diary.sentences[attribution.sentence : attribution.until + 1]
    cue = attribution.cue[0]
    return _only(
        [
            time
            for time in diary.times_told(sentences)
            if time.day
            and not diary.apart(time, cue)
            and not any(is_counted_from(diary, attribution, time.span, s.span) for s in sentences)
        ]
    )


def _in_sentence_before(diary: Diary, attribution: Attribution) -> Expression | None:
    """The day that a sentence without speech sets: "On Friday it changed its course."."""
    index = attribution.sentence - 1
    if not attribution.cue or index < 0 or index in diary.speaking:
        return None
    here, before = diary.sentences[index + 1], diary.sentences[index]
    if here.paragraph != before.paragraph or before.dateline:
        return None
    times = diary.times_told([before])
    opening = before.span.start + _OPENING
    return _only([time for time in times if time.day or time.span.start < opening])


def _in_sentence_after(diary: Diary, attribution: Attribution) -> Expression | None:
    """The day told of the words right after them: "He made the remark on Friday."."""
    index = attribution.until + 1
    if index >= len(diary.sentences) or index in diary.speaking:
        return None
    here, after = diary.sentences[index - 1], diary.sentences[index]
    told = signs.TOLD_OF.match(diary.text, after.span.start, after.span.end)
    if here.paragraph != after.paragraph or told is None:
        return None
    return _only(diary.times_told([after]))


def _only(times: list[Expression]) -> Expression | None:
    """The one that they all are, where days go before weeks and months."""
    times = [time for time in times if time.day] or times
    return times[0] if len({time.edtf for time in times}) == 1 else None
