"""Keeps child processes running, passes on what they say, and ends all of them in the end."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from logging.handlers import RotatingFileHandler
from pathlib import Path

RESTARTS = 5
RESTARTS_WITHIN = 60  # seconds
GRACE = 10  # seconds to finish the work at hand; what is cut off is not acknowledged, so not lost


class GivenUpError(Exception):
    """A child keeps dying; the message says which and where to read on."""


@dataclass(slots=True)
class Child:
    """One process that is to run all the time."""

    name: str
    command: list[str]
    log: Path
    deaths: deque[float] = field(default_factory=lambda: deque(maxlen=RESTARTS))
    process: subprocess.Popen[str] | None = None
    reader: threading.Thread | None = None

    def start(self) -> None:
        """Start the process in a session of its own: signals of the terminal reach `up` alone."""
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        self.reader = threading.Thread(target=_pass_on, args=(self, self.process), daemon=True)
        self.reader.start()

    def revive(self) -> None:
        """Start the process again if it died; give up on one that dies all the time."""
        if self.process is None or self.process.poll() is None:
            return
        now = time.monotonic()
        if len(self.deaths) == RESTARTS and now - self.deaths[0] < RESTARTS_WITHIN:
            reason = f"the {self.name} process keeps ending: see {self.log}"
            raise GivenUpError(reason)
        self.deaths.append(now)
        self._sweep(self.process)
        say(f"the {self.name} process ended ({self.process.returncode}): starting it again")
        self.start()

    def ask_to_end(self) -> None:
        """Tell the process to finish what it does and end."""
        if self.process:
            self.process.terminate()

    def end(self, *, seconds: float) -> None:
        """See the process off, by force when its time is up, with all that it started."""
        if not self.process:
            return
        try:
            self.process.wait(max(seconds, 0.1))
        except subprocess.TimeoutExpired:
            say(f"the {self.name} process takes too long: killing it")
        self._sweep(self.process)

    def _sweep(self, process: subprocess.Popen[str]) -> None:
        """Kill what is left of a process and of those that it started; read its last words."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if self.reader:
            self.reader.join(timeout=1)


@contextmanager
def supervised(children: list[Child]) -> Iterator[Callable[[], None]]:
    """Run the children until the block ends; it gets a call that revives those that died."""

    def revive_all() -> None:
        for child in children:
            child.revive()

    try:
        for child in children:
            child.start()
        yield revive_all
    finally:
        for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(ending, signal.SIG_IGN)
        _end_all(children)


def say(line: str) -> None:
    """One line to the terminal, if there still is one."""
    with suppress(OSError, ValueError):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


def _end_all(children: list[Child]) -> None:
    for child in children:
        child.ask_to_end()
    deadline = time.monotonic() + GRACE
    for child in children:
        child.end(seconds=deadline - time.monotonic())


def _pass_on(child: Child, process: subprocess.Popen[str]) -> None:
    """Copy a child's lines to the terminal and to its log, which is turned over at 5 MB."""
    handler = RotatingFileHandler(child.log, maxBytes=5_000_000, backupCount=2)
    for line in process.stdout or ():
        text = line.rstrip()
        if not text:
            continue
        say(f"{child.name:6} {text}")
        handler.emit(logging.makeLogRecord({"msg": text}))
    handler.close()
    if process.stdout:
        process.stdout.close()
