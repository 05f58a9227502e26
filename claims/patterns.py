"""In what a report that was misread is like others: a pattern for each field that is corrected."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Q, Value
from django.db.models.functions import MD5, Lower
from django.utils.translation import gettext

from claims.deciding import in_a_word
from claims.deciding.valued import speaker_value
from claims.extraction import Span
from claims.models import Batch, Correction, Link, Reference, Report, Statement
from claims.models.attributed import PRONOUNS
from claims.models.reports import ReportQuerySet

Field = Correction.Field
How = Batch.How


@dataclass(frozen=True, slots=True)
class Pattern(ABC):
    """What others have to have in common with the report from which it was taken."""

    report: Report
    value: Any  # the decision's
    how: ClassVar[Batch.How]

    @abstractmethod
    def candidates(self) -> ReportQuerySet:
        """Reports that may be alike, of statements of which the same wrong value is believed."""

    @abstractmethod
    def why(self) -> str:
        """In words, what they have in common."""

    def fits(self, report: Report) -> bool:
        """Whether a candidate is alike."""
        return report.pk != self.report.pk

    def _in_article(self) -> Q:
        return Q(revision__article=self.report.revision.article_id)


class SameSource(Pattern):
    """The same words for the source, taken for the same one; pronouns within one article only."""

    how = How.SOURCE

    def candidates(self) -> ReportQuerySet:
        """By the index of labels, newest first."""
        source = {
            name: getattr(self.report, name) for name in ("speaker_id", "speaker_name", "body")
        }
        believed = {f"statement__{name}": value for name, value in source.items()}
        rows = Report.objects.filter(**source, **believed)
        if self.report.label.casefold() in PRONOUNS:
            return rows.filter(self._in_article(), label__iexact=self.report.label)
        key = MD5(Lower(Value(self.report.label)))
        return rows.alias(label_key=MD5(Lower("label"))).filter(label_key=key)

    def why(self) -> str:
        """The words, and for whom they were taken."""
        taken = self.report.credited or gettext("nobody known")
        if not self.report.label:
            told = gettext(
                "No source stands beside them in the same article, and %(taken)s was credited."
            )
        elif self.report.label.casefold() in PRONOUNS:
            told = gettext(
                "Their source is “%(label)s” in the same article, and was taken for %(taken)s."
            )
        else:
            told = gettext("Their source is “%(label)s”, and was taken for %(taken)s.")
        return told % {"label": self.report.label, "taken": taken}


class SameDay(Pattern):
    """The same day by the same rule, in the same article or from the same words."""

    how = How.DAY

    def candidates(self) -> ReportQuerySet:
        """The article's, and those of the same speaker on that day."""
        elsewhere = Q(speaker=self.report.speaker_id, said_latest=self.report.said_latest)
        told = {name: getattr(self.report, name) for name in ("said_edtf", "said_basis")}
        rows = Report.objects.filter(statement__said_edtf=self.report.said_edtf, **told)
        known = self.report.speaker_id and self.report.said_latest
        return rows.filter(self._in_article() | elsewhere if known else self._in_article())

    def fits(self, report: Report) -> bool:
        """By the rule that dated it and the words that the rule looked at."""
        here = report.revision_id == self.report.revision_id
        ours, theirs = (_first(each, each.evidence.get("said")) for each in (self.report, report))
        return theirs[0] == ours[0] and (here or (bool(ours[1]) and theirs == ours))

    def why(self) -> str:
        """The rule and its words."""
        rule, words = _first(self.report, self.report.evidence.get("said"))
        told = (
            gettext("by the rule “%(rule)s”") % {"rule": rule}
            if rule
            else gettext("without a rule")
        )
        here = gettext("They were dated alike %(how)s, in the same article.")
        if words and self.report.speaker_id:
            here = gettext(
                "They were dated alike %(how)s, in the same article or from “%(words)s”."
            )
        return here % {"how": told, "words": words}


