"""Use case: quotations that an outlet changed or dropped, noted from the texts of its revisions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from claims.extraction import JOINT, Span
from claims.extraction.layout import lay_out
from claims.extraction.quotation import find_quotations
from claims.fates import Quoted, Worded, alike, fate, find
from claims.models import Correction, Drift, Report, Statement
from claims.models.statements import Kind
from sources.models import Revision

MOST_REVISIONS = 50  # of one article, the newest: live pages have hundreds


@dataclass(frozen=True, slots=True)
class _Found:
    """What became of a report's quotation between two revisions."""

    report: Report
    old: Revision
    new: Revision
    before: str
    after: str
    restored: Revision | None

    @property
    def key(self) -> tuple[int, int]:
        return self.report.pk, self.new.pk

    def values(self) -> dict[str, Any]:
        return {
            "before_revision_id": self.old.pk,
            "before": self.before,
            "after": self.after,
            "restored_id": self.restored.pk if self.restored else None,
        }

    def is_return_of(self, other: "_Found") -> bool:
        """Whether it only takes back that change: other words gave way to those restored."""
        ended = other.restored is not None and other.restored.pk == self.new.pk
        return ended and alike(self.before, other.after) and alike(self.after, other.before)


def note_drifts(article_id: int) -> set[int]:
    """Note what became of an article's quotations from revision to revision.

    Returns the statements of which other drifts are known now. It is the same whatever the order
    in which revisions were read, and a second call changes nothing.
    """
    newest = Revision.objects.filter(article=article_id).order_by("-number")[:MOST_REVISIONS]
    revisions = sorted(newest, key=lambda revision: revision.number)
    if len(revisions) < 2:
        return set()
    reports = Report.objects.carried().filter(revision__in=revisions).exclude(kind=Kind.INDIRECT)
    history = _History(revisions)
    found = [each for report in reports.order_by("pk") for each in history.of(report)]
    kept = [each for each in found if not any(each.is_return_of(other) for other in found)]
    return _write({each.key: each for each in kept}, revisions)


def believe_drifts(
    statement: Statement, decisions: Iterable[Correction], rows: Sequence[Drift]
) -> bool:
    """Let the drifts of a statement's reports be what editors say; returns whether any changed.

    `rows` are all of them.
    """
    decided = {
        (row.report_id, row.value["to"]): row.value["state"]
        for row in decisions
        if row.field == Correction.Field.DRIFT
    }
    changed = False
    for row in rows:
        state = decided.get((row.report_id, row.after_revision.number), Drift.State.OPEN)
        if row.state != state:
            row.state, changed = state, True
            row.save(update_fields=["state"])
    statement.drifted = any(row.is_shown and row.restored_id is None for row in rows)
    return changed


class _History:
    """An article's revisions in order, their texts prepared for questions."""

    def __init__(self, revisions: Sequence[Revision]) -> None:
        self.revisions = revisions
        self._texts = [Worded(revision.text) for revision in revisions]
        self._at = {revision.pk: at for at, revision in enumerate(revisions)}
        self._marks: dict[int, list[Span]] = {}

    def of(self, report: Report) -> Iterator[_Found]:
        """What became of a report's quoted words, stretch by stretch, one row a revision."""
        own = self._at[report.revision_id]
        by_revision: dict[int, _Found] = {}
        for span in self._quoted(report, own):
            for each in self._of_stretch(report, span, own):
                known = by_revision.get(each.new.pk)
                by_revision[each.new.pk] = _joined(known, each) if known else each
        yield from by_revision.values()

    def _of_stretch(self, report: Report, span: Span, own: int) -> Iterator[_Found]:
        quoted = Quoted.of(self._texts[own], span)
        stands = [
            at == own or find(quoted, text) is not None for at, text in enumerate(self._texts)
        ]
        for at, (old, new) in enumerate(zip(self._texts, self._texts[1:], strict=False)):
            went = stands[at] and not stands[at + 1] and not self.revisions[at + 1].remade
            became = fate(quoted, old, new) if went else None
            if became is not None:
                again = next((n for n in range(at + 2, len(stands)) if stands[n]), None)
                yield _Found(
                    report=report,
                    old=self.revisions[at],
                    new=self.revisions[at + 1],
                    before=span.of(self.revisions[own].text),
                    after=became,
                    restored=None if again is None else self.revisions[again],
                )

    def _quoted(self, report: Report, own: int) -> list[Span]:
        """The stretches of the content that stand in quotation marks: all of what is direct."""
        if own not in self._marks:
            text = self.revisions[own].text
            self._marks[own] = [found.span for found in find_quotations(text, lay_out(text))]
        content = report.content_spans
        if report.kind == Kind.DIRECT:
            return list(content)
        pairs = ((part, mark) for part in content for mark in self._marks[own])
        shared = (Span(max(a.start, b.start), min(a.end, b.end)) for a, b in pairs)
        return [span for span in shared if span.start < span.end]


def _joined(one: _Found, other: _Found) -> _Found:
    """Two stretches of a report that went at once; they are back when the later one is."""
    restored = [each.restored for each in (one, other) if each.restored]
    both = len(restored) == 2
    return replace(
        one,
        before=JOINT.join([one.before, other.before]),
        after=JOINT.join(filter(None, [one.after, other.after])),
        restored=max(restored, key=lambda revision: revision.number) if both else None,
    )


def _write(found: Mapping[tuple[int, int], _Found], revisions: Sequence[Revision]) -> set[int]:
    """Make the rows what was found; returns the statements that this concerns."""
    rows = Drift.objects.filter(after_revision__in=revisions).select_related("report")
    had = {(row.report_id, row.after_revision_id): row for row in rows}
    touched = set()
    for key, row in had.items():
        if key not in found:
            touched.add(row.report.statement_id)
            row.delete()
    for key, each in found.items():
        row = had.get(key) or Drift(report=each.report, after_revision=each.new)
        values = each.values()
        if row.pk is None or any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            row.save()
            touched.add(each.report.statement_id)
    return touched
