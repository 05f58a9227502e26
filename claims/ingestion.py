"""Use case: documents in, statements out, one article after the other in this process."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from claims.models import Reading
from claims.pipeline import process
from claims.proposals import propose
from sources.documents import Document, DocumentError, Opened, open_document
from sources.gathering import Found
from sources.intake import take_in
from sources.models import Revision, Work
from sources.parsing.refusals import Refused, Skipped
from sources.parsing.unpacking import Mark
from sources.places import keep_place
from sources.tombs import TakenDownError

Teller = Callable[[Refused], None]


@dataclass
class Ingested:
    """What came of it: articles by outcome, their statements, the faults, and what was skipped.

    `tell` hears of each fault and each note as it comes up.
    """

    tell: Teller
    articles: Counter[str] = field(default_factory=Counter)
    statements: set[int] = field(default_factory=set)
    faults: list[Refused] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)

    def refuse(self, fault: Refused) -> None:
        """Keep and tell a fault."""
        self.faults.append(fault)
        self.tell(fault)


def ingest(found: Iterable[Found], *, tell: Teller) -> Ingested:
    """Take in and read each document.

    Every article is whole or not there, so that a run which is cut short is simply run again. Of
    an archive it goes on behind the last article.
    """
    ingested = Ingested(tell)
    mark: Mark | None = None
    for item in found:
        mark = item.mark or mark
        if isinstance(item, Skipped):
            ingested.skipped[item.kind] += item.count
            continue
        opened = opened_or_refused(item)
        if isinstance(opened, Refused):
            ingested.refuse(opened)
        else:
            _take_in(item.origin, opened, ingested)
        keep_place(item.mark)
    keep_place(mark)
    propose()
    return ingested


def opened_or_refused(item: Document | Refused) -> Opened | Refused:
    """The delivery in what was found, or why there is none."""
    if not isinstance(item, Document):
        return item
    try:
        return open_document(item)
    except DocumentError as error:
        return Refused(item.origin, str(error))


def _take_in(origin: str, opened: Opened, ingested: Ingested) -> None:
    if opened.note:
        ingested.tell(Refused(origin, opened.note))
    try:
        taken = take_in(opened.delivery)
    except TakenDownError as error:
        ingested.refuse(Refused(origin, str(error)))
        return
    ingested.articles[taken.outcome] += 1
    if Revision.objects.readable().filter(pk=taken.revision.pk).exists():
        _read(origin, taken.revision, ingested)
    else:
        language = taken.revision.article.language
        ingested.tell(Refused(origin, f"kept, not read: its language is {language}, not English"))


def _read(origin: str, revision: Revision, ingested: Ingested) -> None:
    for failure in _failures(process(revision.pk)):
        ingested.refuse(Refused(origin, failure))
    reports = revision.reports.standing()
    ingested.statements.update(reports.values_list("statement_id", flat=True))


def _failures(reading: Reading) -> list[str]:
    """Why the article is stored and not read to the end, stage by stage."""
    stages: list[tuple[str, Work]] = [("reading", reading)]
    stages += [(receipt.stage, receipt) for receipt in reading.receipts.all()]
    return [
        f"stored, but its {stage} failed ({work.error}): put it back in the queue in the admin"
        for stage, work in stages
        if work.state != Work.State.DONE
    ]
