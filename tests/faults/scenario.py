"""Articles through real workers while these are killed and their servers fail."""

import os
import signal
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from django.conf import settings
from django.db import connection

from claims.ingestion import ingest
from claims.models import Reading, Receipt
from claims.proposals import propose
from claims.tasks import open_readings
from sources.documents import LINE, Document
from sources.models import Fetch, Work
from sources.receiving import hand_over
from tests.live import StartWorker, flush_broker, wait_until
from tracker.embedded.postgres import Postgres
from tracker.handout import hand_out

BEAT_SECONDS = 0.3
OPENING_BEATS = 15  # as in the settings: lost messages are looked for less often
WORK = (Fetch, Reading, Receipt)
STAGES = set(Receipt.Stage) - {Receipt.Stage.RESOLVING}  # what a new reading passes
STEPS = len(STAGES) + 2  # of an article's way: taken in, read, and each stage

Worker = subprocess.Popen[bytes]


@dataclass(frozen=True, slots=True)
class Faults:
    """How often what goes wrong on the way; the same `seed` gives the same order and moments."""

    kills: int = 1
    flushes: int = 1
    restarts: int = 0
    seed: int = 7

    def schedule(self, steps: int) -> Iterator[tuple[int, str]]:
        """Each fault with the number of steps done after which it strikes."""
        random = Random(self.seed)  # noqa: S311
        names = ["kill"] * self.kills + ["flush"] * self.flushes + ["restart"] * self.restarts
        random.shuffle(names)
        yield from zip(sorted(random.choices(range(1, steps), k=len(names))), names, strict=True)


def documents(lines: Iterable[bytes]) -> list[Document]:
    return [Document(f"generated, line {n}", LINE, line) for n, line in enumerate(lines, 1)]


def undisturbed(lines: Iterable[bytes]) -> None:
    """The same articles, one after the other in this process."""
    assert not ingest(documents(lines), tell=print).faults


@dataclass
class Newsroom:
    """Some workers and what beat would call; `happened` says what was done to them."""

    start: StartWorker
    lease: int
    seconds: int = 150
    size: int = 2
    workers: list[Worker] = field(default_factory=list)
    happened: Counter[str] = field(default_factory=Counter)
    beats: int = 0

    def disturbed(self, lines: list[bytes], faults: Faults) -> None:
        """Let every fault strike while the articles are on their way."""
        strike: dict[str, Callable[[Random], None]] = {
            "kill": self._kill,
            "flush": lambda _random: flush_broker(),
            "restart": restart_database,
        }
        random = Random(faults.seed)  # noqa: S311
        hand_over(documents(lines))
        for due, name in faults.schedule(STEPS * len(lines)):
            self._until_done(due)
            strike[name](random)
            self.happened[name] += 1
        self._until_done(STEPS * len(lines))
        propose()

    def _until_done(self, steps: int) -> None:
        self._until(lambda: steps_done() >= steps)

    def _kill(self, random: Random) -> None:
        """End a worker that works, or now and then only the process in it that does the tasks."""
        self._until(self._ready)
        victim = random.choice(self._ready())
        children = children_of(victim.pid)
        if children and random.random() < 0.25:
            os.kill(random.choice(children), signal.SIGKILL)
            return
        self.workers.remove(victim)
        os.killpg(victim.pid, signal.SIGKILL)
        victim.wait()

    def _ready(self) -> list[Worker]:
        return [worker for worker in self.workers if self.start.is_ready(worker)]

    def _until(self, reached: Callable[[], object]) -> None:
        """Do what beat and a supervisor would, until it is so."""
        by_then = wait_until(
            lambda: self._beat() < 0 or reached(), seconds=self.seconds, pause=BEAT_SECONDS
        )
        assert by_then, states()

    def _beat(self) -> int:
        """Hand out; now and then open what was taken in when the message to read it was lost."""
        self.workers = [worker for worker in self.workers if worker.poll() is None]
        while len(self.workers) < self.size:
            self.workers.append(self.start(wait=False, LEASE_SECONDS=str(self.lease)))
        self.beats += 1
        if self.beats % OPENING_BEATS == 0:
            open_readings()
        assert not failures(), failures()
        return hand_out()


def restart_database(random: Random) -> None:
    """Stop the embedded server as a shutdown or as a crash would, and start it again."""
    server = Postgres(settings.PLACE, durable=False)
    server.stop(at_once=random.random() < 0.5)
    server.start()
    connection.close()


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def steps_done() -> int:
    return sum(model._default_manager.filter(state=Work.State.DONE).count() for model in WORK)


def failures() -> list[str]:
    """What was given up, and why."""
    return [f"{row}: {row.error}" for model in WORK for row in model._default_manager.failed()[:5]]


def states() -> dict[str, Counter[str]]:
    """How much of each kind of work stands where: what a failing run prints."""
    return {
        model.__name__: Counter(model._default_manager.values_list("state", flat=True))
        for model in WORK
    }
