"""Why a statement is in the queue, in words."""

from collections.abc import Iterator

from django.utils.translation import gettext, ngettext

from claims.desk.dossier import NOTHING_WRONG, Dossier
from claims.desk.seen import noun_of
from claims.histories import phrases
from claims.models import Recheck, Statement
from claims.models.waiting import Reason
from claims.rechecking import objections


def why(dossier: Dossier) -> list[str]:
    """What is doubtful about it, gravest first, and what makes it worth a look."""
    doubts = [*_doubts(dossier)]
    found = [doubt for doubt in doubts if doubt != str(NOTHING_WRONG)]
    return [*(found or doubts), *_values(dossier.statement)]


def _doubts(dossier: Dossier) -> Iterator[str]:
    statement = dossier.statement
    if Reason.RECHECK in statement.waiting.reasons:
        yield from _disputed(statement)
    if statement.drifted:
        yield gettext("An outlet changed or dropped its quoted words and left it so.")
    if Reason.UNSURE in statement.waiting.reasons:
        sure = gettext("The reader is no more than %(percent)s sure of it.")
        yield sure % {"percent": f"{statement.confidence:.0%}"}
    yield from dossier.doubts


def _disputed(statement: Statement) -> Iterator[str]:
    """What the newest blind re-check says otherwise; not who says so."""
    for row in Recheck.objects.differing([statement])[:1]:
        if not row.is_statement:
            yield gettext("A blind re-check says that it is no statement.")
            return
        values = objections(row, statement)
        words = zip(values, phrases([*values.items()]), strict=True)
        said = "; ".join(f"{noun_of(field)}: {phrase}" for field, phrase in words)
        told = said or gettext("what is believed by now")
        yield gettext("A blind re-check disagrees. It says: %(what)s.") % {"what": told}


def _values(statement: Statement) -> Iterator[str]:
    if statement.speaker and statement.speaker.tracked:
        yield gettext("%(speaker)s is a tracked speaker.") % {"speaker": statement.speaker}
    if len(statement.outlets) > 1:
        number = len(statement.outlets)
        told = ngettext("%(number)s outlet carries it.", "%(number)s outlets carry it.", number)
        yield told % {"number": number}
