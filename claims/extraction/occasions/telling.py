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
    of_remarks,
)
from claims.extraction.occasions.tellings import around
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
        diary.anchor, diary.anchor_span = day, _telling(told, dated)
    if dated and day:
        diary.note(told.naming(diary.text), told.attribution, day, _telling(told, dated))
    return dated


def _telling(told: Told, dated: Dated) -> Span:
    """The words that tell the day, from the cue on where they stand in its sentence."""
    span = dated.evidence[-1].span
    cue = told.attribution.cue
    return around(cue[0], span) if cue and told.sentence.span.contains(span) else span


def _told(diary: Diary, told: Told) -> Dated | None:
    """The first of these that tells a day: the clause, the sentence, its neighbours, an event."""
    attribution = told.attribution
    expression = _of_deed(diary, attribution)
    followed = None if expression else before_what_followed(diary, attribution)
    expression = expression or (None if followed else _in_clause(diary, attribution))
    counted = None if expression else followed or _by_event(diary, told)
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


def _by_event(diary: Diary, told: Told) -> Dated | None:
    """The day that the clause counts from an event, or the sentence before it."""
    return counted_in_clause(diary, told) or of_remarks(diary, told)


def _dated(diary: Diary, expression: Expression) -> Dated:
    """An expression's day; "a day earlier" counts from what was last said."""
    said = said_of(expression, diary.published)
    evidence: tuple[Evidence, ...] = (Evidence(expression.span, expression.rule, 0.9),)
    moved = _counted_on(diary, expression, said)
    if moved is None:
        return Dated(said, evidence, 0.9)
    if diary.anchor_span and diary.anchor_span != expression.span:
        evidence += (Evidence(diary.anchor_span, "the day that is counted from", 0.9),)
    return Dated(moved, evidence, 0.9)


def _counted_on(diary: Diary, expression: Expression, said: Said) -> Said | None:
    """The day so long after what was last said, where that day has come."""
    counted = expression.rule == "so long ago" and expression.day
    if not (counted and expression.base and diary.anchor):
        return None
    moved = _shifted(said, (diary.anchor - expression.base).days)
    return None if moved.earliest and diary.is_ahead(moved.earliest) else moved


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


def _of_deed(diary: Diary, attribution: Attribution) -> Expression | None:
    """The past day behind what is proposed or promised, and can't have happened before it."""
    if not attribution.cue or not signs.DEED.search(attribution.cue[-1].of(diary.text)):
        return None
    last = attribution.content[-1]
    if signs.CLAUSE.search(last.of(diary.text)):
        return None
    times = [time for time in diary.past(last) if time.day and time.span.end == last.end]
    return (
        times[0] if times and signs.ON.search(diary.text, last.start, times[0].span.start) else None
    )


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
