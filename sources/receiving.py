"""Use case: documents on their way in, as rows that outlive the broker and the worker.

    handed over -> fetched (where only an address was given) -> taken in

Each step of a row is one function, called by a task with the row's id; a second call changes
nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import timedelta
from functools import partial

import zstandard
from django.db import transaction
from django.utils import timezone

from sources import watching
from sources.answering import ask
from sources.attempts import attempt
from sources.documents import Document, DocumentError, Given, open_document
from sources.fetching import (
    BusyError,
    Fetched,
    Fetcher,
    FetchError,
    GoneError,
    HostError,
    host_of,
)
from sources.gathering import document_of, is_listed, stories_of
from sources.intake import take_in
from sources.models import Address, Fetch, Host, Outlet, RawBytes
from sources.parsing.canonical import key_of
from sources.parsing.feeds import is_feed, is_index
from sources.parsing.refusals import Refused
from sources.parsing.unpacking import Mark
from sources.places import keep_place
from sources.tombs import TakenDownError, refuse, taken_down

BATCH_ROWS = 200
BATCH_BYTES = 8 * 2**20
FIRST_PAUSE = timedelta(minutes=1)  # before a failed fetch is tried again
LONGER = 6  # each pause than the one before: the last attempt is four hours after the first
GIVE_UP_AFTER = timedelta(days=3)  # of a host that fails without a break


def hand_over(documents: Iterable[Document]) -> int:
    """Store documents for the workers, in transactions of bounded size; returns how many.

    How far an archive has been read is kept in the same transaction, so that each goes once.
    """
    return sum(_store(rows, mark) for rows, mark in _batches(documents))


def hand_over_one(document: Document) -> Fetch:
    """The same for one document, whose row is returned so that somebody can follow it."""
    row = _row(document)
    _store([row], None)
    return row


def fetch(fetch_id: int, fetcher: Fetcher) -> bool:
    """Get the bytes of a row that has only an address; whether it can now be taken in."""
    return bool(attempt(Fetch, fetch_id, partial(_fetch, fetcher=fetcher)))


def receive(fetch_id: int) -> int | None:
    """Make a revision of a row that has its bytes; returns its id, None where none came of it."""
    return attempt(Fetch, fetch_id, _receive)


def unseen(stories: Iterable[Document]) -> Iterator[Document]:
    """Those that were never handed over before: a feed repeats itself all day.

    An address that leads to an article we have is known too, whatever its tracking. The sitemaps
    of an index are asked again, unless they still wait. What was taken down is none of them, so
    that no row keeps its title.
    """
    by_url = {story.url: story for story in stories}
    rows = Fetch.objects.filter(url__in=by_url).values_list("url", "state")
    known, waiting = {url for url, _ in rows}, {url for url, state in rows if state == "pending"}
    keys = {url: key_of(url) for url in by_url}
    found = set(Address.objects.filter(key__in=keys.values()).values_list("key", flat=True))
    found |= taken_down(keys.values())
    known |= {url for url, key in keys.items() if key in found}
    return (
        story
        for url, story in by_url.items()
        if url not in (waiting if is_listed(story) else known)
    )


def _fetch(work: Fetch, fetcher: Fetcher) -> bool:
    """Ask, and note what came of it; a host that is not free costs the row no attempt."""
    if work.compressed is not None:
        return True
    promised = work.host_id or ""
    try:
        refuse([key_of(work.url)])
        return _take(work, ask(fetcher, work, outlet=_outlet_of(work)))
    except BusyError as busy:
        work.trail, work.host_id = list(busy.trail), busy.host
        work.put_back(busy.until)
    except TakenDownError as error:
        _keep_out(work, error)
    except FetchError as error:
        _note(work, error)
    finally:
        Host.objects.release(promised)
    return False


def _outlet_of(work: Fetch) -> str:
    """Whose server is asked, as far as it is known yet."""
    known = work.watch.article.outlet if work.watch else Outlet.objects.publishing(work.url)
    return work.given.get("outlet", "") or (known.name if known else "")


def _take(work: Fetch, fetched: Fetched) -> bool:
    """Keep what came; whether there is anything to take in."""
    work.trail, work.status = [], fetched.status
    if fetched.unmodified and work.watch_id:
        watching.note_unchanged(work)
        return False
    _keep(work, fetched)
    return True


def _receive(work: Fetch) -> int | None:
    """A feed makes rows of its stories; all else is one article."""
    document = _document(work)
    take = _receive_feed if work.url and is_feed(document.body) else _receive_article
    try:
        with transaction.atomic():
            # Whoever else got the same message waits here, and then finds nothing to do.
            if Fetch.objects.pending().select_for_update().filter(pk=work.pk).exists():
                take(work, document)
                work.compressed = None
                work.finish()
    except DocumentError as error:
        work.fail(str(error))
    except TakenDownError as error:
        _keep_out(work, error)
    return work.revision_id


def _keep_out(work: Fetch, error: TakenDownError) -> None:
    """Nothing to mend here, and nothing of the words is kept."""
    work.compressed, work.given = None, {}
    work.refuse(str(error))


def _receive_article(work: Fetch, document: Document) -> None:
    opened = open_document(document)
    taken = take_in(opened.delivery)
    work.revision, work.outcome, work.note = taken.revision, taken.outcome, opened.note
    watching.watch(work, taken.revision.article)


def _receive_feed(work: Fetch, document: Document) -> None:
    address = work.landed or work.url
    fetched = Fetched(address, work.status or 200, document.media_type, document.body)
    if is_listed(document) and is_index(document.body):
        message = "an index within an index is not followed: give the address of the inner one"
        raise DocumentError(message)
    found = list(stories_of(fetched, document.given))
    refusals = [refused for refused in found if isinstance(refused, Refused)]
    if refusals:
        raise DocumentError(refusals[0].reason)
    hand_over(unseen(story for story in found if isinstance(story, Document)))


def _row(document: Document) -> Fetch:
    return Fetch(
        host_id=(not document.body and host_of(document.url)) or None,
        url=document.url,
        origin=document.origin,
        media_type=document.media_type[:100],
        given=asdict(document.given),
        compressed=RawBytes.pack(document.body) if document.body else None,
        fetched_at=document.fetched_at,
    )


@transaction.atomic
def _store(rows: list[Fetch], mark: Mark | None) -> int:
    keep_place(mark)
    Host.objects.know(row.host_id for row in rows if row.host_id)
    return len(Fetch.objects.bulk_create(rows))


def _batches(documents: Iterable[Document]) -> Iterator[tuple[list[Fetch], Mark | None]]:
    """Rows of some documents, and the last mark among these."""
    batch: list[Fetch] = []
    held, mark = 0, None
    for document in documents:
        batch.append(_row(document))
        held += len(batch[-1].compressed or b"")
        mark = document.mark or mark
        if len(batch) >= BATCH_ROWS or held >= BATCH_BYTES:
            yield batch, mark
            batch, held = [], 0
    if batch:
        yield batch, mark


def _document(work: Fetch) -> Document:
    return Document(
        origin=work.origin,
        media_type=work.media_type,
        body=zstandard.decompress(bytes(work.compressed or b"")),
        url=work.url,
        given=Given(**work.given),
        landed=work.landed,
        fetched_at=work.fetched_at,
    )


def _keep(work: Fetch, fetched: Fetched) -> None:
    """The bytes are here: what follows has its attempts before it and may begin at once."""
    document = document_of(fetched, Document(work.origin, url=work.url))
    work.media_type = document.media_type[:100]
    work.landed = document.landed
    work.etag, work.last_modified = fetched.etag[:500], fetched.last_modified[:100]
    work.compressed = RawBytes.pack(fetched.body)
    work.attempts, work.error, work.leased_until = 0, "", None
    work.save()


def _note(work: Fetch, error: FetchError) -> None:
    """What time may mend is tried again later and later; the rest waits for somebody to look.

    The next attempt begins at the address itself, not where its redirects had led.
    """
    work.trail, work.status = [], error.status
    work.host_id = host_of(work.url) or None
    if isinstance(error, HostError):
        _wait_for_host(work, error)
    elif isinstance(error, GoneError) and work.watch_id:
        watching.note_gone(work)
    elif error.passing:
        _try_later(work, error)
    else:
        work.fail(str(error))


def _try_later(work: Fetch, error: FetchError) -> None:
    work.note_failure(str(error))
    if work.state == Fetch.State.PENDING:
        work.leased_until = timezone.now() + FIRST_PAUSE * LONGER ** (work.attempts - 1)
        work.save()


def _wait_for_host(work: Fetch, error: HostError) -> None:
    """All of the host's rows wait, and none has failed, unless it is down for days."""
    work.error = str(error)
    if error.until - error.since < GIVE_UP_AFTER:
        work.put_back(error.until)
        return
    work.fail(str(error))
    Fetch.objects.pending().filter(host=error.host, compressed=None).update(
        state=work.state,
        error=work.error,
        cause=work.cause,
        finished_at=work.finished_at,
        leased_until=None,
    )
