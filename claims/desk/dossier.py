"""What an editor needs to decide on one statement: why it is asked, and what each outlet wrote."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.datewords import in_words
from claims.evidence import Ground, Passage, passages
from claims.histories import Entry, history
from claims.models import Link, Statement

NOTHING_WRONG = _("Nothing is wrong on the face of it; nobody has looked at it yet.")
DOUBTFUL = 0.7  # evidence that is less sure is named as a reason to look

_WEAK = {
    "speaker": _("Its speaker rests on %(basis)s alone (%(percent)s)."),
    "said": _("Its day rests on %(basis)s alone (%(percent)s)."),
    "via": _("Its chain of outlets rests on %(basis)s alone (%(percent)s)."),
}


@dataclass(frozen=True, slots=True)
class Dossier:
    """A statement (`StatementQuerySet.with_evidence`) as the desk shows it."""

    statement: Statement
    doubts: list[str]
    passages: list[Passage]
    history: list[Entry]

    @classmethod
    def of(cls, statement: Statement) -> "Dossier":
        """Gather it, from what is loaded and two queries for names."""
        shown = passages(statement.reports.all(), doubtful=True)
        doubts = list(_doubts(statement, shown))
        return cls(statement, doubts, shown, history(statement.corrections.all()))


def _doubts(statement: Statement, passages: Iterable[Passage]) -> Iterator[str]:
    """Why the desk is asked, gravest first; the confidence alone where nothing else is wrong."""
    found = [*_unknowns(statement), *_disputes(statement), *_weak(statement, passages)]
    yield from found or [str(NOTHING_WRONG)]


def _unknowns(statement: Statement) -> Iterator[str]:
    if not statement.credited:
        labels = {report.label for report in statement.reports.all() if report.label}
        named = gettext(" or ").join(f"“{label}”" for label in sorted(labels))
        if named:
            yield gettext("Nobody is credited by name, only %(named)s.") % {"named": named}
        else:
            yield gettext("Nobody is credited.")
    if not statement.said_edtf:
        yield gettext("The day on which it was said is unknown.")


def _disputes(statement: Statement) -> Iterator[str]:
    if statement.rival_sources:
        sources = ", ".join(statement.rival_sources)
        yield gettext("Outlets credit different sources: %(sources)s.") % {"sources": sources}
    if statement.rival_days:
        days = ", ".join(map(in_words, statement.rival_days))
        yield gettext("Outlets date it differently: %(days)s.") % {"days": days}


def _weak(statement: Statement, passages: Iterable[Passage]) -> Iterator[str]:
    for link in statement.links.all():
        parts = {"event": link.event, "percent": _percent(link.confidence)}
        if link.state == Link.State.DOUBTFUL:
            yield gettext("It may refer to “%(event)s” (%(percent)s).") % parts
        elif link.is_unsure:
            yield (
                gettext("It is linked to “%(event)s” with little confidence (%(percent)s).") % parts
            )
    grounds = [ground for each in passages for ground in each.grounds]
    weakest: dict[str, Ground] = {}
    for ground in sorted(grounds, key=lambda each: each.confidence):
        weakest.setdefault(ground.value, ground)
    for value, told in _WEAK.items():
        if value in weakest and weakest[value].confidence < DOUBTFUL:
            yield _weak_ground(told, weakest[value])


def _weak_ground(told: str | Promise, ground: Ground) -> str:
    basis = f"“{ground.words}”" if ground.words else ground.rule
    return str(told) % {"basis": basis, "percent": _percent(ground.confidence)}


def _percent(share: float) -> str:
    return f"{share:.0%}"
