"""What the API adds to the lines of the export: addresses, histories, paragraphs."""

from typing import Annotated, Literal, TypedDict

from claims.exporting.shapes import (
    ArticleName,
    EventLine,
    ReportLine,
    SpeakerLine,
    StatementHead,
    StatementLine,
)

Url = Annotated[str, "An address of this API."]
Page = Annotated[str, "The page for people."]


class Links(TypedDict):
    """Where it is found."""

    self: Url
    page: Page


class Piece(TypedDict):
    """Words of one role or several; the article's own words around them have none."""

    words: str
    roles: list[Literal["content", "source", "cue"]]


class Paragraph(TypedDict):
    """A paragraph in which a report stands."""

    pieces: list[Piece]
    adjoins: Annotated[bool, "Whether it follows the paragraph before without a gap."]


Edited = Literal["content", "via", "parent"]


class ReportInContext(ReportLine):
    """A report in the paragraphs around it, which is all that an anonymous reader gets."""

    edited: Annotated[list[Edited], "What of it is an editor's word over the reader's."]
    paragraphs: list[Paragraph]


class Statement(StatementLine):
    """One utterance as it is believed, with every report of it."""

    links: Links


_Decided = Literal[
    Edited, "added", "speaker", "said", "kind", "event", "verdict", "same", "relation", "drift"
]


class Correction(TypedDict):
    """An editor's decision, or the undoing of one."""

    id: int
    field: Annotated[_Decided, "What was decided on; `added` is the statement itself."]
    was: Annotated[str, "The believed value before, in words."]
    became: Annotated[str, "The value decided on, in words."]
    cause: Annotated[Literal["misread", "outlet"], "We misread, or the outlet is wrong."]
    fault: Annotated[
        Literal["", "no-statement", "words", "speaker", "duplicate", "furniture", "other"],
        "What is wrong with a statement that was rejected, where told.",
    ]
    reason: str
    editor: Annotated[str | None, "Who decided; null for anonymous readers."]
    made: Annotated[str, "ISO 8601 time."]
    undoes: Annotated[int | None, "The correction that this one takes back."]
    undone_by: Annotated[int | None, "The correction that took this one back."]


class StatementInFull(StatementHead):
    """A statement with its reports in context and its history, newest first."""

    reports: list[ReportInContext]
    history: list[Correction]
    links: Links


class Waiting(TypedDict):
    """An editor's decision that is kept, and waits for its statement."""

    correction: int


class Moved(TypedDict):
    """It was merged into another; the Location header has the address too."""

    id: Annotated[int | str, "What was asked for."]
    merged_into: Annotated[int | str, "Where it went."]
    url: Url


class Speaker(SpeakerLine):
    """Whoever makes statements."""

    id: int
    links: Links


class SpeakerInFull(Speaker):
    """A speaker, and what became of them."""

    merged_into: Annotated[str | None, "The slug of the speaker who a chief says they are."]


class Event(EventLine):
    """What statements refer to."""

    links: Links


class EventInFull(Event):
    """An event, and what became of it."""

    merged_into: Annotated[str | None, "The slug of the event that an editor says it is."]


class Outlet(TypedDict):
    """Who publishes."""

    id: int
    slug: str
    name: str
    homepage: str
    links: Links


class Feed(TypedDict):
    """A feed or news sitemap that is followed."""

    url: str
    every_minutes: Annotated[int | None, "Null: as often as it brings something."]
    active: Annotated[bool, "Whether it is asked at all."]


class OutletInFull(Outlet):
    """Who publishes, and where that is announced."""

    feeds: list[Feed]


class Revision(TypedDict):
    """An article's text as it stood when fetched."""

    number: int
    title: str
    fetched: Annotated[str, "ISO 8601 time."]
    digest: Annotated[str, "SHA-256 of the text, hexadecimal."]


class CopyOf(TypedDict):
    """Whose story an article tells in the same words."""

    outlet: Annotated[str, "Who published it first, or the agency that is credited."]
    article: Annotated[ArticleName | None, "Null where the agency's own article is not here."]
    basis: Annotated[
        Literal["credit", "earliest", "unknown"],
        "Credited as the source, published first, or only alike.",
    ]


class Article(ArticleName):
    """One address that an outlet publishes."""

    copy_of: CopyOf | None

    language: Annotated[str, "BCP 47."]
    links: Links


class ArticleInFull(Article):
    """An article with its revisions; the text is for those who sign in."""

    text: Annotated[str | None, "The newest; null for anonymous readers."]
    revisions: list[Revision]


_State = Literal["pending", "done", "failed", "discarded"]


class DocumentLinks(TypedDict):
    """Where to look next."""

    self: Url
    article: Annotated[str | None, "Null until it is one."]


class Document(TypedDict):
    """Something on its way in: pending until it is an article, or failed with its error."""

    id: int
    url: Annotated[str, 'The article\'s address; "" while it tells none.']
    state: _State
    outcome: Annotated[
        Literal["", "new", "changed", "unchanged", "gone", "older"], "What came of it."
    ]
    reading: Annotated[
        _State | None, "Done once all its statements are there; null while it is not being read."
    ]
    error: Annotated[str, "Why it failed or was refused, and what to do."]
    note: Annotated[str, "What was guessed or disbelieved in it."]
    article: ArticleName | None
    links: DocumentLinks


class Change(TypedDict):
    """A row of the lists that changed, came or went: the last time that it did."""

    number: Annotated[int, "Its place in the feed: grows with every change."]
    kind: Literal["statement", "report", "speaker", "event", "outlet", "article"]
    id: Annotated[int, "With `kind` the name to keep it under: never changes, unlike a slug."]
    deleted: Annotated[bool, "Whether the lists have it no more, or never had it."]
    merged_into: Annotated[int | None, "The id of the row that took its place, if one did."]
    data: Annotated[
        Statement | ReportLine | Speaker | Event | Outlet | Article | None,
        "The row as its list shows it now; null where it is deleted.",
    ]


class ChangePage(TypedDict):
    """Changes in their order, each with what it came to."""

    next: Annotated[str | None, "Where there is more by now; null once caught up."]
    cursor: Annotated[int, "What to give as `after` the next time, whether there is more or not."]
    results: list[Change]
