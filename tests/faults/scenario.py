"""Articles through real workers that are killed and a broker that forgets everything."""

import os
import signal
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from claims.ingestion import ingest
from claims.models import Reading, Receipt, Report, Speaker, Statement
from claims.tasks import open_readings
from sources.documents import LINE, Document
from sources.models import Article, Fetch, Revision, Work
from sources.receiving import hand_over
from tests.faults.articles import PEOPLE
from tests.live import StartWorker, flush_broker, wait_until
from tracker.handout import hand_out

BEAT_SECONDS = 0.3
OPENING_BEATS = 15  # as in the settings: lost messages are looked for less often
Place = tuple[str, str]
WORK = (Fetch, Reading, Receipt)
STAGES = set(Receipt.Stage) - {Receipt.Stage.RESOLVING}  # what a new reading passes


def know_the_people() -> None:
    Speaker.objects.bulk_create(
        Speaker(name=name, slug=name.lower().replace(" ", "-")) for name in PEOPLE
    )


def documents(lines: Iterable[bytes]) -> list[Document]:
    return [Document(f"generated, line {n}", LINE, line) for n, line in enumerate(lines, 1)]


def undisturbed(lines: Iterable[bytes]) -> None:
    """The same articles, one after the other in this process."""
    assert not ingest(documents(lines), tell=print).faults


@dataclass
class Newsroom:
    """Two workers and what beat would call; `kills` says what happened to them."""

    start: StartWorker
    lease: int
    seconds: int = 150
    kills: int = 0
    beats: int = 0

    def disturbed(self, lines: list[bytes], *, faults: int) -> None:
        """Kill a worker and empty the broker `faults` times on the way, evenly."""
        hand_over(documents(lines))
        workers = [self._worker(), self._worker()]
        for number in range(faults):
            due = len(lines) * (number + 1) // (faults + 1)
            self._until(lambda due=due: done(Reading) >= due)
            os.killpg(workers.pop(0).pid, signal.SIGKILL)
            flush_broker()
            self.kills += 1
            workers.append(self._worker())
        self._until(lambda: done(Receipt) == len(STAGES) * len(lines))

    def _worker(self):
        return self.start(LEASE_SECONDS=str(self.lease))

    def _until(self, reached) -> None:
        """Do what beat would, until it is so."""
        by_then = wait_until(
            lambda: self._beat() < 0 or reached(), seconds=self.seconds, pause=BEAT_SECONDS
        )
        assert by_then, states()

    def _beat(self) -> int:
        """Hand out; now and then open what was taken in when the message to read it was lost."""
        self.beats += 1
        if self.beats % OPENING_BEATS == 0:
            open_readings()
        return hand_out()


def done(model: type[Work]) -> int:
    return model._default_manager.filter(state=Work.State.DONE).count()


def states() -> dict[str, Counter[str]]:
    """How much of each kind of work stands where: what a failing run prints."""
    return {
        model.__name__: Counter(model._default_manager.values_list("state", flat=True))
        for model in WORK
    }


def forget_all() -> None:
    Report.objects.all().delete()
    Fetch.objects.all().delete()
    Article.objects.all().delete()
    Statement.objects.filter(merged_into__isnull=False).delete()
    Statement.objects.all().delete()


def rows() -> dict[str, Any]:
    """All that was read, by words instead of ids, so that two runs can be compared."""
    reports = Report.objects.select_related("revision__article", "speaker", "statement__speaker")
    places = {report.pk: (report.revision.article.url, report.place) for report in reports}
    groups: dict[int, set[Place]] = {}
    for report in reports:
        groups.setdefault(report.statement_id, set()).add(places[report.pk])
    return {
        "revisions": sorted(Revision.objects.values_list("article__url", "number", "digest")),
        "readings": Counter(Reading.objects.values_list("revision__article__url", flat=True)),
        "reports": sorted(_told(report, places) for report in reports),
        "statements": sorted(sorted(group) for group in groups.values()),
        "believed": sorted(_believed(report, places) for report in reports),
    }


def _told(report: Report, places: dict[int, Place]) -> tuple[object, ...]:
    speaker = report.speaker.slug if report.speaker else report.speaker_name
    parent = places.get(report.parent_id or 0)
    said = (report.said_edtf, report.said_basis)
    return (*places[report.pk], speaker, *said, report.kind, report.text, str(parent))


def _believed(report: Report, places: dict[int, Place]) -> tuple[object, ...]:
    statement = report.statement
    return (*places[report.pk], statement.credited, statement.said_edtf, statement.status)
