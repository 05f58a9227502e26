"""What a content denies, what it affirms, and what in it is still to come or done already.

"The bridge is not safe" and "the bridge is safe" share nearly all words, and are no one statement.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from claims.linking.terms import stem_of

REACH = 4  # terms that one denial is taken to be about
NEAR = 3  # words after "will" or "is" in which what they are about stands

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\s\w]")


def _read() -> dict[str, Any]:
    written = files("claims.linking").joinpath("polarity.toml").read_text(encoding="utf-8")
    return tomllib.loads(written)


_LISTS = _read()
_DENYING, _ENDING, _OPENING, _COMING, _DONE, _HELPING = (
    frozenset(_LISTS[name].split())
    for name in ("denying", "ending", "opening", "coming", "done", "helping")
)
_CUES, _ASKING = (frozenset(_LISTS[name].split()) for name in ("denying_cues", "asking_cues"))
_MARKS = frozenset("“”„\"«»‘’‚'")  # a denial goes on into quotation marks
_DENYING_BEFORE: dict[str, str] = _LISTS["denying_before"]
_NO_DENIAL = {word: frozenset(after.split()) for word, after in _LISTS["no_denial"].items()}


@dataclass(frozen=True, slots=True)
class Polarity:
    """By stems: each denial's own, the nearest first, those affirmed, those to come and done.

    Names are nothing that is denied: "no Brod ship will sail" is about ships.
    """

    denials: tuple[tuple[str, ...], ...] = ()
    affirmed: frozenset[str] = frozenset()
    coming: frozenset[str] = frozenset()
    done: frozenset[str] = frozenset()

    def contradicts(self, other: "Polarity") -> bool:
        """Whether one denies what the other affirms, or has done what the other is yet to do."""
        return (
            self._denies(other)
            or other._denies(self)
            or bool(self.coming & other.done)
            or bool(self.done & other.coming)
        )

    def _denies(self, other: "Polarity") -> bool:
        """The word next to a denial stands affirmed there, or most of what is denied.

        Not where both deny some of it: "denied that it was safe", "it is not safe".
        """
        both = {stem for denied in other.denials for stem in denied}
        for denied in self.denials:
            if both.intersection(denied):
                continue
            shared = [stem in other.affirmed for stem in denied]
            if shared[0] or 2 * sum(shared) > len(shared):
                return True
        return False


def denies(cue: str) -> bool:
    """Whether a cue denies what it reports: "flatly denied", "has ruled out"."""
    words = _words_of(_TOKEN.findall(cue))
    telling = [n for n, word in enumerate(words) if word in _CUES or word in _DENYING_BEFORE]
    denials = {*_denials(words), *(n for n in telling if words[n] in _CUES)}
    return bool(denials & {*telling}) and len(denials) % 2 == 1 and not _ASKING & {*words}


def polarity_of(text: str, *, denied: bool = False) -> Polarity:
    """What a content affirms and denies, or one whose cue denies it.

    A term of which it does both says nothing.
    """
    written = [*(("denied", "that") if denied else ()), *_TOKEN.findall(text)]
    words = _words_of(written)
    stems = [_stem(word) for word in words]
    scopes = [list(_scope(words, stems, at)) for at in _denials(words)]
    twice = [0] * len(words)
    for place in (place for scope in scopes for place in scope):
        twice[place] ^= 1
    negated = {stem for stem, odd in zip(stems, twice, strict=True) if stem and odd}
    affirmed = {stem for stem, odd in zip(stems, twice, strict=True) if stem and not odd}
    told = (
        tuple(stems[n] for n in scope if stems[n] not in affirmed and not written[n].istitle())
        for scope in scopes
    )
    coming, done = (frozenset(_told_by(words, stems, kind)) for kind in (_COMING, _DONE))
    return Polarity(
        denials=tuple(filter(None, told)),
        affirmed=frozenset(affirmed - negated),
        coming=coming - done,
        done=done - coming,
    )


def _words_of(tokens: Sequence[str]) -> list[str]:
    return [token.replace("’", "'").casefold() for token in tokens]


def _denials(words: Sequence[str]) -> Iterator[int]:
    """The places of words that deny what follows."""
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        if word in _DENYING_BEFORE:
            denies = following == _DENYING_BEFORE[word]
        else:
            denies = word.endswith("n't") or (word in _DENYING and not _is_none(word, following))
        if denies:
            yield place


def _is_none(word: str, following: str) -> bool:
    """Whether a denying word denies nothing here: "not only", "no doubt", "no 5"."""
    return following in _NO_DENIAL.get(word, ()) or (word == "no" and following[:1].isdigit())


def _scope(words: Sequence[str], stems: Sequence[str], at: int) -> Iterator[int]:
    """The places of the terms that the denial there is about."""
    found = 0
    for place in range(at + 1, len(words)):
        word = words[place]
        opens = word in _OPENING and place > at + 2
        if word in _MARKS:
            continue
        if not word[0].isalnum() or word in _ENDING or opens or found == REACH:
            return
        if stems[place]:
            found += 1
            yield place


def _told_by(words: Sequence[str], stems: Sequence[str], kind: frozenset[str]) -> Iterator[str]:
    """The terms next to these auxiliary words; "is going to" and "is leaving" are neither."""
    for place, word in enumerate(words):
        if word not in kind:
            continue
        for after in range(place + 1, min(place + 1 + NEAR, len(words))):
            if stems[after]:
                if not words[after].endswith("ing"):
                    yield stems[after]
                break
            if words[after] not in _HELPING:
                break


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    """As wordings have it; a mark has none, and neither has a word that itself denies."""
    return "" if word in _DENYING or word.endswith("n't") else stem_of(word)
