"""Speakers whom somebody looks for among the words: people type a name where it says "search"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import QueryDict

from claims.models import Speaker

MOST_WORDS, SHORTEST, AT_MOST = 6, 3, 3
_WORD = re.compile(r"[^\W\d_][\w'’-]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker of that name, and the search for the rest of the words among what they said."""

    speaker: Speaker
    href: str


def named_in(query: QueryDict) -> list[Named]:
    """The speakers who are called by a word of the search, whom it does not filter by already."""
    asked = query.get("q", "")
    words = [word for word in _WORD.findall(asked) if len(word) >= SHORTEST][:MOST_WORDS]
    chosen = query.getlist("speaker")
    if not words or "\x00" in asked:
        return []
    called = Q()
    for word in words:
        called |= Q(name__iregex=rf"\m{re.escape(word)}\M") | Q(aliases__icontains=word)
    rows = Speaker.objects.current().exclude(slug__in=chosen).filter(called).order_by("name")
    found = [row for row in rows[: 10 * AT_MOST] if _names(row, words)]
    return [Named(row, _search(query, asked, row)) for row in found[:AT_MOST]]


def _names(speaker: Speaker, words: Sequence[str]) -> list[str]:
    """The words that are part of the speaker's names."""
    said = " ".join([speaker.name, *speaker.aliases]).casefold()
    own = set(_WORD.findall(said))
    return [word for word in words if word.casefold() in own]


def _search(query: QueryDict, asked: str, speaker: Speaker) -> str:
    own = {word.casefold() for word in _names(speaker, _WORD.findall(asked))}
    rest = " ".join(part for part in asked.split() if part.strip('"“”').casefold() not in own)
    changed = query.copy()
    changed.pop("q", None)
    if rest:
        changed["q"] = rest
    changed.appendlist("speaker", speaker.slug)
    return f"?{changed.urlencode()}"
