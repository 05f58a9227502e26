"""What goes into discovery and what comes out."""

from dataclasses import dataclass
from datetime import date

from claims.extraction import Document, Evidence, Span


@dataclass(frozen=True, slots=True)
class Report:
    """A report as discovery takes it.

    `utterance` is equal for reports of one utterance; `explained` where it refers to an event of
    the catalogue, so that it calls for none.
    """

    key: int
    utterance: int
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    speaker: str = ""
    explained: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its reports; `named` is where its text names events of the catalogue."""

    url: str
    outlet: str
    document: Document
    reports: tuple[Report, ...]
    named: tuple[Span, ...] = ()

    @property
    def order(self) -> tuple[date, str]:
        """By day, then by address: the same whatever the order of arrival."""
        return self.document.published or date.min, self.url


@dataclass(frozen=True, slots=True)
class ProposedLink:
    """A report refers to a proposed event; the evidence's spans are of its article's text."""

    report: int
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ProposedEvent:
    """An event that reports of several outlets call for.

    The title is made of the articles' own words; `date` is EDTF, "" where nothing bounds it;
    `terms` are the stems that tell the event from others, the most telling first.
    """

    title: str
    date: str
    place: str
    participants: tuple[str, ...]
    kind: str
    terms: tuple[str, ...]
    links: tuple[ProposedLink, ...]
