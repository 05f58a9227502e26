"""Use case: a text's words taken out of what people and the machine wrote elsewhere.

Whether a word was that text's is judged by the archive: what another article has too, or the
speakers, outlets and events that we keep ourselves, stays.
"""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote_plus

from django.contrib.admin.models import LogEntry
from django.contrib.postgres.search import SearchQuery
from django.db import connection, models
from django.db.models import Q

from claims.additions import RULE
from claims.beliefs import believe_all
from claims.masking import REMOVED, Mask, runs_in, strings_in, words_in
from claims.models import (
    Citation,
    Correction,
    Event,
    EventDecision,
    KeyCount,
    Proposal,
    Recheck,
    Report,
    Rule,
    Sample,
    SavedSearch,
    Speaker,
    SpeakerMerge,
    Statement,
)
from claims.removal import say_as_successors, with_merged
from sources.models import Feed, Fetch, Outlet, Revision

SHORTEST_STEM = 4  # characters

_SMALL = "SELECT word FROM unnest(%s::text[]) AS word WHERE numnode(plainto_tsquery(%s, word)) = 0"

_NAMING = [Correction.Field.SPEAKER, Correction.Field.VIA, Correction.Field.ADDED]
_CREDITED = {"field__in": _NAMING}
_ADDED = {"evidence__speaker__contains": [{"rule": RULE}]}  # reports that an editor alone found
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
    (Report, "speaker_name", _ADDED),
    (Report, "body", _ADDED),
    (Sample, "speaker", {}),
    (Sample, "cue", {}),
    (Recheck, "speaker", {}),
    (Rule, "reason", {}),
    (Rule, "withdrawn_why", {}),
    (SpeakerMerge, "reason", {}),
    (SpeakerMerge, "undone_why", {}),
]
# What an event that was proposed has from articles.
_PROPOSED: list[tuple[type[models.Model], str, dict[str, Any]]] = [
    *((Proposal, name, {}) for name in ("title", "place", "participants", "terms")),
    *(
        (Event, name, {"proposal__isnull": False})
        for name in ("title", "aliases", "text", "place", "participants")
    ),
]


def scrub(texts: Iterable[str]) -> int:
    """Take the words of texts that are stored no more out of all else; returns how many values."""
    said = [words_in(text) for text in texts]
    words = _own_as_used(frozenset(word for each in said for word in each))
    mask = Mask(words, frozenset(run for each in said for run in runs_in(each)))
    changed = _scrub(_PROPOSED, Mask(words)) + _name_events_anew(mask)
    changed += _forget_rules(Mask(words)) + _forget_searches(mask)
    changed += _scrub(_WRITTEN, mask) + _scrub_citations(Mask(words))
    _believe_anew()
    KeyCount.objects.filter(events__lte=0).delete()
    return changed


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


def _used() -> frozenset[str]:
    """The words of all that may have to be scrubbed: few, beside those of the archive."""
    values = (value for place in (*_PROPOSED, *_WRITTEN) for _, value in _values(*place))
    cited = (name for citation in _citations() for name in _names_in(citation.document))
    rules = (f"{words} {of}" for words, of in Rule.objects.values_list("words", "of"))
    searches = (_searched(search) for search in SavedSearch.objects.all())
    used = (*strings_in(values), *cited, *rules, *searches)
    return frozenset(word for text in used for word in words_in(text))


def _citations() -> Iterator[Citation]:
    return Citation.objects.exclude(document={}).iterator()


def _names_in(cited: dict[str, Any]) -> Iterator[str]:
    """Whom and what a citation names, as it was called then."""
    yield cited["speaker"]
    yield from (report["credited"] for report in cited["reports"])
    yield from (event["title"] for event in cited["events"])


def _searched(search: SavedSearch) -> str:
    return f"{search.name} {unquote_plus(search.query)}"


def _values(
    model: type[models.Model], column: str, which: dict[str, Any]
) -> Iterator[tuple[int, Any]]:
    yield from model._default_manager.filter(**which).values_list("pk", column).iterator()


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
    return frozenset(word for text in strings_in(rows) for word in words_in(text))


def _stored(word: str) -> bool:
    query = SearchQuery(word, config="english", search_type="plain")
    return Revision.objects.with_words(query).exists()


def _scrub(places: Iterable[tuple[type[models.Model], str, dict[str, Any]]], mask: Mask) -> int:
    changed = 0
    for model, column, which in places:
        longest = getattr(model._meta.get_field(column), "max_length", None)
        for pk, value in list(_values(model, column, which)):
            masked = mask.over(value)
            if isinstance(masked, str):
                masked = masked[:longest]
            if masked != value:
                changed += model._default_manager.filter(pk=pk).update(**{column: masked})
    return changed


def _forget_rules(mask: Mask) -> int:
    """Delete the rules that name such words: no article is read by them, and none may be kept."""
    rows = Rule.objects.values_list("pk", "words", "of")
    gone = [pk for pk, *told in rows if mask.over(told) != told]
    Rule.objects.filter(replaces__in=gone).update(replaces=None)
    Rule.objects.filter(pk__in=gone).delete()
    return len(gone)


def _forget_searches(mask: Mask) -> int:
    """Delete the saved searches that look for such words or are called by them."""
    told = ((search.pk, _searched(search)) for search in SavedSearch.objects.all())
    gone = [pk for pk, words in told if mask.over(words) != words]
    SavedSearch.objects.filter(pk__in=gone).delete()
    return len(gone)


def _scrub_citations(mask: Mask) -> int:
    """What citations call speakers and events; an address that has gone is left empty."""
    changed = 0
    for citation in _citations():
        cited = citation.document
        masked = {
            **cited,
            "speaker": mask.over(cited["speaker"]),
            "reports": [
                {**row, "credited": mask.over(row["credited"])} for row in cited["reports"]
            ],
            "events": [_masked_event(event, mask) for event in cited["events"]],
        }
        if masked != cited:
            citation.document = masked
            citation.save(update_fields=["document"])
            changed += 1
    return changed


def _masked_event(event: dict[str, str], mask: Mask) -> dict[str, str]:
    slug = "" if mask.hides(event["slug"]) else event["slug"]
    return {"slug": slug, "title": mask.over(event["title"])}


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
    believe_all(Statement.objects.filter(pk__in=statements, merged_into=None))
    say_as_successors(statements)


def _rename(event: Event, slug: str) -> None:
    linking = Correction.objects.filter(field=Correction.Field.EVENT)
    merging = EventDecision.objects.filter(field=EventDecision.Field.MERGED)
    for column in ("value", "replaced"):
        for row in linking.filter(**{f"{column}__event": event.slug}):
            named = {**getattr(row, column), "event": slug}
            Correction.objects.filter(pk=row.pk).update(**{column: named})
        merging.filter(**{column: event.slug}).update(**{column: slug})
    for citation in _citations():
        for cited in citation.document["events"]:
            if cited["slug"] == event.slug:
                cited["slug"] = slug
                citation.save(update_fields=["document"])
    event.slug = slug
