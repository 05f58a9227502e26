"""Use case: a text's words taken out of what people and the machine wrote elsewhere.

Whether a word was that text's is judged by the archive: what another article has too, or the
speakers, outlets and events that we keep ourselves, stays.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.postgres.search import SearchQuery
from django.db import connection, models
from django.db.models import Q
from django.utils.text import slugify

from claims.beliefs import believe
from claims.models import (
    Citation,
    Correction,
    Event,
    EventDecision,
    KeyCount,
    Proposal,
    Speaker,
    Statement,
)
from claims.removal import say_as_successors, with_merged
from sources.models import Feed, Fetch, Outlet, Revision

REMOVED = "[removed]"
SHORTEST_STEM = 4  # characters
RUN = 6  # words in a row that are the text's, however common each of them is

_WORD = re.compile(r"\w+")
_REPEATED = re.compile(rf"{re.escape(REMOVED)}(?:\W+{re.escape(REMOVED)})+")
_FREE = ("name", "body", "via", "speaker")  # what of a decision's value people word themselves
_SMALL = "SELECT word FROM unnest(%s::text[]) AS word WHERE numnode(plainto_tsquery(%s, word)) = 0"

_NAMING = [Correction.Field.SPEAKER, Correction.Field.VIA, Correction.Field.ADDED]
_CREDITED = {"field__in": _NAMING}
_NAMED = {"field__in": [EventDecision.Field.TITLE, EventDecision.Field.PLACE]}
# What people wrote and errors repeat: model, column, and which of the rows.
_WRITTEN: list[tuple[type[models.Model], str, dict[str, Any]]] = [
    (Correction, "reason", {}),
    (Correction, "value", _CREDITED),
    (Correction, "replaced", _CREDITED),
    (EventDecision, "reason", {}),
    (EventDecision, "value", _NAMED),
    (EventDecision, "replaced", _NAMED),
    (Fetch, "error", {"state__in": Fetch.ENDED}),
    (Fetch, "cause", {"state__in": Fetch.ENDED}),
    (Feed, "error", {}),
    (LogEntry, "object_repr", {}),
]
# What an event that was proposed has from articles.
_PROPOSED: list[tuple[type[models.Model], str, dict[str, Any]]] = [
    *((Proposal, name, {}) for name in ("title", "place", "participants", "terms")),
    *(
        (Event, name, {"proposal__isnull": False})
        for name in ("title", "aliases", "text", "place", "participants")
    ),
]


@dataclass(frozen=True, slots=True)
class Mask:
    """Takes words and runs of words out of strings."""

    words: frozenset[str]
    runs: frozenset[tuple[str, ...]] = frozenset()

    def over(self, value: Any) -> Any:  # noqa: ANN401 - JSON
        """A string, a list of them, or the free words of a decision's value, without the words."""
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, list):
            return [self.over(item) for item in value]
        if isinstance(value, dict):
            return {k: self.over(v) if k in _FREE else v for k, v in value.items()}
        return value

    def hides(self, slug: str) -> bool:
        """Whether an address is made of such words."""
        return bool({slugify(word) for word in self.words} & set(slug.split("-")))

    def _text(self, text: str) -> str:
        found = list(_WORD.finditer(text))
        said = [match[0].casefold() for match in found]
        hidden = {n for n, word in enumerate(said) if word in self.words}
        for n, run in enumerate(_runs(said)):
            if run in self.runs:
                hidden.update(range(n, n + RUN))
        pieces, last = [], 0
        for n in sorted(hidden):
            pieces += [text[last : found[n].start()], REMOVED]
            last = found[n].end()
        return _REPEATED.sub(REMOVED, "".join((*pieces, text[last:])))


def scrub(texts: Iterable[str]) -> int:
    """Take the words of texts that are stored no more out of all else; returns how many values."""
    said = [words_in(text) for text in texts]
    words = _own_as_used(frozenset(word for each in said for word in each))
    mask = Mask(words, frozenset(run for each in said for run in _runs(each)))
    changed = _scrub(_PROPOSED, Mask(words)) + _name_events_anew(mask)
    changed += _scrub(_WRITTEN, mask) + _scrub_citations(Mask(words))
    _believe_anew()
    KeyCount.objects.filter(events__lte=0).delete()
    return changed


def words_in(text: str) -> list[str]:
    """The words of a text, in order, as they are compared."""
    return [match[0].casefold() for match in _WORD.finditer(text)]


def own_words(texts: Iterable[str]) -> frozenset[str]:
    """The words that these texts have and nothing else that is stored."""
    return _own(frozenset(word for text in texts for word in words_in(text)))


