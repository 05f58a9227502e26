"""The gate that every connection passes: resolve, judge and connect in one step.

A name is resolved once, every address it has is judged, and the connection goes to the very
address that was judged, so that an answer which changes in between opens nothing.
"""

import ssl
import time
from collections.abc import Iterable

import httpcore

from sources.fetching.addresses import Resolver, public_addresses
from sources.fetching.errors import passing

PATIENCE = 10.0  # seconds for one attempt to connect, or for one silence
MOST_ADDRESSES = 4


class Deadline:
    """The moment by which everything that one fetch needs must have come."""

    def __init__(self, seconds: float) -> None:
        """Start the clock."""
        self._seconds, self._ends_at = seconds, time.monotonic() + seconds

    def left(self) -> float:
        """Seconds to wait for the next thing; `FetchError` once the time is over."""
        left = self._ends_at - time.monotonic()
        if left <= 0:
            message = f"no whole answer came in time ({self._seconds:g} seconds)"
            raise passing(message)
        return min(left, PATIENCE)


class _TimedStream(httpcore.NetworkStream):
    """A connection on which no row of small waits outlasts the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return _TimedStream(secured, self._deadline)


class Gate(httpcore.NetworkBackend):
    """Connects to what the resolver found and the judgement let through; all within a deadline."""

    def __init__(
        self, resolver: Resolver, connector: httpcore.NetworkBackend, deadline: Deadline
    ) -> None:
        """Both are given, so that tests can bring their own."""
        self._resolver, self._connector, self._deadline = resolver, connector, deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """A connection to the first of the host's addresses that answers."""
        failure = httpcore.ConnectError("the name has no address")
        for address in public_addresses(self._resolver, host, port)[:MOST_ADDRESSES]:
            try:
                stream = self._connector.connect_tcp(address, port, self._deadline.left())
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = httpcore.ConnectError(str(error))
            else:
                return _TimedStream(stream, self._deadline)
        raise failure
