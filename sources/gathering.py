"""Documents from wherever a person points: files, folders, standard input, addresses."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from django.utils import timezone

from sources.documents import LINE, PAGE, TEXT, Document, Given
from sources.fetching import Fetched, Fetcher, FetchError, patiently
from sources.parsing.feeds import FeedError, entries_of, is_feed, is_index, sitemaps_of
from sources.parsing.refusals import Refused, Skipped
from sources.parsing.unpacking import ArchiveError, Mark
from sources.parsing.warc import ArchivedPage, Passed, Record, read_archive
from sources.places import known_file

STANDARD_INPUT = "-"
WARC = "application/warc"
SUFFIXES = {
    **dict.fromkeys((".jsonl", ".ndjson"), LINE),
    **dict.fromkeys((".html", ".htm", ".xhtml"), PAGE),
    ".txt": TEXT,
    ".warc": WARC,
    ".warc.gz": WARC,
}
_OF_INDEX = "listed in the index "
_READABLE = ", ".join(SUFFIXES)
_SAMPLED_RECORDS = 200  # by which it is told how many an archive holds


Found = Document | Refused | Skipped
Asker = Callable[[str, Given], Iterable[Found]]


@dataclass(frozen=True, slots=True)
class _Told:
    """What is said about a path: what to fill in, and whether to forget how far it was read."""

    given: Given
    afresh: bool


def gather(
    source: str, given: Given, ask: Asker, *, stdin: BinaryIO, afresh: bool = False
) -> Iterator[Found]:
    """The documents of one source in order, a refusal in place of each that can't be read.

    `ask` says what becomes of an address: fetched at once, or left to the workers. An archive is
    read on where its reading was interrupted, unless `afresh`.
    """
    if source == STANDARD_INPUT:
        return _of_stream(stdin, given)
    if "://" in source:
        return iter(ask(source, given))
    return _of_path(Path(source), _Told(given, afresh=afresh))


def expected(source: str) -> int:
    """About how many documents a source holds, found without opening more than it must."""
    path = Path(source)
    if path.is_dir():
        return sum(expected(str(file)) for file in path.rglob("*") if _kind_of(file))
    kind = _kind_of(path) if path.is_file() else ""
    if kind not in (LINE, WARC):
        return 1
    with path.open("rb") as file:
        return sum(1 for _ in file) if kind == LINE else _records_in(file)


def _records_in(archive: BinaryIO) -> int:
    """About how many: the first ones are taken for a sample."""
    try:
        sample = list(islice(read_archive(archive), _SAMPLED_RECORDS))
    except ArchiveError:
        return 1
    if len(sample) < _SAMPLED_RECORDS:
        return len(sample)
    return archive.seek(0, 2) * len(sample) // (sample[-1].begins.offset or 1)


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
        if not isinstance(asked, Document):
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


def _of_path(path: Path, told: _Told) -> Iterator[Found]:
    try:
        if path.is_dir():
            yield from _of_folder(path, told)
        else:
            yield from _of_file(path, told)
    except OSError as error:
        reason = f"{error.strerror}: give a file, a folder, an address (https://...) or -"
        yield Refused(str(path), reason)


def _of_folder(folder: Path, told: _Told) -> Iterator[Found]:
    files = [path for path in sorted(folder.rglob("*")) if _kind_of(path)]
    if not files:
        yield Refused(str(folder), f"no articles in it: put files there that end in {_READABLE}")
    for path in files:
        yield from _of_path(path, told)


def _of_file(path: Path, told: _Told) -> Iterator[Found]:
    with path.open("rb") as file:
        if _kind_of(path) == WARC:
            yield from _of_archive(path, file, told)
        else:
            yield from of_upload(str(path), file, told.given)


def of_upload(name: str, file: BinaryIO, given: Given) -> Iterator[Found]:
    """The documents of an open file, which its name tells the kind of."""
    media_type = _kind_of(Path(name))
    if media_type == WARC:
        yield Refused(name, "an archive is taken in by a command: manage.py ingest FILE --queue")
    elif not media_type:
        yield Refused(name, f"its name should end in one of {_READABLE}: rename it")
    elif media_type == LINE:
        yield from _lines(name, file, given)
    else:
        yield Document(name, media_type, file.read(), given=given)


def _kind_of(path: Path) -> str:
    """What a file holds by its name; "" where that tells nothing."""
    name = path.name.lower()
    return next((kind for suffix, kind in SUFFIXES.items() if name.endswith(suffix)), "")


def _of_archive(path: Path, file: BinaryIO, told: _Told) -> Iterator[Found]:
    """The pages of a WARC file, from where its reading was interrupted."""
    known = known_file(path, file, afresh=told.afresh)
    if known.records:
        yield Skipped("read before", known.records)
    try:
        for number, record in enumerate(read_archive(file, known.place), known.records + 1):
            mark = Mark(known.file, record.ends, number)
            yield _of_record(f"{path}, byte {record.begins.offset}", record, mark, told.given)
    except ArchiveError as error:
        yield Refused(str(path), f"{error}: what came before is kept; get the file anew")


def _of_record(origin: str, record: Record, mark: Mark, given: Given) -> Found:
    holds = record.holds
    if isinstance(holds, Passed):
        return Skipped(holds.kind, mark=mark)
    if not isinstance(holds, ArchivedPage):
        return Refused(origin, holds.reason, mark)
    return Document(
        f"{origin}, {holds.url}",
        holds.media_type,
        holds.body,
        url=holds.url,
        given=given,
        fetched_at=min(holds.fetched_at, timezone.now()),
        mark=mark,
    )


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
