"""The names of events by sort; the lists stand in `event_words.toml`."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files

ORDINALS = {
    "first": "1",
    "second": "2",
    "third": "3",
    "fourth": "4",
    "fifth": "5",
    "another": "other",
    "new": "other",
    "fresh": "other",
    "next": "next",
    "previous": "earlier",
}


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of event; two sorts that share a family may be told of as one another."""

    name: str
    kind: str
    families: frozenset[str]
    loose: bool = False
    general: bool = False

    def fits(self, other: "Sort") -> bool:
        """Whether one event may be called both."""
        return bool(self.families & other.families)


def head_of(word: str) -> tuple[Sort | None, bool]:
    """The sort that a word names, None for most words, and whether it does so as a verb."""
    plain = word.casefold()
    if plain in _NOUNS:
        return _NOUNS[plain], False
    return _VERBS.get(plain), plain in _VERBS


def acted(word: str) -> Sort | None:
    """The sort that a word names as a verb."""
    return _VERBS.get(word.casefold())


def is_unplanned(word: str) -> bool:
    """Whether a noun names what nobody can report before it happens."""
    return word.casefold() in _UNPLANNED


def _load() -> tuple[dict[str, Sort], dict[str, Sort], frozenset[str]]:
    text = (
        files("claims.linking.discovery").joinpath("event_words.toml").read_text(encoding="utf-8")
    )
    nouns: dict[str, Sort] = {}
    verbs: dict[str, Sort] = {}
    unplanned: set[str] = set()
    for name, entry in tomllib.loads(text).items():
        families = frozenset(entry["families"].split())
        loose, general = entry.get("loose", False), entry.get("general", False)
        sort = Sort(name, entry["kind"], families, loose, general)
        verbs |= dict.fromkeys(entry.get("verbs", "").split(), sort)
        named = f"{entry['nouns']} {entry.get('agents', '')}".split()
        nouns |= {form: sort for noun in named for form in (noun, _plural(noun))}
        sudden = entry.get("unplanned", "").split()
        unplanned |= {form for noun in sudden for form in (noun, _plural(noun))}
    return nouns, verbs, frozenset(unplanned)


def _plural(noun: str) -> str:
    if noun.endswith("s") and not noun.endswith(("ss", "us")):
        return noun
    if noun.endswith(("s", "ch", "sh", "x")):
        return f"{noun}es"
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2] not in "aeou" else f"{noun}s"


_NOUNS, _VERBS, _UNPLANNED = _load()
