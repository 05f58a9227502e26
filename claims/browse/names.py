"""Whom and what somebody looks for among the words: people type names where it says "search"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import QueryDict

from claims.linking.lookup import name_key
from claims.linking.terms import stems_of
from claims.models import Event, Speaker
from claims.models.keys import fits

MOST_WORDS, SHORTEST, AT_MOST = 6, 3, 3
_WORD = re.compile(r"[^\W\d_][\w'’-]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker of that name, and the search for the rest of the words among what they said.

    `topics` are the events that the rest is a name of.
    """

    speaker: Speaker
    href: str
    topics: "Sequence[Topic]" = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """An event that is called so, and what was said of it."""

    event: Event
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
    return [_way(query, asked, row) for row in found[:AT_MOST]]


def topics_in(query: QueryDict) -> list[Topic]:
    """The events of which the words of the search are a name, as title or alias."""
    return _topics(query, query.get("q", ""))


def _topics(query: QueryDict, words: str) -> list[Topic]:
    key = name_key(stems_of(words))
    if not key or not fits(key) or "\x00" in words:
        return []
    rows = Event.objects.published().exclude(slug__in=query.getlist("event"))
    found = rows.filter(keys__key=key).order_by("pk")[:AT_MOST]
    return [Topic(event, _changed(query, "event", event.slug)) for event in found]


def _names(speaker: Speaker, words: Sequence[str]) -> list[str]:
    """The words that are part of the speaker's names."""
    said = " ".join([speaker.name, *speaker.aliases]).casefold()
    own = set(_WORD.findall(said))
    return [word for word in words if word.casefold() in own]


def _way(query: QueryDict, asked: str, speaker: Speaker) -> Named:
    rest = _rest(asked, speaker)
    to_speaker = _changed(query, "speaker", speaker.slug)
    topics = _topics(QueryDict(to_speaker.removeprefix("?")), rest)
    href = _changed(query, "speaker", speaker.slug, words=rest)
    return Named(speaker, href, topics)


def _rest(asked: str, speaker: Speaker) -> str:
    """The words but for the speaker's names."""
    own = {word.casefold() for word in _names(speaker, _WORD.findall(asked))}
    return " ".join(part for part in asked.split() if part.strip('"“”').casefold() not in own)


def _changed(query: QueryDict, name: str, slug: str, *, words: str = "") -> str:
    """The search with other words, and with one more filter."""
    changed = query.copy()
    changed.pop("q", None)
    if words:
        changed["q"] = words
    changed.appendlist(name, slug)
    return f"?{changed.urlencode()}"
