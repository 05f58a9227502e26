"""Use case: statements out of what hangs together, under the editors' joins and partings.

Which reports make up a statement is derived, like every value of it: from the likenesses of pairs
and the editors' decisions (`claims.linking.grouping`). So what comes together can come apart again.
"""

from collections.abc import Collection, Iterable, Sequence, Set
from itertools import chain

from django.db import connection, transaction
from django.db.models import Q

from claims.beliefs import believe_all
from claims.deciding import FIELDS
from claims.linking.grouping import Decisions, group, pair_of
from claims.linking.likeness import barred, chance
from claims.linking.polarity import denies
from claims.linking.utterances import Key, Place, Source, Told, Utterance, cue_before
from claims.linking.wording import wording_of
from claims.models import Correction, Likeness, Report, Statement, Waiting
from claims.models.decisions import standing_decisions

_LOCK = 7_302_001  # PostgreSQL advisory lock: two workers must not miss each other's reports


def lock_utterances() -> None:
    """Let nobody else change what is one utterance until this transaction ends.

    To be taken before any lock on a statement, as whoever holds this one takes those next.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def utterance_of(report: Report, place: Place | None = None) -> Utterance:
    """A report as it is compared; `report` comes with its speaker, revision and article."""
    revision = report.revision
    person = report.speaker.slug if report.speaker else report.speaker_name
    cue = cue_before(report.cue_spans, report.read_spans[0].start, report.quote_prefix)
    return Utterance(
        key=(revision.article.url, f"{revision.number:06}", report.place),
        wording=wording_of(report.text, denied=denies(cue)),
        kind=report.kind,
        source=Source(person, report.body, report.label),
        told=Told(report.said_earliest, report.said_latest, report.said_basis),
        place=place or Place(str(report.revision_id)),
        via=frozenset(report.via),
    )


@transaction.atomic
def regroup(reports: Iterable[int]) -> list[Statement]:
    """Make the statements of all that hangs together with these reports what it should be.

    A statement keeps the id of the oldest that its reports made; the others' point at it. Returns
    the statements that gained or lost reports, as they are believed now.
    """
    lock_utterances()
    work = _Component(_hanging_together(set(reports)))
    work.mark_settled()
    changed = [statement for keys in work.groups() for statement in work.settle(keys)]
    return believe_all(changed)


def _hanging_together(reports: Set[int]) -> set[int]:
    """The reports that reach each other by likely pairs, joins, or statements as they stand."""
    found: set[int] = set()
    further = set(reports)
    while further:
        found |= further
        likely = Likeness.objects.likely().of(further).values_list("one", "other")
        joined = Correction.objects.filter(field=Correction.Field.SAME, others__isnull=False)
        concerned = Q(report__in=further) | Q(others__in=further)
        ids = joined.filter(concerned).values("pk")
        pairs = joined.filter(pk__in=ids).values_list("report", "others")
        standing = Report.objects.filter(statement__reports__in=further).values_list("pk")
        further = {pk for pk in chain(*likely, *pairs, *standing) if pk is not None} - found
    return found


class _Component:
    """Reports that hang together, with all that decides how they are grouped."""

    def __init__(self, ids: Collection[int]) -> None:
        rows = (
            Report.objects.filter(pk__in=ids)
            .select_related("revision__article", "speaker")
            .defer("revision__text")
            .order_by("pk")
        )
        self._rows = {utterance_of(row).key: row for row in rows}
        self._utterances: dict[Key, Utterance] = {}
        self._keys = {row.pk: key for key, row in self._rows.items()}
        self._lock_statements()
        concerned = Q(report__in=ids) | Q(others__in=ids)
        self._corrections = list(
            Correction.objects.filter(concerned).distinct().prefetch_related("others")
        )
        self._standing = standing_decisions(self._corrections)

    def groups(self) -> list[list[Key]]:
        """The reports' keys by group."""
        pairs = Likeness.objects.filter(one__in=self._keys, other__in=self._keys)
        known = {
            pair_of(self._keys[row.one_id], self._keys[row.other_id]): row.chance for row in pairs
        }
        return group(self._rows, known, self._chance, self._decisions(), self._barred)

    def mark_settled(self) -> None:
        """Note on which pairs an editor's word stands, so that the desk does not ask again."""
        standing = {pair for row in self._standing for pair in _pairs(row)}
        for one, other in {pair for row in self._corrections for pair in _pairs(row)}:
            decided = (one, other) in standing
            Likeness.objects.filter(one=one, other=other).update(settled=decided)

    def settle(self, keys: Sequence[Key]) -> list[Statement]:
        """Give a group its statement; returns that one, if it gained or lost reports."""
        rows = sorted((self._rows[key] for key in keys), key=lambda row: row.pk)
        own = [_own(row) for row in rows]
        keeper = min(own, key=lambda statement: statement.pk)
        # As it was before any group was settled: one may have taken reports from another.
        had = {row.pk for row in self._rows.values() if row.statement_id == keeper.pk}
        ids = [row.pk for row in rows]
        Report.objects.filter(pk__in=ids).exclude(statement=keeper).update(statement=keeper)
        Correction.objects.filter(report__in=ids).exclude(statement=keeper).update(statement=keeper)
        for statement in own:
            _point(statement, None if statement.pk == keeper.pk else keeper)
        return [keeper] if had != set(ids) else []

    def _lock_statements(self) -> None:
        """In one order, before decisions are read: an editor may be at one of them."""
        ids = {row.statement_id for row in self._rows.values()}
        ids |= {row.own_statement_id for row in self._rows.values() if row.own_statement_id}
        list(Statement.objects.filter(pk__in=ids).order_by("pk").select_for_update().values("pk"))

    def _chance(self, one: Key, other: Key) -> float:
        """Of a pair that nobody has compared; within one text all of them have been."""
        ours, theirs = self._rows[one], self._rows[other]
        if ours.revision_id == theirs.revision_id:
            return 0.0
        return chance(self._utterance(one), self._utterance(other))

    def _barred(self, one: Key, other: Key) -> bool:
        return barred(self._utterance(one), self._utterance(other))

    def _utterance(self, key: Key) -> Utterance:
        if key not in self._utterances:
            self._utterances[key] = utterance_of(self._rows[key])
        return self._utterances[key]

    def _decisions(self) -> Decisions:
        """The latest word on each pair, and the reports on whose values an editor has decided."""
        same = {
            pair_of(self._keys[one], self._keys[other]): row.value["same"]
            for row in self._standing
            for one, other in _pairs(row)
            if one in self._keys and other in self._keys
        }
        rows = (row for row in self._standing if FIELDS[row.field].holds)
        decided = {self._keys[row.report_id] for row in rows if row.report_id in self._keys}
        return Decisions(same, decided)


def _pairs(row: Correction) -> list[tuple[int, int]]:
    """The pairs of reports that a decision is about, each with the older first; [] if on values."""
    if row.field != Correction.Field.SAME or row.report_id is None:
        return []
    return [
        (min(row.report_id, other.pk), max(row.report_id, other.pk)) for other in row.others.all()
    ]


def _own(row: Report) -> Statement:
    """The statement that a report made, or a new one where it never had its own."""
    if row.own_statement is None:
        free = Statement.objects.filter(pk=row.statement_id, own_report=None).first()
        row.own_statement = free or Statement.objects.create(
            kind=row.kind, text=row.text, confidence=row.confidence
        )
        row.save(update_fields=["own_statement"])
    return row.own_statement


def _point(statement: Statement, keeper: Statement | None) -> None:
    """Let a statement's page lead to its successor, or stand by itself again."""
    if statement.merged_into_id == (keeper.pk if keeper else None):
        return
    if keeper:
        statement.links.all().delete()
        Waiting.objects.filter(pk=statement.pk).delete()
    statement.merged_into = keeper
    statement.version += 1
    statement.save(update_fields=["merged_into", "version", "updated_at"])
