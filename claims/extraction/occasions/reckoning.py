"""When something was said that is told by an event: so long after it, before it, during it."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from claims.extraction.attribution import Attribution
from claims.extraction.occasions import signs
from claims.extraction.occasions.counts import Count, anchor_at, counts_in
from claims.extraction.occasions.diary import Diary
from claims.extraction.occasions.tellings import Telling, is_told_of, telling_of
from claims.extraction.occasions.told import Dated, Told, exactly, said_of
from claims.extraction.reading import Evidence, Said, Span

_SHORT = 4  # words of a content that a count at its end does not belong to
_LEAD = 12  # characters before a count at the head of a clause: "But just "


def counted_in_clause(diary: Diary, told: Told) -> Dated | None:
    """The day so long after an event; unknown, with a bound, where the article doesn't tell it."""
    answers = (_counted(diary, count) for count in _counts(diary, told))
    return next((dated for dated in answers if dated), None)


def _counted(diary: Diary, count: Count) -> Dated | None:
    base = telling_of(diary, count.anchor, ahead=bool(count.days and count.days < 0))
    day = _day_of(diary, count, base) if base else None
    if base and day and not diary.is_ahead(day):
        return Dated(exactly(day, "relative"), _evidence(count, base, "so long after it"), 0.8)
    hours = count.days == 0 and not count.span.of(diary.text).lower().startswith("the ")
    if hours and base is None:
        return _of_stretch(diary, count)
    return _open(diary, count, base, count.way)


def _day_of(diary: Diary, count: Count, base: Telling) -> date | None:
    """So many days on; "a day before Friday's vote" is the story's where that is next Friday."""
    weekday = any(time.rule.startswith("weekday") for time in diary.within(count.anchor))
    if weekday and count.days and _moved(base.day, count.days + 7) == diary.news_day:
        return diary.news_day
    return _moved(base.day, count.days)


def _open(diary: Diary, count: Count, base: Telling | None, way: int) -> Dated:
    """No day, but what bounds it."""
    rule = "some time before or after it" if base else "so long after what has no day"
    said = bounded(diary, base.day if base else None, way)
    return Dated(said, _evidence(count, base, rule), 0.7)


def _of_stretch(diary: Diary, count: Count) -> Dated | None:
    """The month of what it came soon after; of what has no time, nothing: it is the story's."""
    times = diary.behind(count.anchor)
    evidence = (Evidence(count.whole, "so long after it", 0.7),)
    return Dated(said_of(times[0], diary.published), evidence, 0.7) if times else None


def is_counted_from(diary: Diary, attribution: Attribution, span: Span, zone: Span) -> bool:
    """Whether a time is that of what a "two days after" counts from, and not of the cue.

    "The day after Christmas" is a time by itself.
    """
    return any(
        count.whole.contains(span)
        and not span.start < count.anchor.start < span.end
        and not (count.days == 0 and span.start == count.anchor.start)
        and not _is_of_cue(count, attribution)
        for count in (*counts_in(diary.text, zone), *_ahead_of(diary, zone))
    )


def _ahead_of(diary: Diary, zone: Span) -> Iterator[Count]:
    for match in signs.BESIDE.finditer(diary.text, zone.start, zone.end):
        if match["way"].lower().startswith("ahead"):
            yield beside_at(diary, match, zone)


def _is_of_cue(count: Count, attribution: Attribution) -> bool:
    return any(count.anchor.overlaps(cue) for cue in attribution.cue)


def bounded(diary: Diary, day: date | None, way: int) -> Said:
    """An unknown day that lies after a day or before it, and not after publication."""
    published = diary.published
    if day is None or (published and day > published):
        return Said(latest=published)
    return Said(latest=day) if way < 0 else Said(earliest=day, latest=published)


def before_what_followed(diary: Diary, attribution: Attribution) -> Dated | None:
    """The day of what others "come a day after", where it is known, else a day before them."""
    for zone in attribution.zone:
        for count in counts_in(diary.text, zone):
            if _is_of_cue(count, attribution):
                solved = _followed(diary, count, zone)
                return solved if solved or count.days == 0 else _open(diary, count, None, -1)
    return None


