"""A publisher's web server on loopback, and a fetcher that takes it for the open internet."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TypeVar

import httpcore

from sources.fetching import Fetcher

PUBLIC = "93.184.215.14"


@dataclass
class Page:
    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    chunks: Callable[[], Iterator[bytes]] | None = None


def html(text: str, *, title: str = "The bridge", more: str = "") -> Page:
    words = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n"))
    page = f"<html><head><title>{title}</title>{more}</head><body><article>{words}</article></body>"
    return Page(page.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def redirect(to: str) -> Page:
    return Page(status=302, headers={"Location": to})


class Newsroom(httpcore.SyncBackend):
    """Pages by path (`"/a"`) or by host and path (`"b.example/a"`), and a log of requests.

    As a connector it leads every judged address to the server; `connected` keeps them.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.pages: dict[str, Page] = {}
        self.asked: list[str] = []
        self.headers: list[Mapping[str, str]] = []
        self.connected: list[str] = []
        self.addresses: dict[str, list[str]] = {}
        self.deaf: set[str] = set()
        self.fetcher = Fetcher(resolver=self.resolve, connector=self)

    def resolve(self, host: str, port: int) -> list[str]:
        return self.addresses.get(host, [PUBLIC])

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        self.connected.append(host)
        if host in self.deaf:
            raise httpcore.ConnectError(host)
        return super().connect_tcp("127.0.0.1", self.port, timeout)

    def answer(self, host: str, path: str, headers: Mapping[str, str]) -> Page:
        self.asked.append(f"{host}{path}")
        self.headers.append(headers)
        return self.pages.get(f"{host}{path}") or self.pages.get(path) or Page(status=404)


def _handler(newsroom: Sequence[Newsroom]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = newsroom[0].answer(self.headers["Host"], self.path, dict(self.headers))
            self.send_response(page.status)
            for name, value in page.headers.items():
                self.send_header(name, value)
            if "Content-Length" not in page.headers and page.chunks is None:
                self.send_header("Content-Length", str(len(page.body)))
            self.end_headers()
            try:
                for chunk in page.chunks() if page.chunks else [page.body]:
                    self.wfile.write(chunk)
            except (BrokenPipeError, ConnectionResetError):
                pass  # the reader had enough

        def log_message(self, *_: object) -> None:
            pass

    return Handler


N = TypeVar("N", bound=Newsroom)


def open_newsroom() -> AbstractContextManager[Newsroom]:
    """A newsroom with a server of its own for the time of the block."""
    return serving(Newsroom)


@contextmanager
def serving(make: Callable[[int], N]) -> Iterator[N]:
    """What `make` makes of a port, with a server there for the time of the block."""
    opened: list[N] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(opened))
    server.daemon_threads = True
    opened.append(make(server.server_port))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield opened[0]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
