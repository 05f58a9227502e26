"""Use case: articles that came by their address are looked at again, at each age once."""

from datetime import UTC, datetime

from django.db import transaction
from django.utils import timezone

from sources.fetching import host_of
from sources.models import Article, Fetch, Host, Watch


def watch(work: Fetch, article: Article) -> None:
    """Look at an article again in time, and keep the marks to ask by, within the intake of both.

    Only what was fetched is watched: what somebody uploaded has no address that we asked.
    """
    if not work.url or work.status is None:
        return
    fresh = Watch(url=work.url, since=_since(article))
    fresh.plan()
    known, _ = Watch.objects.get_or_create(
        article=article,
        defaults={"url": fresh.url, "since": fresh.since, "due_at": fresh.due_at},
    )
    if known.url == work.url:
        known.etag, known.last_modified = work.etag, work.last_modified
        known.save(update_fields=["etag", "last_modified"])


@transaction.atomic
def look_again(limit: int) -> int:
    """Put the articles that are due in the queue, each age once; returns how many.

    An article whose last look has not come through yet waits for that one.
    """
    due = list(Watch.objects.due().select_for_update(skip_locked=True)[:limit])
    waiting = Fetch.objects.pending().filter(watch__in=due).values_list("watch_id", flat=True)
    asked_already = set(waiting) if due else set()
    rows = [_row(row) for row in due if row.pk not in asked_already]
    if due:
        Host.objects.know(row.host_id for row in rows if row.host_id)
        Fetch.objects.bulk_create(rows)
        for row in due:
            row.plan()
        Watch.objects.bulk_update(due, ["due_at"])
    return len(rows)


def note_unchanged(work: Fetch) -> None:
    """The server says that nothing has changed since the marks that it was asked by."""
    work.revision = _watched(work).article.latest
    work.outcome = Fetch.Outcome.UNCHANGED
    work.finish()


@transaction.atomic
def note_gone(work: Fetch) -> None:
    """The publisher took the article down: what it said stays, and nobody asks any more."""
    watched = _watched(work)
    watched.gone_at = timezone.now()
    watched.plan()
    watched.save(update_fields=["gone_at", "due_at"])
    work.outcome = Fetch.Outcome.GONE
    work.finish()


def _row(watched: Watch) -> Fetch:
    return Fetch(
        url=watched.url,
        origin="looked at again",
        host_id=host_of(watched.url) or None,
        watch=watched,
        etag=watched.etag,
        last_modified=watched.last_modified,
    )


def _watched(work: Fetch) -> Watch:
    return Watch.objects.select_related("article").get(fetches=work)


def _since(article: Article) -> datetime:
    """When it came out, where that is known to the minute and not in the future."""
    if "T" not in article.published:
        return article.first_seen_at
    published = datetime.fromisoformat(article.published)
    aware = published if published.tzinfo else published.replace(tzinfo=UTC)
    return min(aware, article.first_seen_at)
