"""Fetches documents: asks robots.txt first, follows redirects, gives up in time."""

import ssl
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import httpcore
import httpx
from django.conf import settings
from protego import Protego

from sources.fetching.addresses import Resolver, checked_url, resolve
from sources.fetching.answers import Answer, Fetched, contained
from sources.fetching.errors import FetchError, passing
from sources.fetching.gate import Deadline, Gate

MOST_SECONDS = 30.0
MOST_REDIRECTS = 5
ROBOTS_HOLD_FOR = 3600.0  # seconds
LONGEST_ROBOTS = 512 * 1024

_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.5"


def user_agent() -> str:
    """How we introduce ourselves: name, version and whom to write to."""
    contact: str = settings.FETCH_CONTACT
    return f"OnRecord/1.0 (+{contact})" if contact else "OnRecord/1.0"


@dataclass(frozen=True, slots=True)
class _Robots:
    """What a host asks of programs, and until when we take its word for it."""

    rules: Protego
    until: float


@dataclass
class Fetcher:
    """Fetches documents; keeps the hosts' rules between fetches. Not for several threads.

    Tests give a resolver and a connector of their own; no setting can.
    """

    resolver: Resolver = resolve
    connector: httpcore.NetworkBackend = field(default_factory=httpcore.SyncBackend)
    seconds: float = MOST_SECONDS
    _robots: dict[str, _Robots] = field(default_factory=dict, init=False, repr=False)

    def get(self, url: str, *, etag: str = "", last_modified: str = "") -> Fetched:
        """The document at that address, or word that it is unmodified since; `FetchError` else."""
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        deadline = Deadline(self.seconds)
        return self._follow(checked_url(url), conditions, deadline, obey=True).judged()

    def _follow(
        self, url: httpx.URL, conditions: Mapping[str, str], deadline: Deadline, *, obey: bool
    ) -> Answer:
        """The answer at the end of the redirects, each of which passes the gate."""
        for _ in range(MOST_REDIRECTS + 1):
            if obey:
                self._obey_robots(url, deadline)
            answer = self._ask(url, conditions, deadline)
            if not answer.location:
                return answer
            url = checked_url(answer.location, url)
        cause = f"the address redirects more than {MOST_REDIRECTS} times"
        raise FetchError(cause=cause, remedy="give the address to which it leads in a browser")

    def _ask(self, url: httpx.URL, conditions: Mapping[str, str], deadline: Deadline) -> Answer:
        gate = Gate(self.resolver, self.connector, deadline)
        try:
            with (
                httpcore.ConnectionPool(_tls(), network_backend=gate) as pool,
                pool.stream("GET", _target(url), headers=_headers(conditions)) as response,
            ):
                headers = httpx.Headers(response.headers)
                encoding = headers.get("Content-Encoding", "").strip().lower()
                body = contained(response.iter_stream(), encoding)
                return Answer(url, response.status, headers, body)
        except httpcore.TimeoutException:
            message = f"{url.host} did not answer in time"
            raise passing(message) from None
        except (httpcore.NetworkError, httpcore.ProtocolError, zlib.error) as error:
            message = f"the connection to {url.host} failed ({error})"
            raise passing(message) from None

    def _obey_robots(self, url: httpx.URL, deadline: Deadline) -> None:
        origin = str(url.join("/"))
        known = self._robots.get(origin)
        if known is None or known.until < time.monotonic():
            until = time.monotonic() + ROBOTS_HOLD_FOR
            known = self._robots[origin] = _Robots(self._rules_of(url, deadline), until)
        if not known.rules.can_fetch(str(url), user_agent()):
            cause = f"{url.host} asks programs not to read this page (robots.txt)"
            remedy = "save the page in your browser and ingest the file, if you may"
            raise FetchError(cause=cause, remedy=remedy)

    def _rules_of(self, url: httpx.URL, deadline: Deadline) -> Protego:
        """The host's rules (RFC 9309): none where it has no such file, a later day if it errs."""
        answer = self._follow(url.join("/robots.txt"), {}, deadline, obey=False)
        if httpx.codes.is_server_error(answer.status):
            message = f"{url.host} can't say what programs may read (robots.txt: {answer.status})"
            raise passing(message)
        found = answer.body[:LONGEST_ROBOTS] if answer.status == httpx.codes.OK else b""
        return Protego.parse(found.decode(errors="replace"))


@cache
def _tls() -> ssl.SSLContext:
    """Made once: reading the certificates takes longer than many a page."""
    return httpx.create_ssl_context(trust_env=False)


def _headers(conditions: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    asked = {
        "User-Agent": user_agent(),
        "Accept": _ACCEPT,
        "Accept-Encoding": "gzip, deflate",
        **{name: value for name, value in conditions.items() if value},
    }
    return httpx.Headers(asked).raw


def _target(url: httpx.URL) -> httpcore.URL:
    """The address as the wire wants it; a bare name gets its slash."""
    return httpcore.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path or b"/"
    )
