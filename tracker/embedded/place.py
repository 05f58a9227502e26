"""Where the embedded services keep their files and sockets."""

import hashlib
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from tracker.embedded.errors import ServiceError

DATABASE = "on_record"
LONGEST_SOCKET_FOLDER = 80  # bytes; a socket's whole path ends at 107 on Linux and 103 on macOS
PLAIN_PATH = re.compile(r"[\w./+@-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """One instance's folder, VAR_DIR; instances with different folders don't meet."""

    var: Path

    @classmethod
    def of_environment(cls) -> "Place":
        """The folder that VAR_DIR names, else `var` beside the code."""
        beside = Path(__file__).resolve().parents[2] / "var"
        return cls(Path(os.environ.get("VAR_DIR") or beside).resolve())

    @property
    def data(self) -> Path:
        """PostgreSQL's data directory."""
        return self.postgres / "data"

    @property
    def postgres(self) -> Path:
        """All that belongs to the embedded database: without this folder it starts anew."""
        return self.var / "postgres"

    @property
    def valkey(self) -> Path:
        """Valkey's working directory."""
        return self.var / "valkey"

    @property
    def log(self) -> Path:
        """The folder of all logs."""
        return self.var / "log"

    @property
    def sockets(self) -> Path:
        """The sockets' folder: under VAR_DIR, or in /tmp where that path is too long or odd."""
        run = self.var / "run"
        if len(os.fsencode(run)) <= LONGEST_SOCKET_FOLDER and PLAIN_PATH.fullmatch(str(run)):
            return run
        digest = hashlib.sha256(os.fsencode(self.var)).hexdigest()[:16]
        return Path("/tmp") / f"on-record-{os.getuid()}-{digest}"  # noqa: S108 owner and mode are checked

    @property
    def valkey_socket(self) -> Path:
        """The socket on which Valkey listens."""
        return self.sockets / "valkey.sock"

    def database(self) -> dict[str, str]:
        """Django's settings of the embedded database."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": DATABASE,
            "USER": DATABASE,
            "HOST": str(self.sockets),
        }

    def broker_url(self) -> str:
        """The embedded Valkey as Celery writes it."""
        return f"redis+socket://{self.valkey_socket}"

    def cache_url(self) -> str:
        """The embedded Valkey as Django's cache writes it; a database apart from the broker's."""
        return f"unix://{self.valkey_socket}?db=1"

    def has(self, what: str) -> bool:
        """Whether the embedded database was given something once: its seeds, the demo."""
        return (self.postgres / what).exists()

    def mark(self, what: str) -> None:
        """Remember that the embedded database was given something, as long as it lives."""
        (self.postgres / what).touch()

    def secret_key(self) -> str:
        """This place's key for sessions and tokens, or nothing where none was made yet."""
        path = self.var / "secret-key"
        return path.read_text().strip() if path.exists() else ""

    def make_secret_key(self) -> None:
        """Make the key, once, unless the environment has one."""
        if not os.environ.get("SECRET_KEY") and not self.secret_key():
            try:
                write_secret(self.var / "secret-key", secrets.token_urlsafe(50))
            except OSError as error:
                raise unwritable(self.var, error) from error


def unwritable(folder: Path, error: OSError) -> ServiceError:
    """What to say where VAR_DIR can't be used."""
    reason = f"{folder} can't be written ({error.strerror}): choose another folder with VAR_DIR"
    return ServiceError(reason)


def write_secret(path: Path, text: str) -> None:
    """Write a file of mode 600, whole or not at all; of two writers at once the first wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(f"{text}\n")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
