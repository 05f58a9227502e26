"""What is believed of how statements relate, derived from what articles tell and editors decide."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from claims.heirs import successor_of
from claims.models import Correction, ReadRelation, Relation, Report, Statement
from claims.models.decisions import standing_decisions

State = Relation.State
Key = tuple[int, str]  # the other statement and the kind
Belief = tuple[str, float]  # state and confidence


def believe_relations(statement: Statement, decisions: Sequence[Correction]) -> bool:
    """Derive the relations of a statement and those to it; returns whether its page changed.

    `decisions` are those that stand on the statement. Whatever else now reads otherwise, the
    statement at the other end or one whose relation moved, gets a new version.
    """
    standing = ReadRelation.objects.standing().values_list("report__statement", flat=True)
    told = standing.filter(report__statement=statement).union(  # one "or" would read all there are
        standing.filter(other__statement=statement)
    )
    merged = Statement.objects.filter(merged_into=statement).values_list("pk", flat=True)
    family = [statement.pk, *merged]
    had = Relation.objects.filter(Q(statement__in=family) | Q(other__in=family))
    decided = [row for row in decisions if row.field == Correction.Field.RELATION]
    about = {*told, *had.values_list("statement", flat=True)}
    if decided:
        about.add(statement.pk)
    changed: set[int] = set()
    for pk in sorted(about):
        changed |= _derive(pk, decided if pk == statement.pk else _decisions_on(pk))
    others = changed - {statement.pk}
    Statement.objects.filter(pk__in=sorted(others)).update(
        version=F("version") + 1, updated_at=timezone.now()
    )
    return statement.pk in changed


def are_related(statements: Collection[int]) -> set[int]:
    """Of these statements, those of whose relations anything is told or known."""
    merged = dict(
        Statement.objects.filter(merged_into__in=statements).values_list("pk", "merged_into")
    )
    family = {*statements, *merged}
    told = ReadRelation.objects.all()  # standing or not: what editors decide may let them stand
    known = Relation.objects.all()
    ends = _ends(told, "report__statement", statements).union(
        _ends(told, "other__statement", statements),
        _ends(known, "statement", family),
        _ends(known, "other", family),
    )
    return {merged.get(pk) or pk for pk in ends}


def _ends(rows: QuerySet[Any], end: str, statements: Collection[int]) -> QuerySet[Any, int]:
    return rows.filter(**{f"{end}__in": statements}).values_list(end, flat=True)


def statement_meant(value: dict[str, Any]) -> Statement | None:
    """The other statement of a decision: by its quote, as in a new database, else by its id.

    A decision from a file has no id, and one on an article that was taken down no quote.
    """
    reports = Report.objects.filter(revision__article__url=value.get("article_url", ""))
    alike = reports.filter(text=value.get("quote", ""))
    quoted = alike.select_related("statement").order_by("pk").first()
    if quoted:
        return quoted.statement
    number: int = value.get("statement", 0)
    found = Statement.objects.filter(pk=number).select_related("merged_into").first()
    return found and successor_of(found)


def _decisions_on(pk: int) -> list[Correction]:
    """The decisions on another statement's relations that stand."""
    rows = Correction.objects.filter(statement=pk, field=Correction.Field.RELATION)
    return standing_decisions(rows)


def _derive(pk: int, decisions: Sequence[Correction]) -> set[int]:
    """Make one statement's relations what is told and decided; returns whose pages changed."""
    told = _told(pk)
    wanted = _wanted(told, decisions, pk)
    had = {(row.other_id, row.kind): row for row in Relation.objects.filter(statement=pk)}
    changed = {key for key in {*wanted, *had} if wanted.get(key) != _belief(had.get(key))}
    for key in sorted(changed):
        _write(pk, key, wanted.get(key))
    if changed or told:
        _lean(pk, told)
    return {end for other, _ in changed for end in (pk, other)}


def _told(pk: int) -> dict[Key, list[ReadRelation]]:
    """What articles tell of a statement, by what is told."""
    told: defaultdict[Key, list[ReadRelation]] = defaultdict(list)
    rows = ReadRelation.objects.standing().filter(report__statement=pk).select_related("other")
    for row in rows.order_by("pk"):
        if row.other and row.other.statement_id != pk:
            told[row.other.statement_id, row.kind].append(row)
    return told


def _wanted(
    told: dict[Key, list[ReadRelation]], decisions: Sequence[Correction], pk: int
) -> dict[Key, Belief]:
    wanted: dict[Key, Belief] = {
        key: (State.PROPOSED.value, max(row.confidence for row in rows))
        for key, rows in told.items()
    }
    for decision in decisions:
        other = statement_meant(decision.value)
        if other is not None and other.pk != pk:
            wanted[other.pk, decision.value["kind"]] = (decision.value["state"], 1.0)
    return wanted


def _belief(row: Relation | None) -> Belief | None:
    return (row.state, row.confidence) if row else None


def _write(pk: int, key: Key, belief: Belief | None) -> None:
    other, kind = key
    rows = Relation.objects.filter(statement=pk, other=other, kind=kind)
    if belief is None:
        rows.delete()
        return
    state, confidence = belief
    Relation.objects.update_or_create(
        statement_id=pk,
        other_id=other,
        kind=kind,
        defaults={"state": state, "confidence": confidence},
    )


def _lean(pk: int, told: dict[Key, list[ReadRelation]]) -> None:
    """Note on what each relation rests."""
    relations = {(row.other_id, row.kind): row for row in Relation.objects.filter(statement=pk)}
    for key, rows in told.items():
        for row in rows:
            if row.relation_id != relations[key].pk:
                row.relation = relations[key]
                row.save(update_fields=["relation"])
