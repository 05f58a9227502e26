"""Places for tests of the embedded services, and the command line in them."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from tracker.embedded.waiting import wait_until

OWN = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY")


def environment(var: Path, **more: str) -> dict[str, str]:
    """The environment of a process that keeps everything in that folder, embedded."""
    plain = {key: value for key, value in os.environ.items() if key not in OWN}
    return {**plain, "DJANGO_SETTINGS_MODULE": "tracker.settings", "VAR_DIR": str(var), **more}


def manage(var: Path, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """Run one command to its end."""
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        check=False,
        cwd=settings.BASE_DIR,
        env=environment(var, **more),
        capture_output=True,
        text=True,
        timeout=100,
    )


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def processes_of(var: Path) -> list[int]:
    """The living processes whose command line or environment names the folder."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
        except OSError:
            continue
        if os.fsencode(var) in words and int(folder.name) != os.getpid():
            found.append(int(folder.name))
    return found


class Site:
    """`manage.py up` in a folder of its own."""

    def __init__(self, var: Path, **more: str) -> None:
        """Start it, and do not wait."""
        self.var = var
        var.mkdir(parents=True, exist_ok=True)
        self.output = var / "output"
        self.port = free_port()
        # A run of tests that outlives its terminal (`nohup`) would have the site do so too.
        before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "up"],
                cwd=settings.BASE_DIR,
                env=environment(var, PORT=str(self.port), WEB_PROCESSES="1", **more),
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        signal.signal(signal.SIGHUP, before)

    def says(self, words: str) -> bool:
        """Wait until the site has said something."""
        return wait_until(lambda: words in self.output.read_text(), seconds=180)

    def is_up(self) -> bool:
        """Wait until the site says where it is."""
        return self.says("On Record is at")

    def end(self, number: int = signal.SIGINT) -> int:
        """Send a signal and wait; the exit status."""
        self.process.send_signal(number)
        return self.process.wait(timeout=60)
