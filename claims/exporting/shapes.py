"""What a line holds, key by key, in the contract's order; the API's schema is made of these.

A `TypedDict` is the whole description: types, and in `Annotated` what a reader must know.
"""

from typing import Annotated, Any, Literal, TypedDict

from claims.interchange.speakers import Gender
from claims.interchange.speakers import Kind as SpeakerKind

Pair = Annotated[list[int], "Start and end in code points of the article's text, end exclusive."]
Day = Annotated[str, "ISO 8601 day."]
Edtf = Annotated[str, "EDTF (ISO 8601-2); empty where unknown."]
Kind = Annotated[
    Literal["direct", "mixed", "indirect"],
    "All of it in quotation marks, part of it, or none.",
]
Basis = Annotated[
    Literal["explicit", "relative", "event", "occasion", "publication", "unknown", "editor"],
    "What the date rests on.",
]
Status = Annotated[
    Literal["machine", "confirmed", "corrected", "rejected"],
    "What editors have made of the statement.",
]
Withdrawn = Annotated[
    Literal["", "outlet", "reader"], "Who took it back, where no report of it stands."
]
Body = Annotated[str | None, "The office, country, document or group that speaks instead."]
Confidence = Annotated[float, "0 to 1."]
Published = Annotated[str | None, "ISO 8601 day or time."]


class SpeakerName(TypedDict):
    """A person; `slug` is null where the speakers file lacks them."""

    slug: str | None
    name: str


class Said(TypedDict):
    """When it was said; `latest` may bound an unknown day."""

    edtf: Edtf
    earliest: Day | None
    latest: Day | None
    basis: Basis


class SaidInWords(Said):
    """When it was said, and how a page puts it."""

    words: Annotated[str, "As a page says it; empty where unknown."]


class ArticleName(TypedDict):
    """An article as its reports name it."""

    id: int
    url: str
    title: str
    outlet: str
    published: Published


class EventName(TypedDict):
    """An event that is referred to, and how sure that is."""

    id: int
    slug: str
    title: str
    confidence: Confidence


class LinkName(EventName):
    """An event that a statement refers to, and who says so."""

    state: Annotated[
        Literal["linked", "confirmed", "doubtful"],
        "Linked by the machine, confirmed by an editor; doubtful ones are in exports that ask.",
    ]


class Evidence(TypedDict):
    """The words that a value rests on, and the rule that chose them."""

    span: Pair
    rule: str
    confidence: Confidence


class OccasionEvent(TypedDict):
    """The event on which something was said."""

    slug: str
    title: str


class Occasion(TypedDict):
    """On which occasion something was said, which is not what it refers to."""

    words: Annotated[str, 'In the article\'s words: "at a press conference in Lorn"; may be empty.']
    event: Annotated[OccasionEvent | None, "The event of the catalogue, if it is one."]
    evidence: list[Evidence]


class EvidenceByValue(TypedDict):
    """What each value of a report rests on."""

    speaker: list[Evidence]
    said: list[Evidence]
    via: list[Evidence]
    events: list[Evidence]


class Believed(TypedDict):
    """What is believed of the statement, where that differs from what this article says."""

    speaker: SpeakerName | None
    said: Said
    kind: Kind
    events: list[EventName]


class ReportLine(TypedDict):
    """What one article says; the statement is what is believed."""

    id: int
    statement: Annotated[int, "The utterance; equal for its reports in any article."]
    article: ArticleName
    speaker: Annotated[SpeakerName | None, "Whom the article credits."]
    body: Body
    speaker_label: Annotated[str, "The source as the article names it."]
    kind: Kind
    text: Annotated[str, 'The content, its pieces joined by " … ".']
    content: list[Pair]
    source: list[Pair]
    cue: list[Pair]
    said: Said
    via: Annotated[list[str], "Outlets that the article credits, in order."]
    medium: Annotated[str, "The platform it was made on."]
    occasion: Annotated[Occasion | None, "Its own occasion; null where the article tells none."]
    parent: Annotated[int | None, "The report in whose content this one stands."]
    events: list[EventName]
    act: Annotated[Literal["speech", "attitude"], "Only speech is stored."]
    confidence: Confidence
    evidence: EvidenceByValue
    believed: Believed | None
    status: Status


class OfficeName(TypedDict):
    """An office held on the day in question."""

    title: str
    of: str


class RelationEvidence(TypedDict):
    """The words of a report that tell of a relation, and the rule that chose them."""

    report: int
    span: Pair
    rule: str
    confidence: Confidence


# Python keeps the word "from" for itself, so this one can't be written as a class.
RelationName = TypedDict(
    "RelationName",
    {
        "kind": Annotated[
            Literal["clarifies", "contradicts", "denies", "repeats", "responds_to"],
            "What one statement does to the other.",
        ],
        "from": Annotated[int, "The statement that does so: this one, or another about it."],
        "to": Annotated[int, "The statement that it is about."],
        "state": Annotated[
            Literal["proposed", "confirmed"], "Told by an article, or an editor's word."
        ],
        "confidence": Confidence,
        "evidence": list[RelationEvidence],
    },
)


