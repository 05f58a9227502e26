"""Use case: stored revisions read again, as they are or from their bytes; what it changes."""

from claims.models import Reading
from claims.pipeline import process
from claims.rehearsing import Outcome, rehearse_doing
from sources.documents import DocumentError
from sources.models import Revision
from sources.remaking import remake


def reread(revision_id: int, *, from_bytes: bool) -> tuple[str, str]:
    """Read a revision by the present reader; its article's address, and why it fails if it does.

    With `from_bytes` its text is made anew first; the network is not asked.
    """
    revision = Revision.objects.select_related("article").get(pk=revision_id)
    try:
        reading = process(remake(revision).pk if from_bytes else revision_id)
    except DocumentError as error:
        return revision.article.url, str(error)
    failed = reading.state != Reading.State.DONE
    return revision.article.url, reading.error if failed else ""


def rehearse_reread(revision_id: int, *, from_bytes: bool) -> Outcome:
    """What that would change; nothing stays of it."""
    revision = Revision.objects.select_related("article").get(pk=revision_id)
    return rehearse_doing(revision.article, lambda: reread(revision_id, from_bytes=from_bytes)[1])
