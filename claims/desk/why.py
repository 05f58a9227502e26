"""Why a statement is in the queue, in words."""

from collections.abc import Iterator

from claims.desk.dossier import NOTHING_WRONG, Dossier
from claims.histories import phrases
from claims.models import Recheck, Statement
from claims.models.waiting import Reason
from claims.rechecking import objections


def why(dossier: Dossier) -> list[str]:
    """What is doubtful about it, gravest first, and what makes it worth a look."""
    doubts = [*_doubts(dossier)]
    found = [doubt for doubt in doubts if doubt != NOTHING_WRONG]
    return [*(found or doubts), *_values(dossier.statement)]


def _doubts(dossier: Dossier) -> Iterator[str]:
    statement = dossier.statement
    if Reason.RECHECK in statement.waiting.reasons:
        yield from _disputed(statement)
    if statement.drifted:
        yield "An outlet changed or dropped its quoted words and left it so."
    if Reason.UNSURE in statement.waiting.reasons:
        yield f"The reader is no more than {statement.confidence:.0%} sure of it."
    yield from dossier.doubts


def _disputed(statement: Statement) -> Iterator[str]:
    """What the newest blind re-check says otherwise; not who says so."""
    for row in Recheck.objects.differing(statement)[:1]:
        if not row.is_statement:
            yield "A blind re-check says that it is no statement."
            return
        values = objections(row, statement)
        words = zip(values, phrases([*values.items()]), strict=True)
        said = "; ".join(f"{field}: {phrase}" for field, phrase in words)
        yield f"A blind re-check disagrees. It says: {said or 'what is believed by now'}."


def _values(statement: Statement) -> Iterator[str]:
    if statement.speaker and statement.speaker.tracked:
        yield f"{statement.speaker} is a tracked speaker."
    if len(statement.outlets) > 1:
        yield f"{len(statement.outlets)} outlets carry it."