def _followed(diary: Diary, count: Count, zone: Span) -> Dated | None:
    """The day that the article tells of what it came after; else so long before that."""
    known = telling_of(diary, count.anchor)
    if known:
        return Dated(exactly(known.day, "relative"), _evidence(count, known, "told before"), 0.7)
    times = [t for t in diary.past(Span(zone.start, count.span.start)) if t.day]
    base = times[-1].day if times else diary.news_day
    back = _moved(base, -count.days) if count.days is not None else None
    if back is None or not (count.days or times):
        return None
    evidence = (Evidence(count.span, "so long before what followed", 0.7),)
    return Dated(exactly(back, "relative"), evidence, 0.7)


def of_occasion(diary: Diary, attribution: Attribution) -> Dated | None:
    """The day that the article tells elsewhere of the talks or the speech that it was said at."""
    for zone in attribution.zone:
        match = signs.OCCASION.search(diary.text, zone.start, zone.end)
        telling = _occasion(diary, match, zone) if match else None
        if match and telling:
            evidence = (
                Evidence(Span(*match.span()), "said on this occasion", 0.7),
                Evidence(telling.span, "the day of the occasion", 0.7),
            )
            return Dated(exactly(telling.day, "event"), evidence, 0.7)
    return None


def _occasion(diary: Diary, match: re.Match[str], zone: Span) -> Telling | None:
    times = diary.times_of(match["noun"])
    if times:
        days = {time.day for time in times}
        day = times[0].day if len(days) == 1 else None
        return Telling(day, times[0].span) if day else None
    return telling_of(diary, anchor_at(diary.text, match.start("name"), zone))


def left_unread(diary: Diary, attribution: Attribution) -> Dated | None:
    """Unknown where the clause says when, in a way that can't be read or gives but a bound."""
    for zone in attribution.zone:
        for match in signs.BESIDE.finditer(diary.text, zone.start, zone.end):
            count = beside_at(diary, match, zone)
            base = telling_of(diary, count.anchor)
            told = base and base.day != diary.news_day and not _is_next(diary, count)
            near = _dates_cue(diary, attribution, count, zone) or _is_held(diary, count, zone)
            if told and near and not diary.is_aside(count.anchor, zone.start):
                return _open(diary, count, base, count.way)
        vague = signs.VAGUE.search(diary.text, zone.start, zone.end)
        spans = [Span(*vague.span())] if vague else []
        spans += [t.span for t in diary.within(zone) if t.base and t.day and diary.is_ahead(t.day)]
        if spans and not diary.is_aside(spans[0], zone.start):
            evidence = (Evidence(spans[0], "a time that names no day", 0.7),)
            return Dated(bounded(diary, None, 0), evidence, 0.7)
    return None


def beside_at(diary: Diary, match: re.Match[str], zone: Span) -> Count:
    """An "after the flood" that doesn't tell how long after it."""
    way = signs.WAYS[match["way"].lower().split()[0]]
    anchor = anchor_at(diary.text, match.end(), zone)
    return Count(Span(match.start(), match.end() - 1), anchor, None, way)


def _is_next(diary: Diary, count: Count) -> bool:
    """Whether it is "ahead of Friday's vote", which lies ahead whichever Friday is meant."""
    weekday = any(time.rule.startswith("weekday") for time in diary.within(count.anchor))
    return weekday and count.span.of(diary.text).lower().startswith("ahead")


def left_unplaced(diary: Diary, attribution: Attribution) -> Dated | None:
    """Unknown for "during the debate", of which the article tells nothing else."""
    for zone in attribution.zone:
        for match in signs.DEFINITE.finditer(diary.text, zone.start, zone.end):
            count = beside_at(diary, match, zone)
            if _dates_cue(diary, attribution, count, zone) and not is_told_of(diary, count.anchor):
                return _open(diary, count, None, count.way)
        for match in signs.THEN_ALONE.finditer(diary.text, zone.start, zone.end):
            if _is_behind(diary, attribution, match.start()):
                evidence = (Evidence(Span(*match.span()), "a time that names no day", 0.6),)
                return Dated(bounded(diary, None, 0), evidence, 0.6)
    return None


def _is_behind(diary: Diary, attribution: Attribution, start: int) -> bool:
    """Whether words follow the cue in its clause."""
    cue = attribution.cue[0] if attribution.cue else None
    return cue is not None and cue.end <= start and "," not in diary.text[cue.end : start]


