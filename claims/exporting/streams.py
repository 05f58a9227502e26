"""Every list as a stream of lines, in bounded memory and an order without ids."""

from collections.abc import Iterator

from django.db.models import F, Prefetch
from django.db.models.functions import Collate

from claims.exporting.catalogue import line_of_article, line_of_event, line_of_speaker
from claims.exporting.corrections import is_portable, line_of_correction
from claims.exporting.decided import line_of_decided
from claims.exporting.shapes import (
    ArticleLine,
    CorrectionLine,
    DecidedEventLine,
    EventLine,
    MergeLine,
    ReportLine,
    RuleLine,
    SpeakerLine,
    StatementLine,
)
from claims.exporting.statements import line_of_report, line_of_statement
from claims.exporting.taught import line_of_merge, line_of_rule
from claims.models import Correction, Event, EventDecision, Rule, Speaker, SpeakerMerge, Statement
from claims.models.reports import ReportQuerySet
from sources.models import Article

CHUNK = 500  # rows in memory at a time, with what belongs to them


def report_lines(reports: ReportQuerySet, *, proposed: bool = False) -> Iterator[ReportLine]:
    """What articles carry or carried, article by article; `proposed` adds doubtful events."""
    rows = reports.for_lines().in_line_order().iterator(chunk_size=CHUNK)
    return (line_of_report(row, proposed=proposed) for row in rows)


def statement_lines(*, proposed: bool = False) -> Iterator[StatementLine]:
    """What is believed, the newest said first, the undated last."""
    newest = F("sort_day").desc(nulls_last=True)
    rows = Statement.objects.believed().for_lines().order_by(newest, Collate("text", "C"), "pk")
    lines = rows.iterator(chunk_size=CHUNK)
    return (line_of_statement(row, proposed=proposed) for row in lines)


def speaker_lines() -> Iterator[SpeakerLine]:
    """Whom the database knows, by slug."""
    rows = Speaker.objects.current().prefetch_related("offices").order_by(Collate("slug", "C"))
    return map(line_of_speaker, rows.iterator(chunk_size=CHUNK))


def event_lines(*, proposed: bool = False) -> Iterator[EventLine]:
    """The published events by slug; `proposed` adds those that wait for an editor."""
    rows = Event.objects.filter(merged_into=None) if proposed else Event.objects.published()
    return map(line_of_event, rows.order_by(Collate("slug", "C")).iterator(chunk_size=CHUNK))


def correction_lines() -> Iterator[CorrectionLine]:
    """Every decision of an editor on a statement, undone ones too, in the order they were made."""
    rows = Correction.objects.select_related("editor", "undoes", "batch").order_by("pk")
    return map(line_of_correction, filter(is_portable, rows.iterator(chunk_size=CHUNK)))


def rule_lines() -> Iterator[RuleLine]:
    """Names and titles that editors had remembered, in the order in which they were."""
    rows = Rule.objects.for_history().select_related("replaces").order_by("pk")
    return map(line_of_rule, rows.iterator(chunk_size=CHUNK))


def merge_lines() -> Iterator[MergeLine]:
    """Merges of speakers, undone ones too, in the order in which they were made."""
    rows = SpeakerMerge.objects.for_history().prefetch_related("speaker__offices").order_by("pk")
    return map(line_of_merge, rows.iterator(chunk_size=CHUNK))


def decided_event_lines() -> Iterator[DecidedEventLine]:
    """Events on which editors decided, rejected and merged ones too, by slug."""
    decisions = EventDecision.objects.select_related("editor", "undoes", "batch")
    rows = Event.objects.filter(pk__in=decisions.values("event")).select_related("proposal")
    rows = rows.prefetch_related(Prefetch("decisions", decisions))
    return map(line_of_decided, rows.order_by(Collate("slug", "C")).iterator(chunk_size=CHUNK))


def article_lines() -> Iterator[ArticleLine]:
    """Every article that has a text, by address."""
    rows = Article.objects.with_text().order_by(Collate("url", "C"))
    return map(line_of_article, rows.iterator(chunk_size=CHUNK // 10))