class SameMarks(Pattern):
    """In the same article, between the same marks, and read as the same kind."""

    how = How.MARKS

    def candidates(self) -> ReportQuerySet:
        """The article's."""
        kind = self.report.kind
        return Report.objects.filter(self._in_article(), kind=kind, statement__kind=kind)

    def fits(self, report: Report) -> bool:
        """By what stands at both ends."""
        return _marks(report) == _marks(self.report)

    def why(self) -> str:
        """The marks, and as what kind they were read."""
        marks = " … ".join(mark or gettext("no mark") for mark in _marks(self.report))
        told = gettext("They stand in the same article, at their ends %(marks)s, read as %(kind)s.")
        return told % {"marks": marks, "kind": in_a_word(self.report.kind)}


class SameNaming(Pattern):
    """The same words were taken for the event, or for too little to take it for that."""

    how = How.EVENT

    @property
    def reference(self) -> Reference | None:
        """What was read of the event in the report."""
        return self.report.references.filter(event__slug=self.value["event"]).first()

    def candidates(self) -> ReportQuerySet:
        """Those that refer to the event, and of which that is believed or not, as of this one."""
        slug, found = self.value["event"], self.reference
        if found is None:
            return Report.objects.none()
        believed = Link.objects.filter(event__slug=slug, state__in=Link.BELIEVED)
        rows = Report.objects.filter(references__event=found.event_id)
        linked = Q(statement__in=believed.values("statement"))
        return rows.filter(~linked if self.value["refers"] else linked)

    def fits(self, report: Report) -> bool:
        """By the rules and the words that name it."""
        return _naming(report, self.value["event"]) == _naming(self.report, self.value["event"])

    def why(self) -> str:
        """The words."""
        words = sorted({words for _, words in _naming(self.report, self.value["event"])})
        named = ", ".join(f"“{each}”" for each in words)
        doubtful = gettext("Their words %(words)s were held too doubtful to name the event.")
        taken = gettext("Their words %(words)s were taken for the event.")
        return (doubtful if self.value["refers"] else taken) % {"words": named}


PATTERNS: dict[str, type[Pattern]] = {
    Field.SPEAKER: SameSource,
    Field.SAID: SameDay,
    Field.KIND: SameMarks,
    Field.EVENT: SameNaming,
}


def pattern_of(correction: Correction, statement: Statement) -> Pattern | None:
    """What made the reader misread; none where no report of the statement was read so."""
    pattern = PATTERNS.get(correction.field)
    if pattern is None or correction.cause != Correction.Cause.MISREAD:
        return None
    reports = statement.reports.standing().select_related("revision__article", "speaker")
    misread = (row for row in reports.order_by("pk") if _was_read_so(row, correction))
    report = next(misread, None)
    return pattern(report, correction.value) if report else None


def _was_read_so(report: Report, correction: Correction) -> bool:
    """Whether the replaced value is what the reader made of this report."""
    if correction.replaced == correction.value:
        return False
    if correction.field == Field.SPEAKER:
        return speaker_value(report) == (correction.replaced or {})
    if correction.field == Field.EVENT:
        return report.references.filter(event__slug=correction.value["event"]).exists()
    read = report.said_edtf if correction.field == Field.SAID else report.kind
    return bool(read == correction.replaced)


def _first(report: Report, entries: list[dict[str, Any]] | None) -> tuple[str, str]:
    """The rule that decided, and its words."""
    told = [(entry["rule"], _words(report, entry)) for entry in entries or ()]
    return told[0] if told else ("", "")


def _naming(report: Report, slug: str) -> frozenset[tuple[str, str]]:
    """The rules that find an event in a report, and their words."""
    return frozenset(_named(report, slug))


def _named(report: Report, slug: str) -> Iterator[tuple[str, str]]:
    for reference in report.references.all():
        if reference.event.slug == slug:
            for entry in reference.evidence:
                yield entry["rule"], _words(report, entry)


def _words(report: Report, entry: dict[str, Any]) -> str:
    span = Span(*entry["span"])
    return " ".join(span.of(report.revision.text).casefold().split())


def _marks(report: Report) -> tuple[str, str]:
    """What is no word at the beginning and at the end, or beside them."""
    text, spans = report.revision.text, report.content_spans
    start, end = spans[0].start, spans[-1].end
    return _mark(text[start - 1 : start + 1]), _mark(text[end - 1 : end + 1])


def _mark(around: str) -> str:
    return "".join(char for char in around if not char.isalnum() and not char.isspace())
