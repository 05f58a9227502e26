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

from sources.answering import ask
from sources.attempts import attempt
from sources.documents import Document, DocumentError, Given, open_document
from sources.fetching import Fetched, Fetcher, FetchError
from sources.gathering import document_of, stories_of
from sources.intake import take_in
from sources.models import Fetch, RawBytes
from sources.parsing.feeds import is_feed
from sources.tombs import TakenDownError, refuse, taken_down

BATCH_ROWS = 200
BATCH_BYTES = 8 * 2**20
FIRST_PAUSE = timedelta(minutes=1)  # before a failed fetch is tried again; doubles each time


def hand_over(documents: Iterable[Document]) -> int:
    """Store documents for the workers, in transactions of bounded size; returns how many."""
    return sum(len(Fetch.objects.bulk_create(rows)) for rows in _batches(map(_row, documents)))


def fetch(fetch_id: int, fetcher: Fetcher) -> bool:
    """Get the bytes of a row that has only an address; whether it can now be taken in."""
    return bool(attempt(Fetch, fetch_id, partial(_fetch, fetcher=fetcher)))


def receive(fetch_id: int) -> int | None:
    """Make a revision of a row that has its bytes; returns its id, None where none came of it."""
    return attempt(Fetch, fetch_id, _receive)


def unseen(stories: Iterable[Document]) -> Iterator[Document]:
    """Those whose address was never handed over before: a feed repeats itself all day.

    What was taken down is none of them, so that no row keeps its title.
    """
    by_url = {story.url: story for story in stories}
    known = set(Fetch.objects.filter(url__in=by_url).values_list("url", flat=True))
    known |= taken_down(by_url)
    return (story for url, story in by_url.items() if url not in known)


def _fetch(work: Fetch, fetcher: Fetcher) -> bool:
    if work.compressed is None:
        try:
            refuse(work.url)
            _keep(work, ask(fetcher, work.url, outlet=work.given.get("outlet", "")))
        except FetchError as error:
            _note(work, error)
            return False
        except TakenDownError as error:
            _keep_out(work, error)
            return False
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
    taken = take_in(open_document(document).delivery)
    work.revision, work.outcome = taken.revision, taken.outcome


def _receive_feed(work: Fetch, document: Document) -> None:
    fetched = Fetched(work.url, work.status or 200, document.media_type, document.body)
    found = list(stories_of(fetched, document.given))
    refusals = [refused for refused in found if not isinstance(refused, Document)]
    if refusals:
        raise DocumentError(refusals[0].reason)
    hand_over(unseen(story for story in found if isinstance(story, Document)))


def _row(document: Document) -> Fetch:
    return Fetch(
        url=document.url,
        origin=document.origin,
        media_type=document.media_type[:100],
        given=asdict(document.given),
        compressed=RawBytes.pack(document.body) if document.body else None,
    )


def _batches(rows: Iterable[Fetch]) -> Iterator[list[Fetch]]:
    batch: list[Fetch] = []
    held = 0
    for row in rows:
        batch.append(row)
        held += len(row.compressed or b"")
        if len(batch) >= BATCH_ROWS or held >= BATCH_BYTES:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _document(work: Fetch) -> Document:
    return Document(
        origin=work.origin,
        media_type=work.media_type,
        body=zstandard.decompress(bytes(work.compressed or b"")),
        url=work.url,
        given=Given(**work.given),
    )


def _keep(work: Fetch, fetched: Fetched) -> None:
    """The bytes are here: what follows has its attempts before it and may begin at once."""
    document = document_of(fetched, Document(work.origin, url=work.url))
    work.media_type, work.status = document.media_type[:100], fetched.status
    work.compressed = RawBytes.pack(fetched.body)
    work.attempts, work.error, work.leased_until = 0, "", None
    work.save()


def _note(work: Fetch, error: FetchError) -> None:
    """What time may mend is tried again later and later; the rest waits for somebody to look."""
    if not error.passing:
        work.fail(str(error))
        return
    work.note_failure(str(error))
    pause = error.retry_after or FIRST_PAUSE * 2 ** (work.attempts - 1)
    work.leased_until = timezone.now() + pause
    work.save(update_fields=["leased_until"])
