"""Use case: blind re-checks. Accepted statements are drawn by chance and asked anew.

Each day some are drawn from either stratum, by a hash of the seed, the day and the statement's
number: the same seed draws the same ones. What was accepted is kept with the sample, so that an
answer judges what readers were shown, whatever was decided meanwhile. An answer is no decision;
where it differs from what is believed, the statement waits in the desk's queue.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, TextField, Value
from django.db.models.functions import MD5, Cast, Concat

from claims.deciding.valued import speaker_value
from claims.edtf import bounds
from claims.heirs import successor_of
from claims.joins import first_report
from claims.models import Correction, Recheck, Sample, Speaker, Statement, Stratum
from claims.models.statements import Status
from claims.waiting import await_decisions

Field = Correction.Field
_T = TypeVar("_T")

BACKLOG_DAYS = 7  # nothing more is drawn while so many days' samples lack an answer
CUE = 60  # characters kept

_STATUS = {Stratum.CONFIRMED: Status.CONFIRMED, Stratum.UNDECIDED: Status.MACHINE}


@dataclass(frozen=True, slots=True)
class Answer:
    """What an editor says; None for a speaker or day, and "" for a kind, that they can't tell."""

    is_statement: bool = True
    speaker: Mapping[str, str] | None = None  # as a decision has it; {}: nobody is named
    kind: str = ""
    said: str | None = None  # EDTF; "": the articles do not tell


class OwnDecision(Exception):  # noqa: N818 - named for what it is
    """An editor can't re-check what they decided on themselves."""


def draw(day: date) -> int:
    """Draw what that day lacks; returns how many samples were made. Safe to repeat."""
    return sum(_draw(stratum, day) for stratum in Stratum)


def answer(sample_id: int, given: Answer, *, editor: User) -> Recheck:
    """Keep what an editor says of a sample; what they said before stays as it is.

    Raises `Sample.DoesNotExist`, `OwnDecision`.
    """
    with transaction.atomic():
        sample = Sample.objects.get(pk=sample_id)
        statement = Statement.objects.select_for_update().get(pk=sample.statement_id)
        if statement.corrections.filter(editor=editor).exists():
            raise OwnDecision
        row, made = Recheck.objects.get_or_create(
            sample=sample, editor=editor, defaults=_judged(given, sample, statement)
        )
        if made and row.differs:
            await_decisions([statement])
    return row


def accepted_speaker(statement: Statement) -> dict[str, str]:
    """The one source that is asked for: a person goes before the body they speak for."""
    return dict([*speaker_value(statement).items()][:1])


def objections(told: Answer | Recheck, statement: Statement) -> dict[str, Any]:
    """What of it differs from what is believed, by field as decisions have it."""
    values: dict[str, Any] = {}
    if told.speaker is not None and not same_source(told.speaker, accepted_speaker(statement)):
        values[Field.SPEAKER] = told.speaker
    if told.said is not None and bounds(told.said) != bounds(statement.said_edtf):
        values[Field.SAID] = told.said
    if told.kind and told.kind != statement.kind:
        values[Field.KIND] = told.kind
    return values


def same_source(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """The same speaker by now, or the same words for a source, with or without an article."""
    return _source_key(one) == _source_key(other) or _are_one(one.get("slug"), other.get("slug"))


def _draw(stratum: Stratum, day: date) -> int:
    drawn = Sample.objects.filter(stratum=stratum)
    a_day = settings.RECHECKS_A_DAY
    lacking = a_day - drawn.filter(day=day).count()
    room = a_day * BACKLOG_DAYS - drawn.waiting().count()
    if min(lacking, room) <= 0:
        return 0
    chance = _chance(f"{day}:{stratum}")
    rows = Statement.objects.believed().filter(status=_STATUS[stratum])
    rows = rows.exclude(pk__in=drawn.values("statement"))
    order = MD5(Concat(Value(chance, TextField()), Cast("pk", TextField())))
    found = rows.select_related("speaker").annotate(chance=order).order_by("chance")
    samples = [_sampled(row, stratum, day) for row in found[: min(lacking, room)]]
    return len(Sample.objects.bulk_create(samples, ignore_conflicts=True))


def _sampled(statement: Statement, stratum: Stratum, day: date) -> Sample:
    return Sample(
        statement=statement,
        stratum=stratum,
        day=day,
        speaker=accepted_speaker(statement),
        kind=statement.kind,
        said=statement.said_edtf,
        cue=_cue(statement),
        wanted=1 + _is_asked_twice(statement, day),
    )


def _cue(statement: Statement) -> str:
    """The words that attribute it, of the report that speaks for it."""
    report = first_report(statement)
    words = " ".join(span.of(report.revision.text) for span in report.cue_spans)
    return " ".join(words.casefold().split())[:CUE]


def _is_asked_twice(statement: Statement, day: date) -> bool:
    """Whether chance lets two editors answer."""
    share = int(_chance(f"{day}:twice:{statement.pk}")[:8], 16) / 2**32
    return bool(share < settings.RECHECKED_TWICE)


def _chance(words: str) -> str:
    seed = settings.RECHECK_SEED or settings.SECRET_KEY
    return hashlib.sha256(f"{seed}:{words}".encode()).hexdigest()


def _judged(given: Answer, sample: Sample, statement: Statement) -> dict[str, Any]:
    """The answer's columns, compared with what was accepted and with what is believed now."""
    if not given.is_statement:
        return {"is_statement": False, "statement_right": False, "differs": True}
    speaker = None if given.speaker is None else _known(given.speaker)
    known = replace(given, speaker=speaker)
    return {
        "is_statement": True,
        "speaker": speaker,
        "kind": given.kind,
        "said": given.said,
        "statement_right": True,
        "speaker_right": _right(speaker, sample.speaker, same_source),
        "kind_right": given.kind == sample.kind if given.kind else None,
        "said_right": _right(given.said, sample.said, lambda a, b: bounds(a) == bounds(b)),
        "differs": bool(objections(known, statement)),
    }


def _right(given: _T | None, accepted: _T, same: Callable[[_T, _T], bool]) -> bool | None:
    """Whether what was published is what the editor says; None where either has nothing."""
    return same(given, accepted) if given is not None and accepted else None


def _known(speaker: Mapping[str, str]) -> dict[str, str]:
    """A name that is a known speaker's is that speaker."""
    name = speaker.get("name") or speaker.get("body")
    if not name:
        return dict(speaker)
    known = Speaker.objects.current().filter(Q(name__iexact=name) | Q(aliases__contains=[name]))
    slugs = list(known.values_list("slug", flat=True)[:2])
    return {"slug": slugs[0]} if len(slugs) == 1 else dict(speaker)


def _are_one(slug: str | None, other: str | None) -> bool:
    """Whether two speakers are known and one by now."""
    if not (slug and other):
        return False
    rows = Speaker.objects.select_related("merged_into").filter(slug__in=[slug, other])
    known = [successor_of(row) for row in rows]
    return len(known) == 2 and known[0] == known[1]


def _source_key(source: Mapping[str, str]) -> tuple[bool, str]:
    words = " ".join(next(iter(source.values()), "").casefold().split())
    return "slug" in source, words.removeprefix("the ")