def _own_as_used(words: frozenset[str]) -> frozenset[str]:
    """The text's own words as they are written elsewhere: whole, or as the stems of terms."""
    used = _used()
    stems = {word[:n]: word for word in words for n in range(SHORTEST_STEM, len(word))}
    own = _own(frozenset((words & used) | {stems[stem] for stem in used & stems.keys()}))
    return own | {stem for stem in used & stems.keys() - words if stems[stem] in own}


def _own(words: frozenset[str]) -> frozenset[str]:
    telling = words - _small(words) - _known()
    return frozenset(word for word in telling if not _stored(word))


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1))


def _used() -> frozenset[str]:
    """The words of all that may have to be scrubbed: few, beside those of the archive."""
    values = (value for place in (*_PROPOSED, *_WRITTEN) for _, value in _values(*place))
    titles = (event["title"] for _, event in _cited_events())
    used = (*_strings(values), *titles)
    return frozenset(word for text in used for word in words_in(text))


def _cited_events() -> Iterator[tuple[Citation, dict[str, str]]]:
    """The events that citations name as they were called then, each with its citation."""
    for citation in Citation.objects.exclude(document={}).iterator():
        for event in citation.document["events"]:
            yield citation, event


def _values(
    model: type[models.Model], column: str, which: dict[str, Any]
) -> Iterator[tuple[int, Any]]:
    yield from model._default_manager.filter(**which).values_list("pk", column).iterator()


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _strings([value.get(name) for name in _FREE])
    elif isinstance(value, Iterable):
        for item in value:
            yield from _strings(item)


def _small(words: Iterable[str]) -> frozenset[str]:
    """The words that no index keeps, as every text has them."""
    with connection.cursor() as cursor:
        cursor.execute(_SMALL, [list(words), "english"])
        return frozenset(row[0] for row in cursor.fetchall())


def _known() -> frozenset[str]:
    """The words of names that editors keep: of speakers, of outlets, of events not proposed."""
    kept = Event.objects.filter(proposal=None)
    rows = [
        *Speaker.objects.values_list("name", "aliases"),
        *Outlet.objects.values_list("name"),
        *kept.values_list("title", "aliases", "text", "place", "participants"),
    ]
    return frozenset(word for text in _strings(rows) for word in words_in(text))


def _stored(word: str) -> bool:
    query = SearchQuery(word, config="english", search_type="plain")
    return Revision.objects.with_words(query).exists()


def _scrub(places: Iterable[tuple[type[models.Model], str, dict[str, Any]]], mask: Mask) -> int:
    changed = 0
    for model, column, which in places:
        for pk, value in list(_values(model, column, which)):
            masked = mask.over(value)
            if masked != value:
                changed += model._default_manager.filter(pk=pk).update(**{column: masked})
    return changed


def _scrub_citations(mask: Mask) -> int:
    """What citations call events, without the words; an address that has gone is left empty."""
    changed = 0
    for citation, event in _cited_events():
        slug = "" if mask.hides(event["slug"]) else event["slug"]
        masked = {"slug": slug, "title": mask.over(event["title"])}
        if masked != event:
            event.update(masked)
            citation.save(update_fields=["document"])
            changed += 1
    return changed


def _name_events_anew(mask: Mask) -> int:
    """Addresses without the words, also where decisions name them; and keys without them."""
    changed = 0
    for event in Event.objects.exclude(proposal=None):
        if mask.hides(event.slug):
            _rename(event, f"event-{event.pk}")
            changed += 1
        event.save()
    return changed


def _believe_anew() -> None:
    """What is believed by decisions that no longer name whom they named."""
    masked = Q(value__name__icontains=REMOVED) | Q(value__body__icontains=REMOVED)
    masked |= Q(value__via__icontains=REMOVED) | Q(value__speaker__icontains=REMOVED)
    rows = Correction.objects.filter(masked, **_CREDITED)
    statements = with_merged(rows.values_list("statement", flat=True))
    for statement in Statement.objects.filter(pk__in=statements, merged_into=None):
        believe(statement)
    say_as_successors(statements)


def _rename(event: Event, slug: str) -> None:
    linking = Correction.objects.filter(field=Correction.Field.EVENT)
    merging = EventDecision.objects.filter(field=EventDecision.Field.MERGED)
    for column in ("value", "replaced"):
        for row in linking.filter(**{f"{column}__event": event.slug}):
            named = {**getattr(row, column), "event": slug}
            Correction.objects.filter(pk=row.pk).update(**{column: named})
        merging.filter(**{column: event.slug}).update(**{column: slug})
    for citation, cited in _cited_events():
        if cited["slug"] == event.slug:
            cited["slug"] = slug
            citation.save(update_fields=["document"])
    event.slug = slug
