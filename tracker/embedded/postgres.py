"""The embedded PostgreSQL: made once, started and stopped over its Unix socket."""

import shlex
import shutil
import sys
from pathlib import Path

from tracker.embedded.account import Account
from tracker.embedded.errors import ServiceError
from tracker.embedded.packages import postgres_program
from tracker.embedded.place import DATABASE, Place
from tracker.embedded.waiting import wait_until

# Sane for a machine with 2 GB; the data stay safe through a power cut.
OPTIONS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "64MB",
    "max_wal_size": "512MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "log_checkpoints": "off",
    "log_error_verbosity": "terse",  # a failing row's words are no business of the log
    "log_min_error_statement": "panic",
    "timezone": "UTC",
}
# For tests: quick, and lost with the machine's power.
FLEETING = {"fsync": "off", "full_page_writes": "off"}
# What is a letter to the search: in "C" all beyond ASCII is, typographic quotation marks too.
LETTERS = "UTF-8" if sys.platform == "darwin" else "C.UTF-8"
INITDB = (
    f"--username={DATABASE}",
    "--encoding=UTF8",
    "--locale=C",
    f"--lc-ctype={LETTERS}",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--auth-local=trust",
    "--auth-host=reject",
    "--no-instructions",
)
START_SECONDS = 30
NOBODYS_NUMBER = 4_194_305  # one more than Linux ever gives to a process


class Postgres:
    """The server of one place. Call under the place's lock."""

    def __init__(self, place: Place, *, durable: bool = True) -> None:
        """A server that is not durable forgets the last seconds, or all, when the power goes."""
        self.place = place
        self.durable = durable
        self.options = OPTIONS if durable else {**OPTIONS, **FLEETING}
        self.account = Account.of(place, postgres_program("postgres"))
        self._log = place.log / "postgres.log"

    def start(self) -> None:
        """Return when the server accepts connections, whatever state a crash left behind."""
        if self._accepts():
            return
        self.account.own(self.place.sockets)
        if not self.place.data.exists():
            self._create()
        self._disown_reused_numbers()
        # Right after a kill, orphaned children still hold the memory for a moment.
        if not wait_until(self._try_to_start, seconds=START_SECONDS, pause=0.5):
            reason = f"PostgreSQL did not start; see the end of {self._log}"
            raise ServiceError(reason)

    def stop(self, *, at_once: bool = False) -> None:
        """Stop the server, if it runs, and roll back what is unfinished; or do as in a crash."""
        mode = "immediate" if at_once else "fast"
        self._run("pg_ctl", "stop", f"--mode={mode}", "--wait", "--silent")

    def _accepts(self) -> bool:
        words = [f"--host={self.place.sockets}", f"--username={DATABASE}", "--quiet"]
        return self._run("pg_isready", *words) == 0

    def _try_to_start(self) -> bool:
        options = {**self.options, "unix_socket_directories": str(self.place.sockets)}
        words = shlex.join(word for item in options.items() for word in ("-c", "=".join(item)))
        return self._run("pg_ctl", "start", "--wait", "--timeout=600", "-o", words) == 0

    def _create(self) -> None:
        """Make the data directory with its empty database, whole or not at all."""
        draft = self.account.own(self.place.postgres) / "draft"
        shutil.rmtree(draft, ignore_errors=True)
        initdb = [*INITDB, *([] if self.durable else ["--no-sync"])]
        single = ["--single", *([] if self.durable else ["-F"]), "-D", str(draft), "postgres"]
        failed = self._run("initdb", *initdb, data=draft) or self._run(
            "postgres", *single, data=draft, say=f"CREATE DATABASE {DATABASE}"
        )
        if failed:
            reason = f"the database could not be created; see the end of {self._log}"
            raise ServiceError(reason)
        draft.rename(self.place.data)

    def _disown_reused_numbers(self) -> None:
        """Where a dead server's number is another process now, name none in its lock files.

        The rest of the file stays: by it PostgreSQL finds children that outlived the server.
        """
        lock = self.place.data / "postmaster.pid"
        if lock.exists():
            number, rest = lock.read_text().split("\n", 1)
            process = Path("/proc") / number
            if process.exists() and not _works_in(process, self.place.data):
                lock.write_text(f"{NOBODYS_NUMBER}\n{rest}")
                (self.place.sockets / ".s.PGSQL.5432.lock").unlink(missing_ok=True)

    def _run(self, program: str, *words: str, data: Path | None = None, say: str = "") -> int:
        with self._log.open("a") as log:
            return self.account.run(
                [postgres_program(program), *words],
                log=log,
                environment={"PGDATA": str(data or self.place.data)},
                say=say,
            )


def _works_in(process: Path, folder: Path) -> bool:
    try:
        return (process / "cwd").readlink() == folder
    except OSError:
        return False
