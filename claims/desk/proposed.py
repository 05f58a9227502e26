"""Proposed events as the desk shows them: what each is, and the statements that call for it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.datewords import in_words
from claims.extraction import Span
from claims.heirs import successor_of
from claims.models import Event, EventDecision, Link, Proposal, Reference
from claims.models.proposals import ProposalQuerySet
from claims.passages import Paragraph, paragraphs_around

SHOWN = 3  # statements of an event on the list
VERDICTS = {
    "published": _("published"),
    "rejected": _("rejected"),
    "open": _("not decided"),
}


@dataclass(frozen=True, slots=True)
class Telling:
    """A statement that refers to a proposed event, in one article's words."""

    reference: Reference
    paragraphs: Sequence[Paragraph]
    split_off: bool

    @classmethod
    def of(cls, reference: Reference, rejected: Iterable[int] = ()) -> "Telling":
        """Mark the content, and the words that name the event."""
        report = reference.report
        named = [Span(*entry["span"]) for entry in reference.evidence if entry.get("span")]
        marks = {
            "content": report.content_spans,
            "event": [span for span in named if span not in report.content_spans],
        }
        paragraphs = paragraphs_around(report.revision.text, marks)
        return cls(reference, paragraphs, report.statement_id in set(rejected))


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposed event with some of the statements that call for it."""

    proposal: Proposal
    tellings: Sequence[Telling]
    statements: int
    outlets: int

    @property
    def more(self) -> int:
        """How many statements are not shown."""
        return self.statements - len({each.reference.report.statement_id for each in self.tellings})


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision on an event in words."""

    decision: EventDecision
    was: str
    became: str

    @property
    def url(self) -> str:
        """Where the event's decisions are."""
        return page_of(self.decision.event)

    @property
    def undone_by(self) -> EventDecision | None:
        """The row that took it back, if one did."""
        return getattr(self.decision, "undone_by", None)


def page_of(event: Event) -> str:
    """Where an event's decisions are made, and taken back."""
    if hasattr(event, "proposal"):
        return reverse("desk-proposal", args=[event.pk])
    return reverse("desk-event-merge", args=[event.slug])


def waiting_list(page: Sequence[Proposal]) -> list[Proposed]:
    """Proposals with a few of their statements each, in a constant number of queries."""
    references = Reference.objects.filter(event__in=[row.event_id for row in page])
    counts = references.values("event").annotate(
        statements=Count("report__statement", distinct=True),
        outlets=Count(
            Coalesce("report__revision__article__outlet__name", "report__revision__article__url"),
            distinct=True,
        ),
    )
    by_event = {row["event"]: (row["statements"], row["outlets"]) for row in counts}
    shown = _with_words(Reference.objects.filter(pk__in=_surest(references)))
    told: dict[int, list[Telling]] = defaultdict(list)
    for reference in shown:
        told[reference.event_id].append(Telling.of(reference))
    return [Proposed(row, told[row.event_id], *by_event.get(row.event_id, (0, 0))) for row in page]


def in_full(proposal: Proposal) -> Proposed:
    """A proposal with every report that refers to it, also those that an editor split off."""
    references = Reference.objects.filter(
        event=successor_of(proposal.event), report__in=[link["report"] for link in proposal.links]
    )
    split = Link.objects.filter(event=proposal.event, state=Link.State.REJECTED)
    rejected = set(split.values_list("statement_id", flat=True))
    tellings = [Telling.of(reference, rejected) for reference in _with_words(references)]
    statements = {each.reference.report.statement_id for each in tellings}
    outlets = {each.reference.report.published_by for each in tellings}
    return Proposed(proposal, tellings, len(statements), len(outlets))


def in_the_order_of_the_desk(rows: ProposalQuerySet) -> ProposalQuerySet:
    """What most statements call for first."""
    return rows.annotate(calls=Count("event__references")).order_by(
        F("calls").desc(), F("event__latest").desc(nulls_last=True), "pk"
    )


def history_of(decisions: Iterable[EventDecision]) -> list[Entry]:
    """The decisions in the order given, with their values in words."""
    return [Entry(row, _phrase(row, row.replaced), _phrase(row, row.value)) for row in decisions]


def _phrase(decision: EventDecision, value: str | None) -> str:
    if decision.field == EventDecision.Field.DATE:
        return in_words(value or "")
    if decision.field == EventDecision.Field.VERDICT:
        return str(VERDICTS.get(value or "", ""))
    return value or gettext("none")


def _surest(references: "QuerySet[Reference]") -> list[int]:
    """Of each event the references that are surest, of different statements."""
    rows = references.order_by("event", "-confidence", "report__pk")
    chosen: dict[int, dict[int, int]] = defaultdict(dict)
    for pk, event, statement in rows.values_list("pk", "event", "report__statement"):
        if len(chosen[event]) < SHOWN:
            chosen[event].setdefault(statement, pk)
    return [pk for by_statement in chosen.values() for pk in by_statement.values()]


def _with_words(references: "QuerySet[Reference]") -> Iterator[Reference]:
    rows = references.select_related(
        "report__revision__article__outlet", "report__speaker", "report__statement"
    )
    yield from rows.defer("report__statement__search").order_by(
        "report__revision__article__published_day", "report__pk"
    )
