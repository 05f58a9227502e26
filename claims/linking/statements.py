"""Which events of a catalogue a statement refers to, by its words and what stands around them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from claims.extraction import Document, Span
from claims.linking.candidates import candidates
from claims.linking.catalogue import CatalogueEvent
from claims.linking.discovery.material import Article
from claims.linking.discovery.texts import Text
from claims.linking.lookup import Lookup
from claims.linking.namings import Naming, namings_in
from claims.linking.profiles import profile_of, profile_of_event
from claims.linking.series import barred, numbered
from claims.linking.terms import stems_of, terms_in
from claims.linking.weighing import Asked, Model, beside, chance, features, log_odds, read_models


@dataclass(frozen=True, slots=True)
class StatementWords:
    """A statement by itself; `day` is when it was said, or at the latest published."""

    text: str
    context: str = ""
    speaker: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """How likely a statement refers to an event, and the values that this rests on."""

    event: CatalogueEvent
    confidence: float
    features: Mapping[str, float]


def judge(
    statement: StatementWords, lookup: Lookup, models: Mapping[str, Model] | None = None
) -> list[Judgement]:
    """Every candidate, the likeliest first; the chances are independent: several may hold."""
    models = models or read_models()
    events, values = describe(statement, lookup)
    scores = [log_odds(models["match"], row) for row in values]
    judged = [
        Judgement(event, chance(log_odds(models["link"], margins)), row)
        for event, row, margins in zip(events, values, beside(scores), strict=True)
    ]
    return sorted(judged, key=lambda found: (-found.confidence, found.event.key))


def words_shared(text: str, event: CatalogueEvent) -> list[Span]:
    """Where a text has terms of an event, joined where nothing else stands in between."""
    terms = profile_of_event(event).terms
    spans: list[Span] = []
    for term in terms_in(text):
        if term.stem not in terms:
            continue
        if spans and not text[spans[-1].end : term.span.start].strip():
            spans[-1] = Span(spans[-1].start, term.span.end)
        else:
            spans.append(term.span)
    return spans


def describe(
    statement: StatementWords, lookup: Lookup
) -> tuple[tuple[CatalogueEvent, ...], list[dict[str, float]]]:
    """The candidates of a statement and the features of each: what is judged and what is fitted."""
    asked = Asked(
        words=profile_of(statement.text),
        around=frozenset(stems_of(statement.context)),
        source=frozenset(stems_of(statement.speaker)),
        day=statement.day,
    )
    found = candidates(asked.words, asked.day, lookup, asked.around)
    namings = _namings(statement)
    apart = barred(namings, found.events, statement.day)
    meant = tuple(event for event in found.events if event.key not in apart)
    values = [features(asked, event, found) for event in meant]
    for event, row in zip(meant, values, strict=True):
        row["number"] = numbered(namings, event, meant, statement.day)
    return meant, values


def _namings(statement: StatementWords) -> list[Naming]:
    """The statement's own words for events: they tell some apart ("the second round")."""
    text = Text(Article("", "", Document(statement.text, published=statement.day), ()))
    return namings_in(text, [Span(0, len(statement.text))])
