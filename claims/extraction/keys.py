"""What an article can be found by when the speakers file changes, without reading it again.

A new name or alias changes only articles with all of its words among those that may be part of a
name; a new office only articles that name its holder, or a source by the words of its title. So
these words, in the form in which the resolver compares them, are the article's keys.
"""

from collections.abc import Iterable, Iterator, Sequence

from claims.extraction.attribution import Attribution
from claims.extraction.names import fold, names_of, spelling, spellings_in
from claims.extraction.offices import title_words

LONGEST = 100  # characters of a key: what is longer is nobody's name, and too long for an index
HEIR = "successor"  # "his successor" may be whoever holds an office


def keys_of(text: str, attributions: Iterable[Attribution]) -> frozenset[str]:
    """The keys of an article: of the names in its text and of the titles among its sources."""
    sources = {span for a in attributions for span in (*a.source[:1], *a.reading[:1])}
    titles = {word for span in sources for word in title_words(span.of(text))}
    return frozenset((*map(_named, spellings_in(text)), *map(_titled, titles)))


def keys_of_speaker(
    name: str, aliases: Iterable[str], titles: Sequence[str]
) -> frozenset[frozenset[str]]:
    """Sets of keys: an article that has all of one of them may be about this speaker."""
    offices = [title_words(title) for title in (*titles, HEIR)] if titles else []
    groups = [*_of_names(names_of(name, aliases)), *([*map(_titled, words)] for words in offices)]
    return frozenset(frozenset(group) for group in groups if group)


def keys_of_alias(alias: str) -> frozenset[frozenset[str]]:
    """The same for a single name of somebody."""
    return frozenset(frozenset(group) for group in _of_names([alias]) if group)


def keys_of_title(title: str) -> frozenset[frozenset[str]]:
    """The same for a single title."""
    words = frozenset(map(_titled, title_words(title)))
    return frozenset({words} if words else ())


def _of_names(names: Iterable[str]) -> Iterator[list[str]]:
    """Both ways in which the finder compares them: word by word, and by their spelling."""
    for name in names:
        yield [_named(spelling(fold(word))) for word in name.split()]
        yield [_named(spelling(word)) for word in name.split()]


def _named(key: str) -> str:
    return f"name:{key}"[:LONGEST]


def _titled(word: str) -> str:
    return f"title:{word}"[:LONGEST]
