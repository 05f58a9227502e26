"""A report's words as they are compared with another's."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from claims.linking.polarity import Polarity, polarity_of
from claims.linking.terms import stem_of, stems_of

MOSTLY = 0.5  # of the words in capitals: a heading, in which capitals make no name

_QUOTED = re.compile(r"[“«„\"‘](.+?)(?:[”»“\"’](?!\w)|$)", re.DOTALL)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NAME = re.compile(r"(?<=[\w,;:] )[^\W\d_]\w+(?:['’]\w+)?")
_SMALL_NUMBERS = """zero one two three four five six seven eight nine ten eleven twelve thirteen
    fourteen fifteen sixteen seventeen eighteen nineteen twenty"""
_TENS = {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70"}
_FIGURES = _TENS | {word: str(n) for n, word in enumerate(re.findall(r"\w+", _SMALL_NUMBERS))}
_VAGUE = {"one", "zero"}  # "the one who": no number
_CALENDAR = frozenset(
    stems_of(
        """January February March April May June July August September October November December
        Monday Tuesday Wednesday Thursday Friday Saturday Sunday today yesterday tomorrow day days
        week weeks month months year years"""
    )
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a content: all in order, and what stands out among them.

    `tokens` are stems, or the word itself where it is a small one; `plain` are the stems that are
    neither names nor days and months.
    """

    words: tuple[str, ...]
    tokens: tuple[str, ...]
    stems: frozenset[str]
    plain: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    quoted: frozenset[str]
    quoted_tokens: tuple[str, ...]
    polarity: Polarity


@lru_cache(maxsize=16384)
def wording_of(text: str, *, denied: bool = False) -> Wording:
    """What is compared of a text, quotation marks and all; `denied` by the cue that reports it."""
    words = _WORD.findall(text)
    shouted = sum(len(word) > 1 and word.isupper() for word in words) > MOSTLY * len(words)
    text = text.lower() if shouted else text
    tokens = _tokens(words)
    stems = frozenset(stems_of(text))
    named = frozenset(
        stem for name in _NAME.findall(text) if name[0].isupper() for stem in stems_of(name)
    )
    names = named - _CALENDAR
    quoted = " … ".join(_QUOTED.findall(text))
    return Wording(
        words=tuple(_plain(word) for word in words),
        tokens=tokens,
        stems=stems,
        plain=stems - named - _CALENDAR,
        names=names,
        numbers=frozenset(filter(None, map(_number, words))),
        quoted=frozenset(stems_of(quoted)),
        quoted_tokens=_tokens(_WORD.findall(quoted)),
        polarity=polarity_of(text, denied=denied),
    )


def _tokens(words: list[str]) -> tuple[str, ...]:
    return tuple(stem_of(word) or _plain(word) for word in words)


@lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    """Without case, accents and typographic apostrophes."""
    decomposed = unicodedata.normalize("NFKD", word.replace("’", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def _number(word: str) -> str:
    if word[0].isdigit():
        return word
    folded = word.casefold()
    return "" if folded in _VAGUE else _FIGURES.get(folded, "")
