"""The embedded Valkey: the broker and the cache, over a Unix socket, with nothing on disk."""

import socket
from contextlib import suppress

from tracker.embedded.account import Account
from tracker.embedded.errors import ServiceError
from tracker.embedded.packages import valkey_program
from tracker.embedded.place import Place
from tracker.embedded.waiting import wait_until


class Valkey:
    """The server of one place. Call under the place's lock."""

    def __init__(self, place: Place) -> None:
        """Nothing is kept: what is queued is in PostgreSQL, as work without a receipt."""
        self.place = place
        self.account = Account.of(place, valkey_program())

    def start(self) -> None:
        """Return when the server answers."""
        if self._answers():
            return
        self.account.own(self.place.sockets)
        folder = self.account.own(self.place.valkey)
        options = {
            "port": "0",
            "unixsocket": str(self.place.valkey_socket),
            "unixsocketperm": "700",
            "dir": str(folder),
            "pidfile": str(folder / "pid"),
            "logfile": str(folder / "log"),
            "save": "",
            "appendonly": "no",
            "daemonize": "yes",
        }
        words = [word for key, value in options.items() for word in (f"--{key}", value)]
        self.account.run([valkey_program(), *words])
        if not wait_until(self._answers, seconds=10):
            reason = f"Valkey did not start; see the end of {folder / 'log'}"
            raise ServiceError(reason)

    def stop(self) -> None:
        """Stop the server, if it runs, and wait until it is gone."""
        with suppress(OSError):
            self._ask(b"SHUTDOWN NOSAVE")  # answered by the end of the line, when the server ends

    def _answers(self) -> bool:
        try:
            return self._ask(b"PING").startswith(b"+PONG")
        except OSError:
            return False

    def _ask(self, words: bytes) -> bytes:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(10)
            line.connect(str(self.place.valkey_socket))
            line.sendall(words + b"\r\n")
            return line.recv(64)
