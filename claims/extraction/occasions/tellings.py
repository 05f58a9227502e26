"""On which day the article tells that something happened, wherever it tells it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from claims.extraction.calendar import Expression
from claims.extraction.occasions.diary import Diary, Spoken
from claims.extraction.occasions.told import narrated
from claims.extraction.reading import Span
from claims.extraction.sentences import Sentence

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LITTLE = re.compile(
    r"an?|the|his|her|its|their|our|this|that|these|those|s?he|it|they|we|i|him|them|who|whom|which"
    r"|was|were|is|are|be|been|had|has|have|did|do|not?|and|or|but|for|with|from|into|about|over"
    r"|under|as|by|on|at|in|of|to|new|first|second|last|own|there|where|when|more|most|some|all|any"
    r"|other|two|three|four|five|(?:mon|tues|wednes|thurs|fri|satur|sun)day|s|t|said|mrs?|ms",
    re.IGNORECASE,
)
_DETAIL = re.compile(r"\s(?:in|at|of|on|with|from|for|which|who|where|near|by|between|outside)\s")
_ENDS = re.compile(r"(?:ations?|itions?|ions?|als?|e?ments?|ings?|ed|es|s|e)$")
_THEIR_WORDS = re.compile(
    r"['’]s?\s+(?:\w+\s+){0,2}?(?:remarks?|comments?|statement|words|speech|announcement)\b",
    re.IGNORECASE,
)
_ENOUGH = 2  # words besides the name that tell whose words are meant
_STEM = 3
_LEAST_STEM = 4
_NOT_THEN = re.compile(
    r"\b(?:since|until|till|by|from|as of|than|through|before|after)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_NEAR = 12
_LONGEST = 120  # characters of the words that tell the day of an event


@dataclass(frozen=True, slots=True)
class Telling:
    """The day of an event, and the words that tell it."""

    day: date
    span: Span


def telling_of(diary: Diary, anchor: Span, *, ahead: bool = False) -> Telling | None:
    """The one day on which the article says that what a phrase names happened.

    `ahead`: or will happen, which a "day before" may count from.
    """
    times = [time for time in diary.within(anchor) if time.day]
    known = [time for time in times if ahead or time in diary.behind(anchor)]
    if known and known[0].day:
        return Telling(known[0].day, known[0].span)
    if diary.within(anchor):
        return None
    return _of_words(diary, anchor) or _elsewhere(diary, anchor, ahead=ahead)


def is_told_of(diary: Diary, anchor: Span) -> bool:
    """Whether another sentence speaks of what a phrase names, though it may tell no day."""
    core = _core(diary, anchor)
    return not core or any(
        _stems_in(diary, sentence).issuperset(core)
        for sentence in diary.sentences
        if not sentence.span.overlaps(anchor)
    )


def _core(diary: Diary, anchor: Span) -> list[str]:
    return [stem_of(word) for word in _words(_DETAIL.split(anchor.of(diary.text))[0])]


def _of_words(diary: Diary, anchor: Span) -> Telling | None:
    """The day of somebody's own words: "Varga's proposal", "Varga called the fleets lost"."""
    text = anchor.of(diary.text)
    theirs = [spoken for spoken in reversed(diary.spoken) if _stems(spoken.names) & _stems(text)]
    found = next((spoken for spoken in theirs if _is_named(spoken, text)), None)
    if found is None and _THEIR_WORDS.search(text):
        found = next(iter(theirs), None)
    return Telling(found.day, found.span) if found else None


def _is_named(spoken: Spoken, text: str) -> bool:
    """Whether a phrase names these words of somebody: by their verb, their matter or both."""
    others = _stems(text) - _stems(spoken.names)
    cue, content = (others & _stems(words) for words in (spoken.cue, spoken.content))
    return bool(cue and (content or others == cue)) or len(content - cue) >= _ENOUGH


def _stems(text: str) -> set[str]:
    return {stem_of(word) for word in _words(text)}


def _elsewhere(diary: Diary, anchor: Span, *, ahead: bool) -> Telling | None:
    """The day beside the event's words in another sentence; none where sentences disagree."""
    core = _core(diary, anchor)
    wanted = {stem_of(word) for word in _words(anchor.of(diary.text))}
    if not core:
        return None
    found = [
        (len(wanted & stems), telling)
        for sentence in diary.sentences
        if not sentence.span.overlaps(anchor)
        for stems, telling in _beside(diary, sentence, core, ahead=ahead)
    ]
    most = max((count for count, _ in found), default=0)
    best = [telling for count, telling in found if count == most]
    return best[0] if len({telling.day for telling in best}) == 1 else None


def _beside(
    diary: Diary, sentence: Sentence, core: Sequence[str], *, ahead: bool
) -> Iterator[tuple[frozenset[str], Telling]]:
    """The day told nearest to each of the event's last word, with the words of its sentence."""
    stretches = list(narrated(sentence))
    stems = _stems_in(diary, sentence)
    if not stems.issuperset(core):
        return
    found = [m for s in stretches for m in _WORD.finditer(diary.text, s.start, s.end)]
    times_of = diary.within if ahead else diary.behind
    days = [time for stretch in stretches for time in times_of(stretch) if time.day]
    for head in (Span(*match.span()) for match in found if stem_of(match[0]) == core[-1]):
        times = [time for time in days if _is_then(diary, time, head)]
        nearest = min(times, key=partial(_distance, diary, head), default=None)
        if nearest and nearest.day:
            yield stems, Telling(nearest.day, around(head, nearest.span))


def _stems_in(diary: Diary, sentence: Sentence) -> frozenset[str]:
    """What the words outside quotations have as stems, found once."""
    place = sentence.span.start
    if place not in diary.stems:
        told = (stretch.of(diary.text) for stretch in narrated(sentence))
        diary.stems[place] = frozenset(stem_of(word) for text in told for word in _words(text))
    return diary.stems[place]


def around(one: Span, other: Span) -> Span:
    """From one to the other with all between, the second alone where they lie far apart."""
    whole = Span(min(one.start, other.start), max(one.end, other.end))
    return whole if whole.end - whole.start <= _LONGEST else other


def _is_then(diary: Diary, time: Expression, head: Span) -> bool:
    """Whether a day can be that of a word: no cue nor semicolon parts them."""
    before = diary.text[max(0, time.span.start - _NEAR) : time.span.start]
    if _NOT_THEN.search(before):
        return False
    start, end = sorted((time.span, head))
    between = Span(start.end, max(start.end, end.start))
    return ";" not in between.of(diary.text) and not diary.has_cue(between)


def _distance(diary: Diary, head: Span, time: Expression) -> tuple[int, int]:
    start, end = sorted((time.span, head))
    between = diary.text[start.end : end.start]
    return between.count(","), len(between)


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if not _LITTLE.fullmatch(word)]


def stem_of(word: str) -> str:
    """What a verb and its noun have in common: "proposed" and "proposal"."""
    low = word.lower()
    stem = _ENDS.sub("", low)
    stem = stem if len(stem) >= _STEM else low
    return stem[:-1] if stem[-1] in "sdtc" and len(stem) > _LEAST_STEM else stem
