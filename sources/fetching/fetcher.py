"""Fetches documents: each host in its turn, by its robots.txt, along redirects, within a time."""

import ssl
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache, partial

import httpcore
import httpx
from django.conf import settings

from sources.fetching.addresses import Resolver, checked_url, name_of, resolve
from sources.fetching.answers import Answer, Fetched, contained
from sources.fetching.errors import BusyError, FetchError, failing, passing
from sources.fetching.gate import Deadline, Gate
from sources.fetching.robots import obey
from sources.fetching.turns import turn

MOST_SECONDS = 30.0
MOST_REDIRECTS = 5

_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.5"


def user_agent() -> str:
    """How we introduce ourselves: name, version and whom to write to."""
    contact: str = settings.FETCH_CONTACT
    return f"OnRecord/1.0 (+{contact})" if contact else "OnRecord/1.0"


@dataclass
class Fetcher:
    """Fetches documents, each request in its host's turn; several threads may share one.

    Tests give a resolver and a connector of their own; no setting can.
    """

    resolver: Resolver = resolve
    connector: httpcore.NetworkBackend = field(default_factory=httpcore.SyncBackend)
    seconds: float = MOST_SECONDS

    def get(
        self, url: str, *, etag: str = "", last_modified: str = "", trail: Sequence[str] = ()
    ) -> Fetched:
        """The document at that address, or word that it is unmodified since; `FetchError` else.

        `BusyError` where a host's turn has not come; give the `trail` that it carries next time.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        visit = _Visit(conditions, Deadline(self.seconds), list(trail) or [url])
        try:
            return self._follow(visit).judged()
        except BusyError as busy:
            busy.trail = visit.trail
            raise

    def _follow(self, visit: "_Visit") -> Answer:
        """The answer at the end of the redirects, each of which passes the gate."""
        url = checked_url(visit.trail[-1])
        while True:
            if not visit.of_rules:
                obey(url, user_agent(), partial(self._follow_rules, deadline=visit.deadline))
            answer = self._ask(url, visit)
            if not answer.location:
                return answer
            url = visit.go_on(checked_url(answer.location, url))

    def _follow_rules(self, trail: list[str], deadline: Deadline) -> Answer:
        return self._follow(_Visit({}, deadline, trail, of_rules=True))

    def _ask(self, url: httpx.URL, visit: "_Visit") -> Answer:
        """One request in the host's turn; `HostError` where it wants to be left alone."""
        with turn(name_of(url), timedelta(seconds=self.seconds)):
            answer = self._exchange(url, visit)
            plea = answer.plea(of_rules=visit.of_rules)
            if plea:
                raise plea
            return answer

    def _exchange(self, url: httpx.URL, visit: "_Visit") -> Answer:
        gate = Gate(self.resolver, self.connector, visit.deadline)
        try:
            with (
                httpcore.ConnectionPool(_tls(), network_backend=gate) as pool,
                pool.stream("GET", _target(url), headers=_headers(visit.conditions)) as response,
            ):
                headers = httpx.Headers(response.headers)
                encoding = headers.get("Content-Encoding", "").strip().lower()
                body = contained(response.iter_stream(), encoding)
                return Answer(url, response.status, headers, body)
        except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
            message = f"{url.host} can't be reached ({error})"
            raise failing(message) from None
        except httpcore.TimeoutException:
            message = f"{url.host} did not answer in time"
            raise passing(message) from None
        except (httpcore.NetworkError, httpcore.ProtocolError, zlib.error) as error:
            message = f"the connection to {url.host} failed ({error})"
            raise passing(message) from None


@dataclass(frozen=True, slots=True)
class _Visit:
    """What one fetch asks with, until when, and the addresses that it has come by."""

    conditions: Mapping[str, str]
    deadline: Deadline
    trail: list[str]
    of_rules: bool = False

    def go_on(self, url: httpx.URL) -> httpx.URL:
        """Follow a redirect; `FetchError` where there are too many."""
        if len(self.trail) > MOST_REDIRECTS:
            cause = f"the address redirects more than {MOST_REDIRECTS} times"
            raise FetchError(cause=cause, remedy="give the address to which it leads in a browser")
        self.trail.append(str(url))
        return url


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
