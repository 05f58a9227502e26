"""Words as symbols: a text becomes one character a word, so that short patterns can find times."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain

TOKEN = re.compile(
    r"[^\W\d_]+"
    r"|(?a:\d{4}[-/]\d\d[-/]\d\d(?:T\d\d:?\d\d(?::?\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)"
    r"|\d{1,2}(?P<mark>[/-])\d{1,2}(?P=mark)(?:\d{4}|\d\d)(?![\d/])"
    r"|['’]?\d+s\b|\d+(?:st|nd|rd|th)\b|\d+(?:[.,:]\d+)*)"
    r"|['’]s\b"
    r"|\n[ \t]*\n\s*"
    r"|[^\w\s]"
)
OTHER = "."
_FIRST_SYMBOL = 0xE000  # of Unicode's private use area
_MOST_WORDS, _LONGEST_WORD = 100_000, 32

# What a word's characters alone say of it, beside the classes of the vocabulary.
_SHAPES = tuple(
    (name, re.compile(pattern, re.ASCII))
    for name, pattern in (
        ("iso", r"\d{4}[-/]\d\d[-/]\d\d.*"),
        ("slash", r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}"),
        ("pointed", r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)"),
        ("digits", r"\d{1,3}(?:,\d{3})*(?:\.\d{1,3})?|\d{1,5}"),
        ("dom", r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"),
        ("four", r"[1-4]"),
        ("two_figures", r"\d\d"),
        ("nth", r"\d{1,3}(?:st|nd|rd|th)"),
        ("hour", r"1?\d|2[0-4]"),
        ("year", r"1[5-9]\d\d|20\d\d"),
        ("tens", r"['’]?(?:1[5-9]|20)?\d0s"),
        ("time", r"(?:[01]?\d|2[0-4]):[0-5]\d"),
        ("dotted", r"(?:[01]?\d|2[0-4])\.[0-5]\d"),
        ("military", r"(?:[01]\d|2[0-3])[0-5]\d"),
        ("dash", r"[-\u2010-\u2014]"),
        ("comma", r","),
        ("dot", r"\."),
        ("stop", r"[.!?]|\n\s*\n\s*"),
        ("apostrophe", r"['’]"),
        ("money", r"[$€£¥#]"),
        ("percent", r"%"),
    )
)
_SAMPLES = (
    *(f"{number}{end}" for number in range(130) for end in ("", "st", "s")),
    *(f"{number:02}" for number in range(100)),
    *("1453", "1900", "1995", "2010", "0915", "1030", "1999", "2459", "1080", "2080", "45000"),
    *("1990s", "2010s", "’90s", "1,000", "1.5", "2.30", "10:30", "10.30", "25.5", "25:10"),
    *(
        "2010-10-10",
        "1/2/10",
        "1.2.2010",
        "-",
        "–",
        ",",
        ".",
        "!",
        "\n\n",
        ";",
        "'",
        "$",
        "%",
        "(",
        "wanted",
    ),
)


def folded(word: str) -> str:
    """A word as the vocabulary writes it."""
    return word.lower().replace("’", "'")


class Symbols(dict[str, str]):
    """The symbol of each word; words of the same classes share one."""

    def __init__(self, vocabulary: Mapping[str, set[str]], capitals: Iterable[str]) -> None:
        """Take the classes of each lower-case word, and the words that need a capital letter."""
        super().__init__()
        self._vocabulary = vocabulary
        self._capitals = frozenset(capitals)
        self._known: dict[frozenset[str], str] = {frozenset(): OTHER}
        self._of_class: dict[str, set[str]] = defaultdict(set, other={OTHER})
        for word in chain(vocabulary, map(str.capitalize, vocabulary), _SAMPLES):
            self._learn(self._classes(word))

    def __missing__(self, word: str) -> str:
        """Work out the symbol of a word that was not seen before."""
        if len(word) > _LONGEST_WORD:
            return OTHER
        if len(self) >= _MOST_WORDS:
            self.clear()
        symbol = self[word] = self._known.get(self._classes(word), OTHER)
        return symbol

    def of_class(self, name: str) -> str:
        """All symbols of the words of a class."""
        if name not in self._of_class:
            raise KeyError(name)
        return "".join(sorted(self._of_class[name]))

    def _learn(self, classes: frozenset[str]) -> None:
        symbol = self._known.setdefault(classes, chr(_FIRST_SYMBOL + len(self._known)))
        for name in classes:
            self._of_class[name].add(symbol)

    def _classes(self, word: str) -> frozenset[str]:
        lower = folded(word)
        known = self._vocabulary.get(lower)
        if known and lower in self._capitals and word == lower:
            return frozenset(known & {f"={lower}"})
        shapes = set() if lower.isalpha() else _shapes(lower)
        return frozenset((known or set()) | shapes)


def _shapes(word: str) -> set[str]:
    return {name for name, pattern in _SHAPES if pattern.fullmatch(word)}
