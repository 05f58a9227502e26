"""How far from an event a clause says that something was said: "two days after the dam burst"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.extraction.occasions.signs import HOUR
from claims.extraction.reading import Span

_NUMBERED = "one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {word: number for number, word in enumerate(_NUMBERED.split(), 1)} | {
    "a": 1,
    "an": 1,
    "the": 1,
    "the very": 1,
    "the next": 1,
    "a full": 1,
    "a couple of": 2,
}
_DAYS_OF = {"day": 1, "night": 1, "morning": 1, "evening": 1, "afternoon": 1} | {
    "week": 7,
    "fortnight": 14,
}
_HOURS = frozenset({"minute", "hour", "moment", "second"})
_PARTS = frozenset({"night", "morning", "evening", "afternoon"})
_AT_ONCE = "shortly|immediately|soon|moments|just|right|straight"
_HOURS_A_DAY = 24
_NEAR = 12  # characters before a count in which "more than" stands

# "More than", "almost": the day can't be told.
_ABOUT = re.compile(
    r"\b(?:(?:more|less|fewer)\s+than|over|under|nearly|almost|about|around|roughly"
    r"|at\s+least|barely|well)\s+$",
    re.IGNORECASE,
)
# "a day after", "the morning after", "hours before", "within minutes of", "in the weeks following".
_COUNT = re.compile(
    rf"\b(?:(?:(?P<within>within)\s+)?(?:(?P<count>{'|'.join(sorted(_NUMBERS, key=len)[::-1])}"
    r"|\d{1,3}|several|(?:a\s+)?few|many|some)\s+)?"
    r"(?P<unit>seconds?|moments?|minutes?|hours?|days?|nights?|mornings?|evenings?|afternoons?"
    r"|weekends?|weeks?|fortnights?|months?|years?|decades?)"
    rf"|(?P<once>{_AT_ONCE})|(?P<long>long|well|much|recorded|taped|filmed|written|drafted))\s+"
    r"(?P<way>after|before|following|preceding|into|prior\s+to|ahead\s+of|(?(within)of|(?!)))\s+"
    r"|\b(?:the|an?)\s+(?P<eve>eve)\s+of\s+"
    r"|\bthe\s+(?:very\s+|same\s+)?(?P<same>day|night|morning|evening|afternoon|time)\s+"
    r"(?:(?:of|when|that|on\s+which)\s+|(?=(?:the|his|her|their|he|she|they)\s))",
    re.IGNORECASE,
)
_END = re.compile(
    r"[,;:()\[\]“”\"«»„]|\s[—–-]\s|\s(?:that|while|when|as|and\s+(?:said|told|added))\s"
    r"|(?<!\b[A-Z][a-z])[.!?](?=\s+[A-Z“\"]|\s*$)"
)
_DEICTIC = re.compile(
    r"(?:yesterday|tomorrow|(?:that|this|then|it|them|all|writing)$)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Count:
    """So long after something (before it, where `days` or `way` are below zero).

    `days` is None where the words don't tell how many; `anchor` is what it is counted from.
    """

    span: Span
    anchor: Span
    days: int | None
    way: int

    @property
    def whole(self) -> Span:
        """The phrase with what it counts from."""
        return Span(self.span.start, self.anchor.end)


def counts_in(text: str, zone: Span) -> Iterator[Count]:
    """The phrases of a stretch that count from something which stands behind them there."""
    for match in _COUNT.finditer(text, zone.start, zone.end):
        way = (match["way"] or "before").lower()
        anchor = anchor_at(text, match.end(), zone)
        lone = match["unit"] and not match["count"] and match["unit"][-1].lower() != "s"
        if anchor.start < anchor.end and not lone and not _names_nothing(anchor.of(text)):
            sign = -1 if way in ("before", "preceding") or way[:5] in ("prior", "ahead") else 1
            about = _ABOUT.search(text, max(zone.start, match.start() - _NEAR), match.start())
            days = _days(match, about=about is not None)
            yield Count(
                Span(match.start(), match.start() + len(match[0].rstrip())),
                anchor,
                days if days is None else sign * days,
                sign,
            )


def _names_nothing(words: str) -> bool:
    return bool(_DEICTIC.match(words) or HOUR.match(words))


def anchor_at(text: str, start: int, zone: Span) -> Span:
    """What stands behind "after" up to the end of its clause."""
    end = _END.search(text, start, zone.end)
    words = text[start : end.start() if end else zone.end].rstrip(" \n.!?")
    return Span(start, start + len(words))


def _days(match: re.Match[str], *, about: bool) -> int | None:
    """How many days it counts; hours are the same day, and "days" nobody knows how many."""
    if match["unit"] is None:
        return None if match["long"] else int(bool(match["eve"]))
    word = " ".join((match["count"] or "").lower().split())
    number = int(word) if word.isdigit() else _NUMBERS.get(word)
    unit = match["unit"].lower()
    one = unit.removesuffix("s")
    if one in _HOURS:
        return _days_of_hours(number if number and one == "hour" else 0, about=about)
    plural = word == "the" and (one == "week" or unit != one)
    vague = about or match["within"] or number is None or plural
    if vague or one not in _DAYS_OF or (one in _PARTS and word.isdigit()):
        return None
    return (number or 0) * _DAYS_OF[one]


def _days_of_hours(hours: int, *, about: bool) -> int | None:
    days, rest = divmod(hours, _HOURS_A_DAY)
    return days if days == 0 or not (rest or about) else None
