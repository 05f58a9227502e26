"""When something was said that is told by an event: so long after it, before it, during it."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from claims.extraction.attribution import Attribution
from claims.extraction.occasions import signs
from claims.extraction.occasions.counts import Count, anchor_at, counts_in
from claims.extraction.occasions.diary import Diary
from claims.extraction.occasions.tellings import Telling, is_told_of, telling_of
from claims.extraction.occasions.told import Dated, exactly, said_of
from claims.extraction.reading import Evidence, Said, Span

_COUNTED = "so long after it"
_LEAD = 12  # characters before a count at the head of a clause: "But just "
_BASE = "the day that is counted from"


def counted_in_clause(diary: Diary, attribution: Attribution) -> Dated | None:
    """The day so long after an event; unknown, with a bound, where the article doesn't tell it."""
    answers = (_counted(diary, attribution, count) for count in _counts(diary, attribution))
    return next((dated for dated in answers if dated), None)


def _counted(diary: Diary, attribution: Attribution, count: Count) -> Dated | None:
    if _is_of_cue(count, attribution):  # "a week after Varga proposed": of that no day is told
        return _open(diary, count, None, -1)
    base = telling_of(diary, count.anchor)
    day = _moved(base.day, count.days) if base else None
    if base and day and not diary.is_ahead(day):
        return Dated(exactly(day, "relative"), _evidence(count, base, _COUNTED), 0.8)
    if count.days == 0 and base is None:
        return _of_stretch(diary, count)
    return _open(diary, count, base, count.way)


def _open(diary: Diary, count: Count, base: Telling | None, way: int) -> Dated:
    """No day, but what bounds it."""
    rule = "some time before or after it" if base else "so long after what has no day"
    said = bounded(diary, base.day if base else None, way)
    return Dated(said, _evidence(count, base, rule), 0.7)


def _of_stretch(diary: Diary, count: Count) -> Dated | None:
    """The month of what it came soon after; of what has no time, nothing: it is the story's."""
    times = diary.behind(count.anchor)
    evidence = (Evidence(count.whole, _COUNTED, 0.7),)
    return Dated(said_of(times[0], diary.published), evidence, 0.7) if times else None


def is_counted_from(diary: Diary, attribution: Attribution, span: Span, zone: Span) -> bool:
    """Whether a time is that of what a "two days after" counts from, and not of the cue.

    "The day after Christmas" is a time by itself.
    """
    return any(
        count.whole.contains(span)
        and not span.start < count.anchor.start < span.end
        and not _is_of_cue(count, attribution)
        for count in counts_in(diary.text, zone)
    )


def _is_of_cue(count: Count, attribution: Attribution) -> bool:
    return any(count.anchor.overlaps(cue) for cue in attribution.cue)


def bounded(diary: Diary, day: date | None, way: int) -> Said:
    """An unknown day that lies after a day or before it, and not after publication."""
    published = diary.published
    if day is None or (published and day > published):
        return Said(latest=published)
    return Said(latest=day) if way < 0 else Said(earliest=day, latest=published)


def before_what_followed(diary: Diary, attribution: Attribution) -> Dated | None:
    """The comments that "come a day after X proposed": X did so a day before them."""
    source = attribution.source[0].start if attribution.source else 0
    for zone in attribution.zone:
        for count in counts_in(diary.text, zone):
            if not count.days or count.anchor.start != source:
                continue
            known = telling_of(diary, count.anchor)
            times = [t for t in diary.past(Span(zone.start, count.span.start)) if t.day]
            base = times[-1].day if times else diary.news_day
            day = known.day if known else _moved(base, -count.days)
            if day:
                evidence = Evidence(count.span, "so long before what followed", 0.7)
                return Dated(exactly(day, "relative"), (evidence,), 0.7)
    return None


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
            own = _is_of_cue(count, attribution) or diary.is_aside(count.anchor, zone.start)
            if told and not own:
                return _open(diary, count, base, count.way)
        vague = signs.VAGUE.search(diary.text, zone.start, zone.end)
        if vague and not diary.is_aside(Span(*vague.span()), zone.start):
            evidence = (Evidence(Span(*vague.span()), "a time that names no day", 0.7),)
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
    return None


def _dates_cue(diary: Diary, attribution: Attribution, count: Count, zone: Span) -> bool:
    """Whether an "after the flood" goes with the cue, and is no "hours after the flood"."""
    cue = attribution.cue[0] if attribution.cue else zone
    behind = cue.end <= count.span.start and "," not in diary.text[cue.end : count.span.start]
    if not behind and count.span.start - zone.start > _LEAD:
        return False
    counted = any(other.span.end == count.span.end for other in counts_in(diary.text, zone))
    return not counted and not _is_of_cue(count, attribution)


def _counts(diary: Diary, attribution: Attribution) -> Iterator[Count]:
    """The counts behind the cue or at the head of its clause, outside what it tells aside."""
    cue = attribution.cue[0].start if attribution.cue else None
    now = any(signs.NOW.match(span.of(diary.text)) for span in attribution.cue[:1])
    for zone in attribution.zone:
        for count in counts_in(diary.text, zone):
            fronted = count.span.start - zone.start <= _LEAD
            behind = cue is not None and cue < count.span.start
            if ((fronted and not now) or behind) and not diary.is_aside(count.span, zone.start):
                yield count


def _evidence(count: Count, base: Telling | None, rule: str) -> tuple[Evidence, ...]:
    phrase = Evidence(count.whole, rule, 0.8)
    if base is None or count.whole.contains(base.span):
        return (phrase,)
    return phrase, Evidence(base.span, _BASE, 0.8)


def _moved(day: date | None, days: int | None) -> date | None:
    try:
        return day + timedelta(days=days) if day and days is not None else None
    except OverflowError:
        return None
