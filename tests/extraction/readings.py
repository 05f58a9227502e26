"""Builders for the tests of the reader: invented people and short articles about them."""

from datetime import date

from claims.extraction import (
    Document,
    ExtractedReading,
    ExtractedReport,
    KnownSpeaker,
    Office,
    Registry,
    join_pieces,
    read,
)

PUBLISHED = date(2031, 5, 14)  # a Wednesday

REGISTRY = Registry.of(
    [
        KnownSpeaker(
            "Ludmila Harrow",
            "ludmila-harrow",
            ("Liudmyla Harrow",),
            "f",
            offices=(Office("President", "Vestria", date(2029, 1, 1)),),
        ),
        KnownSpeaker(
            "Bruno Harrow",
            "bruno-harrow",
            gender="m",
            offices=(Office("Defence Minister", "Vestria", date(2029, 1, 1)),),
        ),
        KnownSpeaker(
            "Conrad Pell",
            "conrad-pell",
            gender="m",
            offices=(
                Office("Spokesman", "the President of Vestria", date(2029, 1, 1)),
                Office("Spokesman", "the Rotunda", date(2029, 1, 1)),
            ),
        ),
        KnownSpeaker(
            "Ines Tovarsky",
            "ines-tovarsky",
            gender="f",
            offices=(
                Office("President", "Almora", date(2020, 1, 1), date(2031, 2, 1)),
                Office("Envoy", "Almora", date(2031, 2, 2)),
            ),
        ),
        KnownSpeaker(
            "Viktor Lunde",
            "viktor-lunde",
            offices=(Office("President", "Almora", date(2031, 2, 1)),),
        ),
    ],
    version="1",
)


def reading_of(text: str, published: date | None = PUBLISHED, outlet: str = "") -> ExtractedReading:
    """What the reader makes of a text."""
    return read(Document(text, published=published, outlet=outlet), REGISTRY)


def reports_of(text: str, published: date | None = PUBLISHED) -> tuple[ExtractedReport, ...]:
    """The reports in a text."""
    return reading_of(text, published).reports


def only(text: str, published: date | None = PUBLISHED) -> ExtractedReport:
    """The one report in a text."""
    (report,) = reports_of(text, published)
    return report


def words_of(text: str, report: ExtractedReport) -> str:
    """A report's content as one line."""
    return join_pieces(text, report.content)


def contents_of(text: str) -> list[str]:
    """The contents of all reports in a text."""
    return [words_of(text, report) for report in reports_of(text)]


def slug_of(report: ExtractedReport) -> str | None:
    """Whom a report credits, None for nobody."""
    return report.speaker.slug if report.speaker else None
