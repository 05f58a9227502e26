"""Why a statement is in the queue, in words."""

from collections.abc import Iterator

from claims.desk.dossier import NOTHING_WRONG, Dossier
from claims.models import Statement
from claims.models.waiting import Reason


def why(dossier: Dossier) -> list[str]:
    """What is doubtful about it, gravest first, and what makes it worth a look."""
    doubts = [*_doubts(dossier)]
    found = [doubt for doubt in doubts if doubt != NOTHING_WRONG]
    return [*(found or doubts), *_values(dossier.statement)]


def _doubts(dossier: Dossier) -> Iterator[str]:
    statement = dossier.statement
    if statement.drifted:
        yield "An outlet changed or dropped its quoted words and left it so."
    if Reason.UNSURE in statement.waiting.reasons:
        yield f"The reader is no more than {statement.confidence:.0%} sure of it."
    yield from dossier.doubts


def _values(statement: Statement) -> Iterator[str]:
    if statement.speaker and statement.speaker.tracked:
        yield f"{statement.speaker} is a tracked speaker."
    if len(statement.outlets) > 1:
        yield f"{len(statement.outlets)} outlets carry it."
