"""As whom the services run: PostgreSQL refuses root, so root hands them to somebody harmless."""

import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tracker.embedded.errors import ServiceError
from tracker.embedded.place import Place

# For folders that only root may enter, such as clones under /root: the account may look things up
# there, and nothing more. access(2) forgets capabilities unless told to keep them.
LOOK_BUT_NOT_WRITE = [
    "--securebits=+no_setuid_fixup",
    "--inh-caps=+dac_read_search",
    "--ambient-caps=+dac_read_search",
]
NOT_POSTGRES = ("PG", "LC_", "LANG")


@dataclass(frozen=True, slots=True)
class Account:
    """The user who owns the services' files, and the words that run a command as that user."""

    uid: int
    gid: int
    prefix: tuple[str, ...] = ()

    @classmethod
    def of(cls, place: Place, program: Path) -> "Account":
        """Whoever calls; for root the owner of the data or of the folder, else nobody."""
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid())
        user = _harmless_user(place)
        reach = all(_may_enter(user, folder) for folder in (place.var, program.parent))
        account = cls(user.pw_uid, user.pw_gid, _change_user(user, reach=reach))
        account._try(program)
        return account

    def own(self, folder: Path) -> Path:
        """Make a folder that only this user may enter."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.lstat()
        if status.st_uid not in {os.geteuid(), self.uid} or folder.is_symlink():
            reason = f"{folder} belongs to somebody else: remove it or choose another VAR_DIR"
            raise ServiceError(reason)
        if status.st_uid != self.uid:
            os.chown(folder, self.uid, self.gid)
        return folder

    def run(
        self,
        words: list[str | Path],
        *,
        log: IO[str] | int = subprocess.DEVNULL,
        environment: Mapping[str, str] | None = None,
        say: str = "",
    ) -> int:
        """Run a command as this user, out of the terminal's reach; its exit status."""
        return subprocess.run(
            [*self.prefix, *map(str, words)],
            check=False,
            input=say,
            text=True,
            stdout=log,
            stderr=log,
            cwd="/",
            env={**_plain_environment(), **(environment or {})},
            start_new_session=True,
            preexec_fn=_hear_all_signals,
        ).returncode

    def _try(self, program: Path) -> None:
        if self.run([program, "--version"]):
            reason = (
                "the database can't run as root and no other user may enter this folder:"
                " put the clone and VAR_DIR where every user may, such as /srv, or set DATABASE_URL"
            )
            raise ServiceError(reason)


def _plain_environment() -> dict[str, str]:
    """The environment without what would point PostgreSQL's programs elsewhere."""
    return {key: value for key, value in os.environ.items() if not key.startswith(NOT_POSTGRES)}


def _hear_all_signals() -> None:
    """Undo, in a new process, that its parent puts signals off for the time of starting it."""
    signal.pthread_sigmask(signal.SIG_SETMASK, [])


def _harmless_user(place: Place) -> pwd.struct_passwd:
    """The owner, unless that is root or has no name here; then nobody."""
    owner = _owner(place)
    try:
        return pwd.getpwuid(owner) if owner else pwd.getpwnam("nobody")
    except KeyError:
        return pwd.getpwnam("nobody")


def _owner(place: Place) -> int:
    """Who owns the database's files, or the nearest folder that exists."""
    folders = [place.data, place.var, *place.var.parents]
    return next(folder for folder in folders if folder.exists()).stat().st_uid


def _may_enter(user: pwd.struct_passwd, folder: Path) -> bool:
    steps = [step.stat() for step in (folder, *folder.parents)]
    return all(step.st_mode & 0o001 or step.st_uid == user.pw_uid for step in steps)


def _change_user(user: pwd.struct_passwd, *, reach: bool) -> tuple[str, ...]:
    setpriv = shutil.which("setpriv")
    if not setpriv:
        reason = (
            "to run as root, install util-linux (its setpriv starts PostgreSQL as another user)"
        )
        raise ServiceError(reason)
    words = [setpriv, f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    if reach:
        return tuple(words)
    # A second exec makes the capability effective before the path of the program is looked up.
    return (*words, *LOOK_BUT_NOT_WRITE, "/bin/sh", "-c", 'exec "$@"', "sh")
