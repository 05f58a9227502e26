"""Statements and reports in the words of others: schema.org and W3C Web Annotation, as JSON-LD.

https://schema.org/Quotation, https://schema.org/Claim, https://www.w3.org/TR/annotation-model/
"""

from collections.abc import Callable
from typing import Any

from claims.models import Report, Statement
from claims.models.statements import Kind

_ANNOTATIONS = "http://www.w3.org/ns/anno.jsonld"
_WIKIDATA = "https://www.wikidata.org/entity/"

Absolute = Callable[[str], str]  # an address of this site with the host


def statement_as_linked_data(row: Statement, absolute: Absolute) -> dict[str, Any]:
    """A quotation, or a claim where nothing of it is word for word; takes `with_parts` rows."""
    address = absolute(f"/statements/{row.pk}/")
    quoted = row.kind in (Kind.DIRECT, Kind.MIXED)
    articles = [_article(report) for report in row.reports.all() if report.is_carried]
    told = {
        "@context": "https://schema.org",
        "@type": "Quotation" if quoted else "Claim",
        "@id": address,
        "url": address,
        "text": row.text,
        "creator": _speaker(row, absolute),
        "dateCreated": _day(row),
        "about": [
            {
                "@type": "Event",
                "@id": absolute(f"/events/{link.event.slug}/"),
                "name": link.event.title,
                "startDate": link.event.earliest and link.event.earliest.isoformat(),
                "endDate": link.event.latest and link.event.latest.isoformat(),
            }
            for link in row.believed_links
        ],
        ("isPartOf" if quoted else "appearance"): articles,
        "dateModified": row.updated_at.isoformat(),
    }
    return _told(told)


def report_as_annotation(row: Report, absolute: Absolute) -> dict[str, Any]:
    """Where a report's words stand in its article; takes `for_lines` rows.

    A target for each stretch of words, found by position and by quote in the article's text as it
    was fetched at the state's time; positions count code points.
    """
    return _told(
        {
            "@context": _ANNOTATIONS,
            "id": absolute(f"/reports/{row.pk}.annotation.jsonld"),
            "type": "Annotation",
            "motivation": "identifying",
            "created": row.created_at.isoformat(),
            "body": [
                {"type": "TextualBody", "purpose": "tagging", "value": row.credited or row.label},
                {
                    "type": "SpecificResource",
                    "source": absolute(f"/statements/{row.statement_id}/"),
                    "purpose": "linking",
                },
            ],
            "target": [_target(row, number) for number in range(len(row.content_spans))],
        }
    )


def annotations_page(address: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """All annotations of one article."""
    inner = [{key: told for key, told in row.items() if key != "@context"} for row in rows]
    return {
        "@context": _ANNOTATIONS,
        "id": address,
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": inner,
    }


def _target(row: Report, number: int) -> dict[str, Any]:
    text, spans = row.revision.text, row.content_spans
    span = spans[number]
    around = len(row.quote_prefix) or 32, len(row.quote_suffix) or 32
    return {
        "source": row.revision.article.url,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": span.of(text),
                "prefix": text[max(0, span.start - around[0]) : span.start],
                "suffix": text[span.end : span.end + around[1]],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
        "state": {"type": "TimeState", "sourceDate": row.revision.fetched_at.isoformat()},
    }


def _speaker(row: Statement, absolute: Absolute) -> dict[str, Any] | None:
    if row.speaker is None:
        name = row.speaker_name or row.body
        kind = "Person" if row.speaker_name else "Organization"
        return {"@type": kind, "name": name} if name else None
    person = row.speaker.kind == row.speaker.Kind.PERSON
    office = row.office_then
    return _told(
        {
            "@type": "Person" if person else "Organization",
            "@id": absolute(f"/speakers/{row.speaker.slug}/"),
            "name": row.speaker.name,
            "jobTitle": str(office) if office and person else None,
            "sameAs": f"{_WIKIDATA}{row.speaker.wikidata}" if row.speaker.wikidata else None,
        }
    )


def _article(report: Report) -> dict[str, Any]:
    article = report.revision.article
    return _told(
        {
            "@type": "NewsArticle",
            "url": article.url,
            "headline": article.title,
            "datePublished": article.published,
            "publisher": {"@type": "Organization", "name": report.published_by},
        }
    )


def _day(row: Statement) -> str | None:
    """The day, where it is known to be one: schema.org has no word for the rest."""
    one = row.said_edtf and row.said_earliest and row.said_earliest == row.said_latest
    return row.said_earliest.isoformat() if one and row.said_earliest else None


def _told(values: dict[str, Any]) -> dict[str, Any]:
    """Without what nobody told."""
    return {key: value for key, value in values.items() if value not in (None, "", [])}
