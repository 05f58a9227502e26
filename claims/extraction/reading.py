"""What goes into a reading and what comes out: frozen dataclasses, no behaviour beyond spans."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Kind = Literal["direct", "mixed", "indirect"]
Basis = Literal["explicit", "relative", "event", "occasion", "publication", "unknown"]
Act = Literal["speech", "attitude"]

JOINT = " … "  # between the pieces of a content that stand apart


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open code-point offsets into an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        """Whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


def join_pieces(text: str, spans: Iterable[Span]) -> str:
    """The words of several spans as one line of display."""
    return JOINT.join(span.of(text) for span in spans)


@dataclass(frozen=True, slots=True)
class Document:
    """One article's text as the reader takes it.

    `published` is the day in the article's own zone; `text` is normalised already
    (`sources.parsing.plaintext.normalise`).
    """

    text: str
    title: str = ""
    published: date | None = None
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words a value rests on, the rule that chose them, and how sure it is (0 to 1)."""

    span: Span
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Credit:
    """The person whom the article credits; `slug` is empty where the speakers file lacks them."""

    name: str
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """When a statement was made: EDTF ("" where unknown), its bounds and what it rests on."""

    edtf: str = ""
    earliest: date | None = None
    latest: date | None = None
    basis: Basis = "unknown"


@dataclass(frozen=True, slots=True)
class ExtractedReport:
    """One statement as one article reports it. `parent` is the index of the enclosing report.

    `occasion` are the words that tell on which one it was said: "at a press conference in Lorn".
    """

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    kind: Kind
    label: str
    speaker: Credit | None
    body: str | None
    said: Said
    via: tuple[str, ...] = ()
    medium: str = ""
    occasion: str = ""
    parent: int | None = None
    act: Act = "speech"
    confidence: float = 0.0
    evidence: dict[str, tuple[Evidence, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text, and the person that it was taken to mean (slug, or "" if none)."""

    span: Span
    slug: str


@dataclass(frozen=True, slots=True)
class ExtractedReading:
    """All that one run of the reader found in one document; `reports` in text order."""

    version: str
    reports: tuple[ExtractedReport, ...] = ()
    mentions: tuple[Mention, ...] = ()
