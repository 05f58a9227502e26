"""Words for events that tell one of several like ones from the others: by number, order and day.

"The second round of talks", "the next round", "talks in Brod on 20 May"; the words stand in
`series.toml`.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from claims.extraction import Span
from claims.extraction.calendar import Expression
from claims.linking.catalogue import CatalogueEvent
from claims.linking.discovery.dating import times_of
from claims.linking.discovery.mentions import Mention, find_mentions, sentences_in
from claims.linking.discovery.texts import Text
from claims.linking.discovery.vocabulary import Sort, is_unplanned
from claims.linking.discovery.wording import STOPS, TIMES

_LISTS = tomllib.loads(files("claims.linking").joinpath("series.toml").read_text(encoding="utf-8"))
_COUNTS: dict[str, int] = _LISTS["counts"]
_NUMBERS: dict[str, int] = _LISTS["numbers"]
_ORDERS: dict[str, str] = _LISTS["orders"]
_OTHERS = frozenset(_LISTS["words"]["others"].split())
_SINGULAR = frozenset(_LISTS["words"]["singular"].split())
_ANNOUNCED = frozenset(_LISTS["words"]["announced"].split())
_BEHIND = STOPS | TIMES | frozenset(_LISTS["words"]["outcome"].split())
_PART = "|".join(_LISTS["words"]["parts"].split())
_COUNTED = re.compile(
    rf"\b(?:({'|'.join([*_COUNTS, *_ORDERS])})|(\d\d?)(?:st|nd|rd|th))\b", re.IGNORECASE
)
_PART_OF = re.compile(rf"\b({_PART})s?\b", re.IGNORECASE)
_NUMBERED = re.compile(
    rf"\b({_PART})\s+(?:({'|'.join(_NUMBERS)})|(\d\d?)|(i{{1,3}}|i?v))\b", re.IGNORECASE
)
# What stands before a phrase and counts it: "round two of the talks", "third and final round".
_BEFORE = re.compile(
    rf"\b(?:(?:{_PART})\s+(?:{'|'.join(_NUMBERS)}|\d\d?)\s+of|(?:{'|'.join(_COUNTS)})\s+and)\s+"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)
REACH = 40  # characters before a phrase in which it may be counted
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
# "The second round" alone, of whatever; with "of" it is of what follows.
_BARE = re.compile(rf"\b(?:[\w-]+\s+){{1,2}}({_PART})\b(?!\s+of\b)", re.IGNORECASE)
_FRONT = re.compile(r"\W*(?:(?:the|an?|this|that|\d{4})\s+)*", re.IGNORECASE)
# Not the first of a series: "the first talks since 2020", "the second attack in a week".
_WITHIN = re.compile(
    r"\s*(?:ever\b|since\b|for\b|in\s+(?:(?:more|less)\s+than\s+)?(?:an?|the\s+(?:last|past)|"
    r"(?:almost|nearly|over|about)|history|years|decades|months|weeks|\d+|two|three|four|five|six|"
    r"seven|eight|nine|ten)\b|(?:of|this|that|last)\s+(?:the\s+)?(?:year|month|week|day|season)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Naming:
    """Words for an event: its sort or, of a bare "second round", what it is a part of."""

    sort: Sort | None
    part: str
    count: int = 0
    order: str = ""
    anchors: frozenset[str] = frozenset()
    days: tuple[Expression, ...] = ()
    leads: bool = False  # a name begins with it: it is what happened, and no more than told of
    unplanned: bool = False  # and nobody can have reported it before: "the Tarn bombing"

    def is_of(self, name: "Naming") -> bool:
        """Whether an event of that name may be called so."""
        if self.sort is None or name.sort is None:
            return bool(self.part) and self.part == name.part
        return self.sort.fits(name.sort)

    @property
    def is_telling(self) -> bool:
        """Whether it tells one event from others like it."""
        return bool(self.count or self.order or self.days)


def namings_in(text: Text, spans: Sequence[Span]) -> list[Naming]:
    """The words for events in these stretches of a text."""
    mentions = [
        mention
        for mention in text.mentions
        if not mention.verbal and any(mention.head.overlaps(span) for span in spans)
    ]
    found = [_naming(text.words, mention, times_of(text, mention)) for mention in mentions]
    taken = [mention.span for mention in mentions]
    bare = (naming for span in spans for naming in _bare(text.words, span, taken))
    return [*found, *bare]


@lru_cache(maxsize=20_000)
def names_of(event: CatalogueEvent) -> tuple[Naming, ...]:
    """What an event is called, as words for events are read."""
    return tuple(
        naming for name in (event.title, *event.aliases) for naming in _namings_of_name(name)
    )


def _namings_of_name(name: str) -> Iterator[Naming]:
    mentions = [m for m in find_mentions(name, sentences_in(name)) if not m.verbal]
    for mention in mentions:
        leads = bool(_FRONT.fullmatch(name[: mention.span.start]))
        unplanned = leads and _is_unplanned(name, mention)
        yield replace(_naming(name, mention, ()), leads=leads, unplanned=unplanned)
    yield from _bare(name, Span(0, len(name)), [mention.span for mention in mentions])


def _is_unplanned(name: str, mention: Mention) -> bool:
    """Whether it names what comes unforeseen, and no inquiry into that ("Tarn bombing inquiry")."""
    before = {word.casefold() for word in re.findall(r"\w+", name[: mention.head.start])}
    following = re.match(r"[\s-]+([^\W\d_]+)", name[mention.head.end :])
    ends = following is None or following[1].casefold() in _BEHIND
    return ends and is_unplanned(mention.head.of(name)) and not before & _ANNOUNCED


def _naming(text: str, mention: Mention, days: Iterable[Expression]) -> Naming:
    counted = _BEFORE.search(text, max(0, mention.span.start - REACH), mention.span.start)
    start = counted.start() if counted else mention.span.start
    part = _PART_OF.search(text, start, mention.head.start)
    count, order = (0, "")
    if not _is_several(text, mention, part):
        count, order = _told(text[start : mention.head.start])
    numbered = _NUMBERED.search(text, start, mention.span.end)
    if numbered and not count:
        count, part = _number(numbered), numbered
    name = part[1].casefold() if part else ""
    return Naming(mention.sort, name, count, order, mention.anchors, tuple(days))


def _is_several(text: str, mention: Mention, part: re.Match[str] | None) -> bool:
    """Whether words tell of more than one, or count within a time and not in a series."""
    if any(_WITHIN.match(text, end) for end in (mention.head.end, mention.span.end)):
        return True
    if part:
        return part[0].casefold() != part[1].casefold()
    head = mention.head.of(text).casefold()
    return head.endswith("s") and not head.endswith("ss") and head not in _SINGULAR


def _bare(text: str, within: Span, taken: Sequence[Span]) -> Iterator[Naming]:
    """Parts of a series that stand without what they are of."""
    for pattern, read in ((_BARE, _of_bare), (_NUMBERED, _of_numbered)):
        for match in pattern.finditer(text, within.start, within.end):
            free = not any(Span(*match.span(1)).overlaps(span) for span in taken)
            if free and (naming := read(match)):
                yield naming


def _of_bare(match: re.Match[str]) -> Naming | None:
    count, order = _told(match.string[match.start() : match.start(1)])
    if not (count or order) or _WITHIN.match(match.string, match.end()):
        return None
    return Naming(None, match[1].casefold(), count, order)


def _of_numbered(match: re.Match[str]) -> Naming:
    return Naming(None, match[1].casefold(), _number(match))


def _number(match: re.Match[str]) -> int:
    _, word, digits, roman = match.groups()
    if word:
        return _NUMBERS[word.casefold()]
    return int(digits) if digits else _ROMAN[roman.casefold()]


def _told(before: str) -> tuple[int, str]:
    """The number and the order that the words before a head tell, 0 and "" where none."""
    for match in _COUNTED.finditer(before):
        following = re.match(r"[\s-]+([\w'’]+)", before[match.end() :])
        plain = re.sub(r"['’]s?$", "", following[1]).casefold() if following else ""
        if plain in _OTHERS or plain in TIMES:
            continue
        if match[2]:
            return int(match[2]), ""
        word = match[1].casefold()
        return _COUNTS.get(word, 0), _ORDERS.get(word, "")
    return 0, ""
