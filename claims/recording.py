"""Use case: a reading into rows, reconciled with what is there."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction

from claims.beliefs import believe
from claims.extraction import ExtractedReport, Span, join_pieces
from claims.interchange.readings import from_json
from claims.interchange.reports import evidence_value
from claims.models import Reading, Report, Speaker, Statement
from claims.models.statements import Withdrawn, ranges_of
from sources.models import Article

CONTEXT = 32  # characters of prefix and suffix, as in the W3C TextQuoteSelector
SAME_PLACE = 0.5  # shared characters of either content, at which a re-read report is the same

_WORDS = re.compile(r"\w+")
# What a reading writes of a report.
_MACHINE = [
    field.name
    for field in Report._meta.concrete_fields
    if field.name not in ("id", "statement", "own_statement", "parent", "created_at")
]


class _Reconciliation:
    """What one reading means for the reports that its article has."""

    def __init__(self, reading: Reading, known: Sequence[Report]) -> None:
        """`known` are the article's reports, from all revisions."""
        self.reading = reading
        self.text = reading.revision.text
        self.free = {report.pk: report for report in known}
        self.matched: dict[int, Report] = {}
        here = [report for report in known if report.revision_id == reading.revision_id]
        self._by_place = {report.place: report for report in here}
        self._here = {report.pk for report in here}
        self._by_words: dict[str, list[Report]] = defaultdict(list)
        for report in known:
            if report.pk not in self._here:
                self._by_words[_words(report.text)].append(report)

    def match(self, extracted: dict[int, ExtractedReport]) -> None:
        """Find each extracted report among the known, the surest sign first, each known once."""
        for same in (self._same_place, self._same_quote, self._same_stretch):
            for index in [i for i in extracted if i not in self.matched]:
                found = same(extracted[index]) if self.free else None
                if found is not None:
                    self.matched[index] = self.free.pop(found.pk)

    def _same_place(self, report: ExtractedReport) -> Report | None:
        return self._by_place.get(place_of(report))

    def _same_quote(self, report: ExtractedReport) -> Report | None:
        """The same words in another revision; among several, the one with most of the context."""
        prefix, suffix = _context(self.text, report.content)
        alike = self._by_words.get(_words(join_pieces(self.text, report.content)), [])
        return max(
            (known for known in alike if known.pk in self.free),
            key=lambda k: ((k.quote_prefix == prefix) + (k.quote_suffix == suffix), -k.pk),
            default=None,
        )

    def _same_stretch(self, report: ExtractedReport) -> Report | None:
        """Most of the same characters of the same revision: a reader that draws borders anew."""
        here = (known for known in self.free.values() if known.pk in self._here)
        shares = [(_overlap(report.content, known.content_spans), known) for known in here]
        share, known = max(shares, key=lambda pair: pair[0], default=(0.0, None))
        return known if share >= SAME_PLACE else None


@transaction.atomic
def record(reading: Reading) -> Reading:
    """Write one reading's reports in one transaction; a second call changes nothing.

    A report that is there already, by place or by quote and context, keeps its id, its statement
    and so the editors' decisions. What is no longer there is withdrawn, never deleted.
    Readings may come in any order: an older revision's cannot undo a newer one's.
    """
    revision = reading.revision
    Article.objects.select_for_update().get(pk=revision.article_id)
    extracted = _distinct(from_json(reading.extracted or {}).reports)
    known = list(
        Report.objects.filter(revision__article_id=revision.article_id)
        .select_related("revision", "statement")
        .defer("revision__text")
        .order_by("pk")
    )
    work = _Reconciliation(reading, known)
    work.match(extracted)
    outdated = any(_newer(report, reading) for report in known)
    touched = _write(work, extracted, outdated=outdated)
    if not outdated:
        touched += list(_withdraw(work))
    for statement in {report.statement_id: report.statement for report in touched}.values():
        believe(statement)
    return reading


def place_of(report: ExtractedReport) -> str:
    """The key of a report within its revision: SHA-256 of its content and cue spans."""
    spans = [[(s.start, s.end) for s in part] for part in (report.content, report.cue)]
    return hashlib.sha256(repr(spans).encode()).hexdigest()


