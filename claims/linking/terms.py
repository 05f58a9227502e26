"""Words as they are compared: without case, accents, endings and the small words."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from claims.extraction import Span

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W\d_]+)?")
_PART = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile("['’]s?$")
_ENDINGS = re.compile(r"(?:ations?|ments?|ings?|ions?|ers?|ies|ed|es|s|y)$")
_SHORTEST_STEM = 4
_SMALL = frozenset(
    re.findall(
        r"\w+",
        """a about after against all also am an and any are as at be because been before being
        between both but by can could did do does down during each few for from had
        has have he her here hers him his how i if in into is it its just many may me
        might more most much must my no nor not now of off on one only or other our
        ours out over own per same shall she should since so some such than that the
        their theirs them then there these they this those through to too under until
        up upon us very was we were what when where which while who whom whose why
        will with would you your""",
    )
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a text as it is compared, and where it stands."""

    stem: str
    span: Span


def terms_in(text: str, within: Span | None = None) -> Iterator[Term]:
    """The words of a text, or of a part of it, but for the small ones."""
    start, end = (within.start, within.end) if within else (0, len(text))
    for match in _WORD.finditer(text, start, end):
        stem = stem_of(match[0])
        if stem:
            yield Term(stem, Span(match.start(), match.end()))


def stems_of(text: str) -> tuple[str, ...]:
    """The stems of a text's words in order."""
    return tuple(term.stem for term in terms_in(text))


def names_in(title: str) -> frozenset[str]:
    """The stems of words with a capital; that of the first word says nothing."""
    capitals = [match[0] for match in _PART.finditer(title)][1:]
    return frozenset(stem_of(word) for word in capitals if word[0].isupper()) - {""}


@lru_cache(maxsize=65536)
def stem_of(word: str) -> str:
    """What a word's forms and its common synonyms share; "" for a small word."""
    decomposed = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", word))
    plain = "".join(c for c in decomposed if c.isalnum()).casefold()
    if plain in _SMALL:
        return ""
    stem = _bare(plain)
    return _SYNONYMS.get(stem, stem)


def _bare(plain: str) -> str:
    """The word without its ending ("annexed", "annexation": annex)."""
    stem = _ENDINGS.sub("", plain)
    return (stem if len(stem) >= _SHORTEST_STEM else plain).rstrip("e")


_SYNONYMS = {
    _bare(word): _bare(words.split()[0])
    for words in (
        "explosion blast bombing blown",
        "talks negotiations negotiate negotiating negotiated negotiators",
        "truce ceasefire armistice lull",
        "agreement deal pact accord",
        "attack strike raid assault",
        "inquiry investigation investigators investigate probe",
        "arrest detention detained jailed detain",
        "exchange swap swapped",
        "election vote ballot poll",
        "exercise drill manoeuvres maneuvers",
        "summit meeting meet met",
    )
    for word in words.split()
}
