"""Use case: a stage done again for one reading, for good or as a rehearsal, and what it changes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from claims.models import Reading, Receipt, Report
from claims.pipeline import redo
from sources.models import Article

Picture = Mapping[str, Any]
_PLACE = ("article", "text")


@dataclass(frozen=True, slots=True)
class Change:
    """A report that reads otherwise than before: of each value what it was and what it becomes."""

    report: int
    article: str
    text: str
    values: Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What doing a stage again for one reading changes; `error` where it fails."""

    article: str
    changes: tuple[Change, ...]
    error: str = ""


def rehearse(stage: Receipt.Stage, reading_id: int) -> Outcome:
    """What doing a stage of a reading again would change, with what follows; nothing stays."""
    reading = Reading.objects.select_related("revision__article").get(pk=reading_id)

    def redone() -> str:
        redo(stage, reading_id)
        return _error(reading)

    return rehearse_doing(reading.revision.article, redone)


def rehearse_doing(article: Article, do: Callable[[], str]) -> Outcome:
    """What doing something to an article would change; `do` tells why it fails, or "".

    It is done for real, in a transaction that is rolled back.
    """
    concerned = _around(article)
    with transaction.atomic():
        error = do()
        concerned |= _around(article)
        after = _pictures(concerned)
        transaction.set_rollback(True)
    before = _pictures(concerned)
    changes = (_change(pk, before.get(pk), after.get(pk)) for pk in sorted(concerned))
    return Outcome(article.url, tuple(filter(None, changes)), error)


def perform(stage: Receipt.Stage, reading_id: int) -> Outcome:
    """Do a stage of a reading again, and what follows; tells what that changed."""
    rehearsed = rehearse(stage, reading_id)
    redo(stage, reading_id)
    return replace(rehearsed, error=_error(Reading.objects.get(pk=reading_id)))


def _around(article: Article) -> set[int]:
    """The reports of the article, and of others that are of the same utterances."""
    here = Report.objects.filter(revision__article=article)
    same = Report.objects.filter(statement__in=here.values("statement"))
    return set(same.values_list("pk", flat=True))


def _error(reading: Reading) -> str:
    """Why a stage did not end well, if one did not."""
    failed = reading.receipts.exclude(error="")
    return "; ".join(f"{receipt.stage}: {receipt.error}" for receipt in failed)


def _pictures(reports: Iterable[int]) -> dict[int, Picture]:
    """What these reports say, by their ids; one that is only made in a rehearsal is missing."""
    parts = (
        Report.objects.filter(pk__in=reports)
        .select_related("revision__article", "speaker")
        .prefetch_related("references__event")
        .defer("revision__text")
    )
    return {report.pk: _picture(report) for report in parts}


def _change(pk: int, was: Picture | None, becomes: Picture | None) -> Change | None:
    if was == becomes:
        return None
    known = becomes or was or {}
    names = [name for name in known if name not in _PLACE]
    pairs = {name: ((was or {}).get(name), (becomes or {}).get(name)) for name in names}
    values = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    return Change(pk, known["article"], known["text"], values)


def _picture(report: Report) -> Picture:
    events = {r.event.slug: round(r.confidence, 4) for r in report.references.all()}
    speaker = report.speaker.slug if report.speaker else report.speaker_name
    return {
        "article": report.revision.article.url,
        "text": report.text,
        "speaker": speaker,
        "body": report.body,
        "said": report.said_edtf,
        "said_latest": str(report.said_latest or ""),
        "basis": report.said_basis,
        "via": list(report.via),
        "events": dict(sorted(events.items())),
        "withdrawn": report.withdrawn,
        "statement": report.statement_id,
        "confidence": report.confidence,
        "evidence": report.evidence,
    }
