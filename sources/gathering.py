"""Documents from wherever a person points: files, folders, standard input, addresses."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from django.utils import timezone

from sources.documents import LINE, PAGE, TEXT, Document, Given
from sources.fetching import Fetched, Fetcher, FetchError, patiently
from sources.parsing.feeds import FeedError, entries_of, is_feed, is_index, sitemaps_of
from sources.parsing.refusals import Refused

STANDARD_INPUT = "-"
SUFFIXES = {
    **dict.fromkeys((".jsonl", ".ndjson"), LINE),
    **dict.fromkeys((".html", ".htm", ".xhtml"), PAGE),
    ".txt": TEXT,
}
_OF_INDEX = "listed in the index "
_READABLE = ", ".join(SUFFIXES)


Found = Document | Refused
Asker = Callable[[str, Given], Iterable[Found]]


def gather(source: str, given: Given, ask: Asker, *, stdin: BinaryIO) -> Iterator[Found]:
    """The documents of one source in order, a refusal in place of each that can't be read.

    `ask` says what becomes of an address: fetched at once, or left to the workers.
    """
    if source == STANDARD_INPUT:
        return _of_stream(stdin, given)
    if "://" in source:
        return iter(ask(source, given))
    return _of_path(Path(source), given)


def expected(source: str) -> int:
    """About how many documents a source holds, found without opening more than it must."""
    path = Path(source)
    if path.is_dir():
        files = (file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES)
        return sum(expected(str(file)) for file in files)
    if path.is_file() and SUFFIXES.get(path.suffix.lower()) == LINE:
        with path.open("rb") as lines:
            return sum(1 for _ in lines)
    return 1


def to_be_fetched(url: str, given: Given) -> Iterator[Found]:
    """An address as it is: somebody else will fetch it."""
    yield Document(origin=url, url=url, given=given)


@dataclass
class FetchedAtOnce:
    """Fetches an address in this process, and the stories of a feed after the feed."""

    fetcher: Fetcher

    def __call__(self, url: str, given: Given) -> Iterator[Found]:
        """The document at an address, or those that the feed there announces."""
        fetched = self._fetch(url)
        if isinstance(fetched, Refused):
            yield fetched
        elif is_feed(fetched.body):
            yield from chain.from_iterable(map(self._story, stories_of(fetched, given)))
        else:
            yield document_of(fetched, Document(origin=url, url=url, given=given))

    def _story(self, asked: Found) -> Iterator[Found]:
        """A story, or those of a sitemap that an index lists."""
        if isinstance(asked, Refused):
            yield asked
            return
        fetched = self._fetch(asked.url)
        if isinstance(fetched, Refused):
            yield fetched
        elif is_listed(asked) and is_feed(fetched.body) and not is_index(fetched.body):
            yield from chain.from_iterable(map(self._story, stories_of(fetched, asked.given)))
        else:
            yield document_of(fetched, asked)

    def _fetch(self, url: str) -> Fetched | Refused:
        try:
            return patiently(self.fetcher, url)
        except FetchError as error:
            return Refused(url, str(error))


def document_of(fetched: Fetched, asked: Document) -> Document:
    """What was asked for, with what came and whence."""
    landed = fetched.url if fetched.url != asked.url else ""
    media_type = fetched.content_type or PAGE
    return replace(asked, media_type=media_type, body=fetched.body, landed=landed)


def stories_of(fetched: Fetched, given: Given) -> Iterator[Found]:
    """The stories that a feed announces, still to be fetched; what it says of them is given.

    An index announces the sitemaps that may hold news.
    """
    try:
        if is_index(fetched.body):
            yield from _sitemaps_of(fetched, given)
            return
        entries = entries_of(fetched.body, fetched.url)
    except FeedError as error:
        yield Refused(fetched.url, f"{error}: ask the publisher, or give the articles' addresses")
        return
    for entry in entries:
        published = entry.published.iso if entry.published else ""
        told = replace(
            given,
            title=entry.title or given.title,
            published=published or given.published,
            published_from="feed" if published else given.published_from,
        )
        yield Document(f"{fetched.url}, {entry.url}", url=entry.url, given=told)


def is_listed(document: Document) -> bool:
    """Whether the document is a sitemap of an index, which is asked for again and again."""
    return document.origin.startswith(_OF_INDEX)


def _sitemaps_of(fetched: Fetched, given: Given) -> Iterator[Found]:
    found = sitemaps_of(fetched.body, fetched.url, today=timezone.now().date())
    if not found:
        reason = "the index lists no sitemap of news: give the address of the one that has them"
        yield Refused(fetched.url, reason)
    for url in found:
        yield Document(f"{_OF_INDEX}{fetched.url}", url=url, given=given)


def _of_path(path: Path, given: Given) -> Iterator[Found]:
    try:
        if path.is_dir():
            yield from _of_folder(path, given)
        else:
            yield from _of_file(path, given)
    except OSError as error:
        reason = f"{error.strerror}: give a file, a folder, an address (https://...) or -"
        yield Refused(str(path), reason)


def _of_folder(folder: Path, given: Given) -> Iterator[Found]:
    files = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in SUFFIXES]
    if not files:
        yield Refused(str(folder), f"no articles in it: put files there that end in {_READABLE}")
    for path in files:
        yield from _of_path(path, given)


def _of_file(path: Path, given: Given) -> Iterator[Found]:
    with path.open("rb") as file:
        yield from of_upload(str(path), file, given)


def of_upload(name: str, file: BinaryIO, given: Given) -> Iterator[Found]:
    """The documents of an open file, which its name tells the kind of."""
    media_type = SUFFIXES.get(Path(name).suffix.lower())
    if media_type is None:
        yield Refused(name, f"its name should end in one of {_READABLE}: rename it")
    elif media_type == LINE:
        yield from _lines(name, file, given)
    else:
        yield Document(name, media_type, file.read(), given=given)


def _of_stream(stream: BinaryIO, given: Given) -> Iterator[Found]:
    """Standard input tells by its first character what it is."""
    head = b""
    while not head.strip() and (line := stream.readline()):
        head += line
    if head.strip().startswith(b"{"):
        yield from _lines("standard input", chain(head.splitlines(), stream), given)
        return
    media_type = PAGE if head.strip().startswith(b"<") else TEXT
    yield Document("standard input", media_type, head + stream.read(), given=given)


def _lines(name: str, lines: Iterable[bytes], given: Given) -> Iterator[Found]:
    for number, line in enumerate(lines, 1):
        content = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if content.strip():
            yield Document(f"{name}, line {number}", LINE, content.rstrip(b"\r\n"), given=given)
