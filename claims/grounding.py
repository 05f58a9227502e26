"""Why a statement has its speaker, day and events: the editors' word, else what articles tell."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from claims.datewords import in_words
from claims.evidence import Ground, Passage
from claims.models import Correction, Event, Report, Statement
from claims.models.attributed import Basis
from claims.models.decisions import standing_decisions

MOST = 3  # grounds shown of one value; the reports below have them all

Field = Correction.Field


@dataclass(frozen=True, slots=True)
class Told:
    """The words in which articles tell a value, what they mean for it, and who prints them."""

    words: str
    reason: str
    confidence: float
    outlets: Sequence[str]


@dataclass(frozen=True, slots=True)
class Why:
    """What one value rests on; `others` are the outlets by what else they tell, `more` the rest."""

    value: str
    named: str
    decision: Correction | None
    told: Sequence[Told]
    more: int = 0
    others: Sequence[tuple[str, Sequence[str]]] = ()
    event: Event | None = None


def whys(statement: Statement, passages: Sequence[Passage]) -> list[Why]:
    """Of the speaker, the day and each believed event; `passages` are those of its reports.

    For statements of `StatementQuerySet.with_evidence`.
    """
    decisions = standing_decisions(statement.corrections.all())
    return [
        _of_speaker(statement, passages, decisions),
        _of_day(statement, passages, decisions),
        *(_of_event(link.event, passages, decisions) for link in statement.believed_links),
    ]


def _of_speaker(
    statement: Statement, passages: Sequence[Passage], decisions: Sequence[Correction]
) -> Why:
    told, others = _split(passages, statement.credited.casefold(), lambda r: r.credited.casefold())
    decision = _last(decisions, Field.SPEAKER)
    found = _told(told, "speaker")
    rest = _by_value(others, lambda report: report.credited)
    return Why("speaker", statement.named, decision, found[:MOST], len(found[MOST:]), rest)


def _of_day(
    statement: Statement, passages: Sequence[Passage], decisions: Sequence[Correction]
) -> Why:
    told, others = _split(passages, statement.said_edtf, lambda report: report.said_edtf)
    decision = _last(decisions, Field.SAID)
    found = _told(told, "said") or _occasions(statement, passages)
    rest = _by_value(others, lambda report: in_words(report.said_edtf))
    named = in_words(statement.said_edtf) if statement.said_edtf else gettext("no day")
    return Why("said", named, decision, found[:MOST], len(found[MOST:]), rest)


def _of_event(event: Event, passages: Sequence[Passage], decisions: Sequence[Correction]) -> Why:
    about = [row for row in decisions if row.field == Field.EVENT and row.value["refers"]]
    decision = _last([row for row in about if row.value["event"] == event.slug], Field.EVENT)
    found = _told(passages, "events", event)
    more = len(found[MOST:])
    return Why("event", event.title, decision, found[:MOST], more, event=event)


def _last(decisions: Iterable[Correction], field: str) -> Correction | None:
    return next((row for row in reversed(list(decisions)) if row.field == field), None)


def _split(
    passages: Sequence[Passage], believed: str, value_of: Callable[[Report], str]
) -> tuple[list[Passage], list[Passage]]:
    """Those that tell what is believed, and those that tell anything else."""
    told = [each for each in passages if value_of(each.report) == believed]
    return told, [each for each in passages if value_of(each.report) not in ("", believed)]


def _told(passages: Sequence[Passage], value: str, event: Event | None = None) -> list[Told]:
    """The grounds by their words and reasons: what most outlets print first, then the surest."""
    grounds: dict[tuple[str, str], list[tuple[Ground, str]]] = defaultdict(list)
    for each in passages:
        for ground in each.grounds:
            if ground.value == value and ground.event == event:
                key = (ground.words.casefold(), ground.reason)
                grounds[key].append((ground, each.report.published_by))
    told = [_joined(same) for same in grounds.values()]
    return sorted(told, key=lambda row: (-len(row.outlets), -row.confidence))


def _joined(same: Sequence[tuple[Ground, str]]) -> Told:
    first = same[0][0]
    outlets = list(dict.fromkeys(outlet for _, outlet in same))
    return Told(first.words, first.reason, max(g.confidence for g, _ in same), outlets)


def _occasions(statement: Statement, passages: Sequence[Passage]) -> list[Told]:
    """The event on which it was said, where its day comes from the catalogue."""
    if statement.said_basis != Basis.EVENT:
        return []
    placed = [each for each in passages if each.report.occasion]
    told = _by_value(placed, lambda report: _in_days(str(report.occasion), report.occasion_days))
    return [Told("", words, 1.0, outlets) for words, outlets in told]


def _in_days(event: str, days: int) -> str:
    if days == 0:
        return gettext("It was said at “%(event)s”, whose day the catalogue knows.") % {
            "event": event
        }
    told = (
        ngettext(
            "It was said %(days)s day after “%(event)s”, whose day the catalogue knows.",
            "It was said %(days)s days after “%(event)s”, whose day the catalogue knows.",
            days,
        )
        if days > 0
        else ngettext(
            "It was said %(days)s day before “%(event)s”, whose day the catalogue knows.",
            "It was said %(days)s days before “%(event)s”, whose day the catalogue knows.",
            -days,
        )
    )
    return told % {"event": event, "days": abs(days)}


def _by_value(
    passages: Iterable[Passage], value_of: Callable[[Report], str]
) -> list[tuple[str, Sequence[str]]]:
    """The outlets that tell each value, most first."""
    outlets: dict[str, dict[str, None]] = defaultdict(dict)
    for each in passages:
        outlets[value_of(each.report)][each.report.published_by] = None
    return sorted(((v, list(o)) for v, o in outlets.items()), key=lambda row: -len(row[1]))
