"""The words of a search where they stand in what was found; PostgreSQL says which those are.

A phrase is marked as a whole and only where it stands; what was excluded is nowhere to be marked.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db import connection

from claims.filters import websearch
from claims.models import Statement

MOST_WORDS = 20  # of a search that are looked for
AT_ONCE = 90  # characters within which the first one has to stand, else the words before are cut
BEFORE = 40  # characters that are left before it
_START, _STOP = "\ue000", "\ue001"  # no letters of any script
_OPTIONS = f"HighlightAll=true, StartSel={_START}, StopSel={_STOP}"
# What looks like a tag would not come back as it was.
_HEADLINES = """
    SELECT sought.word, NULL, '' FROM unnest(%(words)s) AS sought (word)
    WHERE numnode(phraseto_tsquery('english', sought.word)) = 0
    UNION ALL
    SELECT sought.word, statement.id, ts_headline(
        'english', translate(statement.text, '<>', '  '),
        phraseto_tsquery('english', sought.word), %(options)s)
    FROM unnest(%(words)s) AS sought (word) JOIN claims_statement statement
    ON statement.id = ANY(%(ids)s)
    AND statement.search @@ phraseto_tsquery('english', sought.word)
"""

_TERM = re.compile(r'(-?)"([^"]*)"?|(\S+)')
_REST_OF_WORD = re.compile(r"[\w'’]*")
_BETWEEN = re.compile(r"[\W_]*")
_ANY_WORD = re.compile(r"[\W_]*\w+")

Place = tuple[int, int]  # from, to
Places = Mapping[str, Sequence[Place]]  # of each word of the search


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of the words, looked for or not."""

    words: str
    sought: bool = False


Marks = Mapping[int, Sequence[Piece]]  # by the statement's id


def marks(statements: Iterable[Statement], search: str) -> Marks:
    """The pieces of each statement's words; one query. Those without a mark are not among them."""
    texts = {statement.pk: statement.text for statement in statements}
    terms = terms_of(search)
    words = list(dict.fromkeys(word for term in terms for word in term))[:MOST_WORDS]
    if not words or not texts:
        return {}
    common, found = _headlines(words, list(texts))
    marked = {
        pk: _joined([at for term in terms for at in _standing(term, text, found[pk], common)])
        for pk, text in texts.items()
    }
    return {pk: list(_pieces(texts[pk], places)) for pk, places in marked.items() if places}


def terms_of(search: str) -> list[tuple[str, ...]]:
    """The words and phrases that are looked for, without those that are excluded."""
    terms = []
    for minus, phrase, word in _TERM.findall(websearch(search)):
        words = tuple((phrase or word).split())
        if words and not minus and not word.startswith("-") and word.casefold() != "or":
            terms.append(words)
    return terms


def _headlines(words: list[str], ids: list[int]) -> tuple[set[str], dict[int, Places]]:
    """Words too common to be looked for, and where the others stand."""
    common: set[str] = set()
    found: dict[int, dict[str, list[Place]]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(_HEADLINES, {"words": words, "ids": ids, "options": _OPTIONS})
        for word, pk, headline in cursor.fetchall():
            if pk is None:
                common.add(word)
            else:
                found[pk][word] = list(_places(headline))
    return common, defaultdict(dict, found)


def _places(headline: str) -> Iterator[Place]:
    """Where marks start and stop, in the words without them; each to the end of its word."""
    plain = headline.replace(_START, "").replace(_STOP, "")
    at = 0
    for part in re.split(f"({_START}|{_STOP})", headline):
        if part == _START:
            start = at
        elif part == _STOP:
            rest = _REST_OF_WORD.match(plain, at)
            yield start, rest.end() if rest else at
        else:
            at += len(part)


def _standing(term: Sequence[str], text: str, found: Places, common: set[str]) -> Iterator[Place]:
    """Where all words of a term stand one after the other; common ones are any word."""
    sought = [None if word in common else word for word in term]
    while sought and sought[0] is None:
        sought.pop(0)
    while sought and sought[-1] is None:
        sought.pop()
    for start, end in found.get(sought[0] or "", ()) if sought else ():
        last = _end(sought[1:], text, end, found)
        if last:
            yield start, last


def _end(rest: Sequence[str | None], text: str, at: int, found: Places) -> int:
    """Where the other words of a phrase end that follow from there; 0 if they don't."""
    for word in rest:
        if word is None:
            other = _ANY_WORD.match(text, at)
            at = other.end() if other else 0
        else:
            gap = _BETWEEN.match(text, at)
            begin = gap.end() if gap else at
            at = next((end for start, end in found.get(word, ()) if start == begin), 0)
        if not at:
            return 0
    return at


def _joined(places: Sequence[Place]) -> list[Place]:
    """Those that overlap as one, in order."""
    joined: list[Place] = []
    for start, end in sorted(places):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _pieces(text: str, places: Sequence[Place]) -> Iterator[Piece]:
    """The words in order, without what comes long before the first that was looked for."""
    first = places[0][0]
    cut = text.find(" ", first - BEFORE, first) + 1 if first > AT_ONCE else 0
    yield Piece(f"… {text[cut:first]}" if cut else text[:first])
    for (start, end), (following, _) in pairwise([*places, (len(text), 0)]):
        yield Piece(text[start:end], sought=True)
        yield Piece(text[end:following])
