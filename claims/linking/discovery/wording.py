"""Words as they stand, and the closed classes that end a phrase or tell nothing of an event."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.extraction import Span
from claims.linking.terms import stem_of

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’\-][^\W_]+)*['’]?(?<!['’]$)")
_POSSESSIVE = re.compile(r"['’]s?$")
_PEOPLE = re.compile(r"(?:ians?|ia|ns?|es?|s)$")  # Karsovia, Karsovian, Karsovians
_SHORTEST = 4


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


DEFINITE = _set("the this that these those his her its their our your my")
NEGATED = _set("any no every each")
LINKS = _set("of on at in into between with against over near for from to by")
FINITE = _set(
    "to will would shall should can could may might must i we they you he she it who not n't "
    "don't didn't won't let lets"
)
STOPS = LINKS | _set(
    "a an the and or but nor as than then if when while because since after before until during "
    "about under through without within by up down out off that which whom whose what why how "
    "is are was were be been being am has have had having do does did said says say told tells "
    "asked called calls call there here also still only just even ever never already again so "
    "such both all some more most many much few one two three four five six seven eight nine ten "
    "i we they you he she it me us them him who not accused denied condemned welcomed rejected "
    "blamed demanded warned announced urged claimed added insisted"
)
TIMES = _set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december jan feb mar apr jun jul aug sept sep "
    "oct nov dec today yesterday tomorrow tonight week weeks weekend month months year years day "
    "days hour hours minute minutes morning afternoon evening night midnight noon spring summer "
    "autumn winter dawn dusk time times date"
)
WEEKDAYS_AND_MONTHS = _set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december jan feb mar apr jun jul aug sept sep oct "
    "nov dec yesterday today tomorrow"
)
EMPTY = STOPS | TIMES | _set(
    "new first second third fourth fifth next last latest recent previous another other own same "
    "such big biggest large major minor deadly deadliest possible planned proposed alleged "
    "so-called final whole entire early late long short fresh further further original mr mrs ms "
    "whether seen less hold holding held forth rather anyone something somebody peace peaceful country people part parts side sides "
    "way round rounds end start beginning talk place thing things point news"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands; `possessive` where it owns what follows."""

    text: str
    span: Span
    first: bool = False

    @property
    def plain(self) -> str:
        """Without case and the sign of a possessor."""
        return _POSSESSIVE.sub("", self.text).casefold()


def words_in(text: str, within: Span) -> Iterator[Word]:
    """The words of a stretch of text, hyphens and possessives with them."""
    for number, match in enumerate(_WORD.finditer(text, within.start, within.end)):
        yield Word(match[0], Span(*match.span()), number == 0)


def is_name(word: Word) -> bool:
    """Whether it is written as a name; the first word of a sentence never counts as such."""
    return word.text[0].isupper() and not word.first


def name_stem(word: str) -> str:
    """What a country, its people and its adjective share."""
    owner = _POSSESSIVE.sub("", word)
    plain = stem_of(owner) or owner.casefold()
    bare = _PEOPLE.sub("", plain)
    return bare if len(bare) >= _SHORTEST else _singular(plain)


def stem_in_text(word: Word) -> str:
    """The stem by which a word is compared, names without the endings of peoples."""
    if word.text[0].isupper():
        return name_stem(word.text)
    return _singular(stem_of(_POSSESSIVE.sub("", word.text)))


def _singular(stem: str) -> str:
    """Without the plural's ending, which stays on short words ("nets")."""
    ends = stem.endswith("s") and not stem.endswith(("ss", "us", "is"))
    return stem[:-1] if ends and len(stem) >= _SHORTEST else stem