# As above: Python keeps the word "from".
DriftName = TypedDict(
    "DriftName",
    {
        "report": Annotated[int, "The report whose quoted words they are."],
        "outlet": str,
        "from": Annotated[int, "The article's last revision that had the words."],
        "to": Annotated[int, "Its first one that has them no more."],
        "was": str,
        "became": Annotated[str | None, "What stands for them; null where they were dropped."],
        "at": Annotated[str, "ISO 8601 time at which the changed text was fetched."],
        "ended": Annotated[str | None, "ISO 8601 time at which the words stood again."],
        "state": Annotated[Literal["open", "seen"], "Whether an editor has looked at it."],
    },
)


class Disputes(TypedDict):
    """What the outlets that carry a statement differ on: what they say, or nothing."""

    speaker: Annotated[list[str], "Whom they credit, by name; empty where they agree."]
    said: Annotated[list[Edtf], "When they date it; empty where they agree."]


class StatementHead(TypedDict):
    """One utterance of one speaker as it is believed."""

    id: int
    version: Annotated[int, "Grows with each visible change."]
    speaker: SpeakerName | None
    body: Body
    office: Annotated[OfficeName | None, "What the speaker was when it was said."]
    said: SaidInWords
    kind: Kind
    text: str
    status: Status
    withdrawn: Withdrawn
    confidence: Confidence
    events: list[LinkName]
    disputes: Disputes
    relations: Annotated[list[RelationName], "To other statements, and of others to this one."]
    independent: Annotated[int, "How many sources carry it; copies of one story are one."]
    drift: Annotated[list[DriftName], "Quoted words that outlets changed or dropped, newest first."]
    first_reported: Annotated[
        Day | None, "The day on which the first article that says its day did."
    ]
    updated: Annotated[str, "ISO 8601 time of the last visible change."]


class CorrectionLine(TypedDict):
    """An editor's decision, as `import_corrections` takes it back."""

    key: Annotated[str, "UUID; the same in every database."]
    article: str
    quote: Annotated[str, "The words of the report that it is about."]
    prefix: str
    suffix: str
    field: str
    value: Any
    replaced: Any
    cause: str
    fault: str
    reason: str
    editor: str
    made: Annotated[str, "ISO 8601 time."]
    undoes: Annotated[str | None, "The key of the decision that it takes back."]
    batch: Annotated[str | None, "The key of what was decided at one press, of which it is one."]


class StatementRow(StatementHead):
    """One utterance as it is believed, and who carries it."""

    outlets: Annotated[list[str], "Who carries it, or carried it until they removed it."]
    articles: Annotated[list[str], "The addresses of the articles that do."]


class StatementLine(StatementHead):
    """One utterance of one speaker as it is believed, with every report of it."""

    reports: list[ReportLine]


# As above: Python keeps the word "from".
OfficeLine = TypedDict("OfficeLine", {"title": str, "of": str, "from": Edtf, "to": Edtf})


class SpeakerLine(TypedDict):
    """A speaker, as `import_speakers` takes it back."""

    name: str
    slug: str
    aliases: list[str]
    wikidata: str
    gender: Annotated[Gender, "As pronouns refer to them."]
    born: Edtf
    tracked: bool
    kind: SpeakerKind
    side: str
    offices: list[OfficeLine]


# A key that is a word of Python's: "from".
RuleLine = TypedDict(
    "RuleLine",
    {
        "key": str,
        "kind": str,
        "words": str,
        "of": str,
        "speaker": str,
        "from": str,
        "to": str,
        "reason": str,
        "made": str,
        "made_by": str,
        "accepted": str | None,
        "accepted_by": str | None,
        "withdrawn": str | None,
        "withdrawn_by": str | None,
        "withdrawn_why": str,
        "replaces": str | None,
    },
)


class MergeLine(TypedDict):
    """Two speakers who are one, as `import_merges` takes it back."""

    key: str
    speaker: SpeakerLine
    into: str
    reason: str
    made: str
    made_by: str
    undone: str | None
    undone_by: str | None
    undone_why: str


class EventDecisionLine(TypedDict):
    """One editor's decision on an event."""

    key: str
    field: str
    value: str
    replaced: str | None
    reason: str
    made: str
    made_by: str
    undoes: str | None
    batch: str | None


class DecidedEventLine(TypedDict):
    """An event as it was found, with what editors decided, as `import_event_decisions` takes it."""

    slug: str
    found: bool
    title: str
    aliases: list[str]
    text: str
    date: Edtf
    place: str
    participants: list[str]
    kind: str
    told_by: list[dict[str, str]]
    decisions: list[EventDecisionLine]


class OutletLine(TypedDict):
    """Who publishes."""

    slug: str
    name: str
    homepage: str


class EventLine(TypedDict):
    """An event, as `import_events` takes it back."""

    id: int
    slug: str
    title: str
    aliases: list[str]
    text: str
    date: Edtf
    place: str
    participants: list[str]
    kind: Annotated[str, "In PLOVER's vocabulary."]


class ArticleLine(TypedDict):
    """An article with its newest text, as `ingest` takes it back."""

    url: str
    title: str
    text: str
    published: Published
    outlet: str
    language: str