def _distinct(reports: Sequence[ExtractedReport]) -> dict[int, ExtractedReport]:
    """The reports by their index, each place once."""
    first: dict[str, int] = {}
    for index, report in enumerate(reports):
        first.setdefault(place_of(report), index)
    return {index: reports[index] for index in first.values()}


def _newer(report: Report, reading: Reading) -> bool:
    """Whether a recorded report comes from a newer revision, or a later reading of this one."""
    ours = (reading.revision.number, reading.pk)
    return (report.revision.number, report.reading_id) > ours


def _words(text: str) -> str:
    """What typography can't change."""
    return " ".join(_WORDS.findall(text.casefold()))


def _overlap(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Shared characters as a share of all, of two lists of spans that don't overlap themselves."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    total = sum(s.end - s.start for s in (*one, *other)) - shared
    return shared / total


def _context(text: str, content: Sequence[Span]) -> tuple[str, str]:
    start, end = content[0].start, content[-1].end
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def _write(
    work: _Reconciliation, extracted: dict[int, ExtractedReport], *, outdated: bool
) -> list[Report]:
    """Refresh what was matched and add what is new; returns the rows written.

    A reading that is `outdated` leaves what is there alone, and what it adds has been removed by
    the outlet since.
    """
    slugs = {report.speaker.slug for report in extracted.values() if report.speaker}
    speakers = {s.slug: s for s in Speaker.objects.filter(slug__in=slugs)}
    rows: dict[int, Report] = {}
    for index, report in extracted.items():
        known = work.matched.get(index)
        if known is not None and outdated:
            continue
        row = known or Report(withdrawn=Withdrawn.BY_OUTLET if outdated else Withdrawn.NO)
        before = _values(row)
        _fill(row, work, report, speakers)
        _save(row, before)
        rows[index] = row
    for index, row in rows.items():
        parent = extracted[index].parent
        _nest(row, None if parent is None else rows.get(parent))
    return list(rows.values())


def _nest(row: Report, parent: Report | None) -> None:
    """Put a report under the one in whose content it stands."""
    if row.parent_id != (parent.pk if parent else None):
        row.parent = parent
        row.save(update_fields=["parent"])


def _save(row: Report, before: dict[str, Any]) -> None:
    """Write a row that is new or has other values than before.

    A new report makes a statement; which one a known report belongs to is not ours to write.
    """
    if row.pk is None:
        row.statement = row.own_statement = Statement.objects.create(
            kind=row.kind, text=row.text, confidence=row.confidence
        )
        row.save()
        return
    row.withdrawn = Withdrawn.NO
    if _values(row) != before:
        row.save(update_fields=_MACHINE)


def _values(row: Report) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in Report._meta.concrete_fields}


def _fill(
    row: Report, work: _Reconciliation, report: ExtractedReport, speakers: dict[str, Speaker]
) -> None:
    """The machine's values of one extracted report."""
    row.reading, row.revision = work.reading, work.reading.revision
    row.content, row.source = ranges_of(report.content), ranges_of(report.source)
    row.cue, row.place = ranges_of(report.cue), place_of(report)
    row.text = join_pieces(work.text, report.content)
    row.quote_prefix, row.quote_suffix = _context(work.text, report.content)
    row.speaker = speakers.get(report.speaker.slug) if report.speaker else None
    row.speaker_name = report.speaker.name if report.speaker and not row.speaker else ""
    row.body, row.label = report.body or "", report.label
    row.said_edtf, row.said_basis = report.said.edtf, report.said.basis
    row.said_earliest, row.said_latest = report.said.earliest, report.said.latest
    row.kind, row.via, row.medium = report.kind, list(report.via), report.medium
    row.confidence = report.confidence
    row.evidence = {
        name: [evidence_value(item) for item in items] for name, items in report.evidence.items()
    }


def _withdraw(work: _Reconciliation) -> Iterator[Report]:
    """Mark what the article no longer says, or the reader no longer finds in it."""
    words = _words(work.text)
    same = work.reading.revision.remade  # the outlet's bytes are those of the revision before
    for report in work.free.values():
        here = report.revision_id == work.reading.revision_id or _words(report.text) in words
        here = here or same
        state = Withdrawn.BY_READER if here else Withdrawn.BY_OUTLET
        if report.withdrawn in ("", Withdrawn.BY_READER) and report.withdrawn != state:
            report.withdrawn = state
            report.save(update_fields=["withdrawn"])
            yield report
