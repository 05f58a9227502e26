"""Reports as lines of JSON: the same line for `extract`, the export and the API.

The keys stand in the contract's order. Those that only a database knows are put around them:
`{"id": ..., "statement": ..., **report_line(...), "believed": ..., "status": ...}`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from claims.extraction import Evidence, ExtractedReport, Said, Span

_EVIDENCED = ("speaker", "said", "via")
_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class LinkedEvent:
    """An event that a report refers to; `id` is None where no database gave it one."""

    slug: str
    title: str
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    id: int | None = None


@dataclass(frozen=True, slots=True)
class EventHead:
    """An event by its names."""

    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class ArticleHead:
    """The article of a report; `published` is canonical ISO 8601, each "" where unknown."""

    url: str
    title: str = ""
    outlet: str = ""
    published: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """What a report's line needs besides the report: its article, words, parent and events.

    `occasion` is the event on which it was said, where that is known.
    """

    article: ArticleHead
    text: str
    parent: int | None = None
    events: tuple[LinkedEvent, ...] = ()
    occasion: EventHead | None = None


def report_line(report: ExtractedReport, placed: Placed) -> dict[str, Any]:
    """One report as the contract writes it, without the keys that need a database."""
    speaker = report.speaker
    return {
        "article": article_value(placed.article),
        "speaker": {"slug": speaker.slug or None, "name": speaker.name} if speaker else None,
        "body": report.body,
        "speaker_label": report.label,
        "kind": report.kind,
        "text": placed.text,
        **{key: span_values(getattr(report, key)) for key in ("content", "source", "cue")},
        "said": said_value(report.said),
        "via": list(report.via),
        "medium": report.medium,
        "occasion": _occasion(report, placed.occasion),
        "parent": placed.parent,
        "events": [event_value(event) for event in placed.events],
        "act": report.act,
        "confidence": round(report.confidence, _DECIMALS),
        "evidence": _evidence(report, placed.events),
    }


def article_value(article: ArticleHead) -> dict[str, Any]:
    """The article of a report; `published` is null where unknown."""
    return {
        **_id(article.id),
        "url": article.url,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published or None,
    }


def event_value(event: LinkedEvent) -> dict[str, Any]:
    """An event that a report or a statement refers to."""
    confidence = round(event.confidence, _DECIMALS)
    return {**_id(event.id), "slug": event.slug, "title": event.title, "confidence": confidence}


def said_value(said: Said) -> dict[str, Any]:
    """When it was said; both days null where unknown."""
    return {
        "edtf": said.edtf,
        "earliest": said.earliest.isoformat() if said.earliest else None,
        "latest": said.latest.isoformat() if said.latest else None,
        "basis": said.basis,
    }


def span_values(spans: Sequence[Span]) -> list[list[int]]:
    """Spans as pairs of code-point offsets."""
    return [[span.start, span.end] for span in spans]


def evidence_value(item: Evidence) -> dict[str, Any]:
    """The words a value rests on, the rule that chose them and how sure it is."""
    return {
        "span": [item.span.start, item.span.end],
        "rule": item.rule,
        "confidence": round(item.confidence, _DECIMALS),
    }


def _evidence(report: ExtractedReport, events: Sequence[LinkedEvent]) -> dict[str, Any]:
    shown = {key: report.evidence.get(key, ()) for key in _EVIDENCED}
    shown["events"] = tuple(item for event in events for item in event.evidence)
    return {key: [evidence_value(item) for item in items] for key, items in shown.items()}


def _occasion(report: ExtractedReport, event: EventHead | None) -> dict[str, Any] | None:
    """On which occasion it was said: the article's words, and the event; null where unknown."""
    if not report.occasion and event is None:
        return None
    named = {"slug": event.slug, "title": event.title} if event else None
    evidence = [evidence_value(item) for item in report.evidence.get("occasion", ())]
    return {"words": report.occasion, "event": named, "evidence": evidence}


def _id(pk: int | None) -> dict[str, int]:
    return {} if pk is None else {"id": pk}
