"""Use case: a part of the archive read, resolved or linked again, because we know more by now.

Which articles that concerns is found by indexes, never by looking through their texts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import combinations
from operator import or_
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.extraction import (
    EXTRACTOR_VERSION,
    keys_of_alias,
    keys_of_speaker,
    keys_of_title,
)
from claims.interchange.attributions import ATTRIBUTIONS_VERSION
from claims.linking.terms import terms_in
from claims.models import Event, Reading, Receipt, Reference, Report, Rule, Speaker
from claims.resolving import current_registry
from sources.models import Revision

MOST_TITLE_WORDS = 8  # of a title that are looked for: half of them, in every combination


@dataclass(frozen=True, slots=True)
class Offer:
    """How many articles a new entry concerns, and the command that shows what would change."""

    slug: str
    articles: int
    command: str

    def __str__(self) -> str:
        """In words."""
        names = "article names" if self.articles == 1 else "articles name"
        return f"{self.articles} {names} {self.slug}: {self.command}"


def outdated(since: date | None) -> "QuerySet[Revision]":
    """The newest revisions of articles published since then that only older versions read.

    An article without a date of publication counts by the day on which it was fetched.
    """
    readings = Reading.objects.filter(revision=OuterRef("pk"))
    newer = Revision.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
    revisions = Revision.objects.readable().filter(
        ~Exists(newer), Exists(readings), ~Exists(readings.filter(version=EXTRACTOR_VERSION))
    )
    return revisions.published_since(since) if since else revisions


def with_bytes(since: date | None) -> "QuerySet[Revision]":
    """The newest revisions of articles published since then whose raw bytes are kept."""
    newer = Revision.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
    revisions = Revision.objects.readable().filter(~Exists(newer), raw__isnull=False)
    return revisions.published_since(since) if since else revisions


def unresolved(speaker: Speaker | None = None, since: date | None = None) -> "QuerySet[Reading]":
    """The readings that stand and know other speakers than the present ones.

    Of one speaker, those of articles that may name them or that credit them so far. What an older
    version read is not among them: it has to be read again first.
    """
    readings = _standing(since).filter(
        version=EXTRACTOR_VERSION, attributions__version=ATTRIBUTIONS_VERSION
    )
    readings = readings.exclude(speakers_version=current_registry().version)
    return readings.filter(pk__in=_concerned_by(speaker)) if speaker else readings


def concerned_by(speaker: Speaker) -> "QuerySet[Reading]":
    """The readings that can be resolved, of articles that may name a speaker or credit them."""
    return _standing(None).filter(
        pk__in=_concerned_by(speaker),
        version=EXTRACTOR_VERSION,
        attributions__version=ATTRIBUTIONS_VERSION,
    )


def told_by(rule: Rule) -> "QuerySet[Reading]":
    """The readings that stand of articles with a rule's words, on its days, the newest first.

    Whoever they credit; what an older version read has to be read again first.
    """
    keys = keys_of_alias if rule.kind == Rule.Kind.ALIAS else keys_of_title
    readings = _standing(None).filter(
        _with_keys(keys(rule.words)),
        version=EXTRACTOR_VERSION,
        attributions__version=ATTRIBUTIONS_VERSION,
    )
    day = "revision__article__published_day"
    if rule.earliest:
        readings = readings.exclude(**{f"{day}__lt": rule.earliest})
    if rule.latest:
        readings = readings.exclude(**{f"{day}__gt": rule.latest})
    return readings.order_by("-pk")


def unlinked(event: Event | None = None, since: date | None = None) -> "QuerySet[Reading]":
    """The readings that stand and were linked, which may refer to the events of today otherwise.

    Of one event, those of articles that name it, in whole or in part, or refer to it so far.
    """
    linked = Receipt.objects.filter(
        reading=OuterRef("pk"), stage=Receipt.Stage.LINKING, state=Receipt.State.DONE
    )
    readings = _standing(since).filter(Exists(linked))
    return readings.filter(pk__in=_naming(event)) if event else readings


def offers_for_speakers(slugs: Iterable[str]) -> Iterator[Offer]:
    """An offer for each of these speakers whom stored articles name."""
    for speaker in Speaker.objects.filter(slug__in=slugs).order_by("slug"):
        command = f"python manage.py reresolve --speaker {speaker.slug} --dry-run"
        yield from _offered(speaker.slug, unresolved(speaker), command)


def offers_for_events(slugs: Iterable[str]) -> Iterator[Offer]:
    """An offer for each of these events that stored articles name."""
    for event in Event.objects.filter(slug__in=slugs).order_by("slug"):
        command = f"python manage.py relink --event {event.slug} --dry-run"
        yield from _offered(event.slug, unlinked(event), command)


def _offered(slug: str, readings: "QuerySet[Reading]", command: str) -> Iterator[Offer]:
    articles = readings.count()
    if articles:
        yield Offer(slug, articles, command)


def _standing(since: date | None) -> "QuerySet[Reading]":
    """The last finished reading of each article's newest revision."""
    newer = Revision.objects.filter(
        article=OuterRef("revision__article"), number__gt=OuterRef("revision__number")
    )
    done = Reading.objects.filter(state=Reading.State.DONE)
    later = done.filter(revision=OuterRef("revision"), pk__gt=OuterRef("pk"))
    readings = done.filter(~Exists(newer), ~Exists(later))
    if since is None:
        return readings
    return readings.filter(revision__in=Revision.objects.published_since(since))


def _concerned_by(speaker: Speaker) -> "QuerySet[Any]":
    """Ids of readings that have all keys of one of the speaker's sets, or credit the speaker.

    A union, since no index serves an "or" across tables.
    """
    rules = list(Rule.objects.standing().filter(speaker=speaker))
    titles = [office.title for office in speaker.offices.all()]
    titles += [rule.words for rule in rules if rule.kind == Rule.Kind.TITLE]
    aliases = [rule.words for rule in rules if rule.kind == Rule.Kind.ALIAS]
    groups = keys_of_speaker(speaker.name, [*speaker.aliases, *aliases], titles)
    crediting = Report.objects.filter(speaker=speaker).values("reading_id")
    return Reading.objects.filter(_with_keys(groups)).values("pk").union(crediting)


def _with_keys(groups: Iterable[Iterable[str]]) -> Q:
    """That a reading has all keys of one of these groups."""
    return reduce(or_, (Q(keys__contains=sorted(keys)) for keys in groups), Q(pk=None))


def _naming(event: Event) -> "QuerySet[Any]":
    """Ids of readings whose texts name the event, or whose reports refer to it."""
    words = SearchQuery(_in_query(event), search_type="raw", config="english")
    named = Reading.objects.filter(revision__in=Revision.objects.with_words(words))
    referring = Reference.objects.filter(event=event).values("report__reading_id")
    return named.values("pk").union(referring)


def _in_query(event: Event) -> str:
    """All words of an alias, or half of those of the title."""
    title = _telling(event.title)[:MOST_TITLE_WORDS]
    ways = [*combinations(title, (len(title) + 1) // 2), *map(_telling, event.aliases)]
    return " | ".join(f"({' & '.join(map(_quoted, words))})" for words in ways if words)


def _telling(words: str) -> tuple[str, ...]:
    """The words of a name but for the small ones, each once."""
    return tuple(dict.fromkeys(term.span.of(words).casefold() for term in terms_in(words)))


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "").replace("'", "''") + "'"
