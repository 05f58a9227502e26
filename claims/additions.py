"""What a reading says of a revision: what the reader found, and what editors added to it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from django.db.models import Q

from claims.extraction import Credit, Evidence, ExtractedReport, Said, Span
from claims.extraction.reading import Kind
from claims.fates import Worded
from claims.interchange.readings import from_json
from claims.models import Correction, Reading, Speaker
from claims.models.decisions import standing_decisions
from claims.quoting import SAME_PLACE, overlap, spans_meant
from sources.models import Article, Revision

RULE = "marked by an editor"


def reports_of(reading: Reading) -> tuple[ExtractedReport, ...]:
    """The reader's reports, then those that editors added and the reader does not have.

    What the reader finds at the same place by now is the reader's, and no second report.
    """
    read = from_json(reading.extracted or {}).reports
    added = additions_to(reading.revision.article)
    return (*read, *_missing(reading.revision, added, read)) if added else read


def additions_to(article: Article) -> list[Correction]:
    """What editors added to an article and did not take back, placed by now or waiting."""
    waiting = Q(report=None, article_url=article.url)
    placed = Q(report__revision__article=article)
    rows = Correction.objects.filter(field=Correction.Field.ADDED)
    found = {row.pk: row for q in (waiting, placed) for row in rows.filter(q)}
    return [row for row in standing_decisions(found.values()) if row.value]


def is_by_editor(evidence: Mapping[str, Sequence[Mapping[str, Any]]]) -> bool:
    """Whether an editor alone found a report of this evidence."""
    return any(entry["rule"] == RULE for entry in evidence.get("speaker", ()))


def _missing(
    revision: Revision, added: Sequence[Correction], read: Iterable[ExtractedReport]
) -> Iterator[ExtractedReport]:
    worded = Worded(revision.text)
    taken = [report.content for report in read]
    for row in added:
        spans = spans_meant(row.value["content"], worded)
        if spans and all(overlap(spans, other) < SAME_PLACE for other in taken):
            taken.append(spans)
            yield _report(row.value, spans, worded)


def _report(value: Mapping[str, Any], spans: tuple[Span, ...], worded: Worded) -> ExtractedReport:
    told = value["speaker"]
    name = told.get("name", "")
    if "slug" in told:
        found = Speaker.objects.filter(slug=told["slug"]).first()
        name = found.name if found else ""
    return ExtractedReport(
        content=spans,
        source=(),
        cue=spans_meant(value["cue"], worded) or (),
        kind=cast(Kind, value["kind"]),
        label="",
        speaker=Credit(name, told.get("slug", "")) if name else None,
        body=told.get("body") or None,
        said=Said(),
        confidence=1.0,
        evidence={"speaker": (Evidence(spans[0], RULE, 1.0),)},
    )