def _dates_cue(diary: Diary, attribution: Attribution, count: Count, zone: Span) -> bool:
    """Whether an "after the flood" goes with the cue, and is no "hours after the flood"."""
    behind = _is_behind(diary, attribution, count.span.start)
    if not behind and count.span.start - zone.start > _LEAD:
        return False
    counted = any(other.span.end == count.span.end for other in counts_in(diary.text, zone))
    return not counted and not _is_of_cue(count, attribution)


def of_remarks(diary: Diary, told: Told) -> Dated | None:
    """The day of the words before which it says: "His remarks came a day after the proposal."."""
    for index in (told.attribution.sentence, told.attribution.sentence - 1):
        sentence = diary.sentences[max(0, index)]
        if sentence.paragraph != told.sentence.paragraph:
            continue
        for count in counts_in(diary.text, sentence.span):
            came = signs.REMARKS.search(diary.text, sentence.span.start, count.span.start)
            if came and not _is_of_cue(count, told.attribution):
                return _came(diary, count)
    return None


def _came(diary: Diary, count: Count) -> Dated | None:
    base = telling_of(diary, count.anchor)
    day = _moved(base.day, count.days) if base else None
    if base and day and not diary.is_ahead(day):
        return Dated(exactly(day, "relative"), _evidence(count, base, "so long after it"), 0.8)
    if count.days and diary.news_day:  # the proposal was dated from the news, which is this
        evidence = (Evidence(count.whole, "the news that came so long after", 0.7),)
        return Dated(exactly(diary.news_day, "relative"), evidence, 0.7)
    return None


def _counts(diary: Diary, told: Told) -> Iterator[Count]:
    """The counts behind the cue or at the head of its clause, outside what it tells aside."""
    attribution = told.attribution
    cue = attribution.cue[0].start if attribution.cue else None
    now = any(signs.NOW.match(span.of(diary.text)) for span in attribution.cue[:1])
    yield from _fronted(diary, told) if not now else ()
    yield from _before_content(diary, attribution)
    yield from _behind_content(diary, attribution)
    for zone in attribution.zone:
        for count in counts_in(diary.text, zone):
            head = count.span.start - zone.start <= _LEAD and zone.start == told.sentence.span.start
            behind = cue is not None and cue < count.span.start
            held = _is_held(diary, count, zone)
            dates = behind or held or (head and not now)
            if dates and not diary.is_aside(count.span, zone.start):
                yield count


def _fronted(diary: Diary, told: Told) -> Iterator[Count]:
    """The count of the clause before the source: "A day after X resigned on Monday, Pell said"."""
    start, source = told.sentence.span.start, told.attribution.source
    if source and start < source[0].start:
        for count in counts_in(diary.text, Span(start, source[0].start)):
            between = diary.text[count.anchor.end : source[0].start]
            if count.span.start - start <= _LEAD and between.strip(" ") in (",", ",the", ", the"):
                yield count


def _behind_content(diary: Diary, attribution: Attribution) -> Iterator[Count]:
    """The count at the end of a few words: "denied it within hours of the vote"."""
    last = attribution.content[-1]
    if attribution.cue and signs.BRIEFLY.search(attribution.cue[-1].of(diary.text)):
        for count in counts_in(diary.text, last):
            brief = len(diary.text[last.start : count.span.start].split()) <= _SHORT
            if brief and count.span.start > last.start and count.anchor.end == last.end:
                yield count


def _is_held(diary: Diary, count: Count, zone: Span) -> bool:
    """Whether it tells when somebody was "speaking" or "asked", or something "recorded"."""
    before = diary.text[zone.start : count.span.start]
    return bool(signs.HELD.match(diary.text, count.span.start) or signs.SPEAKING.search(before))


def _before_content(diary: Diary, attribution: Attribution) -> Iterator[Count]:
    """The count between cue and content: "said two days after X's proposal that ..."."""
    if attribution.cue:
        first, cue = attribution.content[0], attribution.cue[0]
        for count in counts_in(diary.text, Span(cue.start, max(cue.start, first.end))):
            if count.span.start < first.start and count.anchor.end <= first.end:
                yield count


def _evidence(count: Count, base: Telling | None, rule: str) -> tuple[Evidence, ...]:
    phrase = Evidence(count.whole, rule, 0.8)
    if base is None or count.whole.contains(base.span):
        return (phrase,)
    return phrase, Evidence(base.span, "the day that is counted from", 0.8)


def _moved(day: date | None, days: int | None) -> date | None:
    try:
        return day + timedelta(days=days) if day and days is not None else None
    except OverflowError:
        return None
