"""What an article says in so many words of when something was said."""

import re
from collections.abc import Iterator
from datetime import timedelta

from claims.extraction.attribution import Attribution
from claims.extraction.calendar import Expression
from claims.extraction.occasions import signs
from claims.extraction.occasions.diary import ASIDE, Diary
from claims.extraction.occasions.told import Dated, Told, exactly, said_of
from claims.extraction.reading import Evidence, Said, Span

_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SHORT = 4  # words of a content that a "day earlier" at its end does not belong to
_OPENING = 12  # characters at the head of a sentence within which a week or month sets its time
_TAIL = 24  # characters at the end of a content in which its past day stands
_NUMBERS = {"a": 1, "an": 1} | {word: number for number, word in enumerate(_COUNTED, 1)}


def in_words(diary: Diary, told: Told) -> Dated | None:
    """The day told in words, from which "a day earlier" counts after it."""
    dated = _told(diary, told)
    if dated and told.attribution.parent is None and dated.said.earliest == dated.said.latest:
        diary.anchor = dated.said.earliest
    return dated


def _told(diary: Diary, told: Told) -> Dated | None:
    """The first of these that tells a day: the clause, the sentence, its neighbours, an event."""
    attribution = told.attribution
    solved = _before_what_followed(diary, attribution)
    if solved:
        return solved
    expression = (
        _in_clause(diary, attribution)
        or _after_content(diary, attribution)
        or _alone_in_sentence(diary, told)
        or _in_sentence_before(diary, attribution)
        or _in_sentence_after(diary, attribution)
    )
    if expression:
        return _dated(diary, expression)
    return _after_event(diary, attribution) or _of_event(diary, told)


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


def _days(match: re.Match[str]) -> int:
    """How many days an "after" counts; hours after it is the same day."""
    word, unit = match["count"].lower(), (match["unit"] or "").lower()
    if not unit:
        return 0
    count = (int(word) if word.isdigit() else _NUMBERS.get(word, 0)) * (7 if unit == "week" else 1)
    return -count if match["way"].lower() == "before" else count


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
    times = [
        time
        for zone in _zone(diary, attribution)
        for time in diary.past(zone)
        if not diary.apart(time, cue)
        and not _counted_from(diary, time, zone)
        and (attribution.rule == "relative" or not diary.in_aside(time, zone.start))
    ]
    named = [time for time in times if time.named and time.day]
    return min(
        named or times,
        key=lambda time: max(cue.start - time.span.end, time.span.start - cue.end),
        default=None,
    )


def _counted_from(diary: Diary, time: Expression, zone: Span) -> re.Match[str] | None:
    """The "two days after" that a time stands behind."""
    match = signs.AFTER.search(diary.text, zone.start, max(zone.start, time.span.start))
    return match if match and "," not in diary.text[match.end() : time.span.start] else None


def _after_event(diary: Diary, attribution: Attribution) -> Dated | None:
    """The day so long after an event whose day the clause tells."""
    for zone in attribution.zone:
        for time in diary.behind(zone):
            match = _counted_from(diary, time, zone)
            if match and time.day:
                evidence = Evidence(Span(match.start(), time.span.end), "so long after it", 0.8)
                said = _shifted(exactly(time.day, "relative"), _days(match))
                return Dated(said, (evidence,), 0.8) if said.edtf else None
    return None


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
    times = diary.times_told(sentences)
    return _only([time for time in times if time.day and not diary.apart(time, cue)])


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


def _before_what_followed(diary: Diary, attribution: Attribution) -> Dated | None:
    """The comments that "come a day after X proposed": X did so a day before them."""
    source = attribution.source[0].start if attribution.source else 0
    for zone in attribution.zone:
        match = signs.AFTER.search(diary.text, zone.start, zone.end)
        if match and match["unit"] and match.end() + 1 == source:
            times = [time for time in diary.past(Span(zone.start, match.start())) if time.day]
            base = times[-1].day if times else diary.news_day
            evidence = (Evidence(Span(*match.span()), "so long before what followed", 0.7),)
            known = exactly(base, "relative") if base else Said()
            said = _shifted(known, -_days(match))
            return Dated(said, evidence, 0.7) if said.edtf else None
    return None


def _of_event(diary: Diary, told: Told) -> Dated | None:
    """The day that the article tells elsewhere of the talks or the speech that it was said at."""
    for zone in told.attribution.zone:
        match = signs.OCCASION.search(diary.text, zone.start, zone.end)
        time = diary.day_of(match["noun"]) if match else None
        if match and time and time.day:
            evidence = (
                Evidence(Span(*match.span()), "said on this occasion", 0.7),
                Evidence(time.span, "the day of the occasion", 0.7),
            )
            return Dated(exactly(time.day, "event"), evidence, 0.7)
    return None
