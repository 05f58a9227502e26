"""Rows that are work to do until they are receipts."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, OrderBy, Q
from django.utils import timezone

from sources.models.causes import LONGEST_CAUSE, cause_of


def lease_end() -> datetime:
    """Until when work that begins now is kept from others: longer than any task may take."""
    return timezone.now() + timedelta(seconds=settings.LEASE_SECONDS)


class WorkQuerySet(models.QuerySet[Any]):
    """Rows that are work to do until they are receipts."""

    def pending(self) -> Self:
        """What has neither succeeded nor failed for good."""
        return self.filter(state=Work.State.PENDING)

    def failed(self) -> Self:
        """What failed for good and waits for somebody to look."""
        return self.filter(state=Work.State.FAILED)

    def available(self) -> Self:
        """What is pending and held by nobody, nor put back for a later moment."""
        now = timezone.now()
        return self.pending().filter(Q(leased_until=None) | Q(leased_until__lte=now))

    def discarded(self) -> Self:
        """What failed for good and somebody decided to leave at that."""
        return self.filter(state=Work.State.DISCARDED)

    @transaction.atomic
    def lease(self, limit: int, *, order: Iterable[str | OrderBy] = ("-pk",)) -> list[int]:
        """Ids of at most `limit` pending rows, newest first, kept from others for a while."""
        ids = list(
            self.available()
            .order_by(*order)
            .select_for_update(skip_locked=True, of=("self",))
            .values_list("pk", flat=True)[:limit]
        )
        self.model._default_manager.filter(pk__in=ids).update(leased_until=lease_end())
        return ids

    def retry(self) -> int:
        """Put failed and discarded rows back in the queue; returns how many."""
        return self.filter(state__in=Work.ENDED).update(**Work.AFRESH)

    def discard(self, user: Any) -> int:  # noqa: ANN401 - whatever the settings name as the user
        """Leave failed rows at that; they stay as receipts that say who. Returns how many."""
        return self.failed().update(
            state=Work.State.DISCARDED, discarded_by=user, finished_at=timezone.now()
        )


class Work(models.Model):
    """A receipt that is the queue: pending until done or failed for good, handed out by lease."""

    class State(models.TextChoices):
        """Where a piece of work stands."""

        PENDING = "pending"
        DONE = "done"
        FAILED = "failed"
        DISCARDED = "discarded"

    MAX_ATTEMPTS = 5
    ENDED = (State.FAILED, State.DISCARDED)
    # What a row is set to that goes back in the queue.
    AFRESH: ClassVar[dict[str, Any]] = {
        "state": State.PENDING,
        "attempts": 0,
        "error": "",
        "cause": "",
        "leased_until": None,
        "finished_at": None,
        "discarded_by": None,
    }

    state = models.CharField(max_length=9, choices=State, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    cause = models.CharField(
        max_length=LONGEST_CAUSE, blank=True, help_text="what failed rows are grouped by"
    )
    discarded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text="who decided to leave it at that",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = WorkQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def begin(cls, pk: int) -> "Self | None":
        """Count an attempt, renew the lease and return the row; None where nothing is left to do.

        The count comes first, so that work which kills its worker ends by itself.
        """
        rows = cls._default_manager.filter(pk=pk, state=cls.State.PENDING)
        if not rows.update(attempts=F("attempts") + 1, leased_until=lease_end()):
            return None
        work: Self = rows.get()
        if work.attempts <= cls.MAX_ATTEMPTS:
            return work
        work.fail(work.error or "its worker died each time: see the memory and time limits")
        return None

    def finish(self) -> None:
        """Turn the row into a receipt, within the transaction that did the work."""
        self._close(self.State.DONE, "")

    def fail(self, error: str) -> None:
        """End the work with an error that people see and can retry."""
        self._close(self.State.FAILED, error)

    def refuse(self, error: str) -> None:
        """End the work with the reason why it is not to be done, which nobody needs to look at."""
        self._close(self.State.DISCARDED, error)

    def note_failure(self, error: str) -> None:
        """Keep the error; the work is tried again until its attempts are used up."""
        if self.attempts >= self.MAX_ATTEMPTS:
            self.fail(error)
        else:
            self.error = error
            self.save(update_fields=["error"])

    def put_back(self, until: datetime) -> None:
        """Leave the row for a later moment; that it was taken up counts as no attempt."""
        self.attempts, self.leased_until = max(0, self.attempts - 1), until
        self.save()

    def _close(self, state: State, error: str) -> None:
        self.state, self.error, self.cause = state, error, cause_of(error)
        self.finished_at, self.leased_until = timezone.now(), None
        self.save()


def pending_index(name: str) -> models.Index:
    """An index over the few rows that still wait, for the hand-out."""
    return models.Index(F("id").desc(), condition=Q(state="pending"), name=name)


def ended_index(name: str) -> models.Index:
    """An index over the few rows that failed or were discarded, by cause, for the monitor."""
    return models.Index(
        fields=["state", "cause", "-finished_at"],
        condition=Q(state__in=["failed", "discarded"]),
        name=name,
    )
