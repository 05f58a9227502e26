"""Hosts and how they want to be asked: one at a time, at their pace, by their rules."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from sources.models.work import lease_end

NOTHING = timedelta(0)
LONGEST_CRAWL_DELAY = timedelta(hours=1)
FIRST_PAUSE = timedelta(minutes=1)  # of a host that failed; doubles with each failure in a row
LONGEST_PAUSE = timedelta(hours=6)
_DOUBLINGS = 10


class HostQuerySet(models.QuerySet["Host"]):
    """Reads of hosts, and what is noted of several at once."""

    def free(self) -> Self:
        """Those that may be asked now and that nobody was sent to yet."""
        now = timezone.now()
        unpromised = Q(promised_until=None) | Q(promised_until__lt=now)
        return self.filter(unpromised, next_at__lte=now)

    def know(self, names: Iterable[str]) -> None:
        """Make rows of those that are new; in order, so that nobody waits for each other."""
        wanted = set(names) - {""}
        new = wanted - set(self.filter(pk__in=wanted).values_list("pk", flat=True))
        self.bulk_create([self.model(name=name) for name in sorted(new)], ignore_conflicts=True)

    def promise(self, names: Iterable[str]) -> None:
        """Somebody was sent to them: nobody else is until they were asked, or a lease is over."""
        self.filter(pk__in=set(names)).update(promised_until=lease_end())

    def release(self, name: str) -> None:
        """Whoever was sent there has come back."""
        self.filter(pk=name).exclude(promised_until=None).update(promised_until=None)

    def take_turn(self, name: str, longest: timedelta) -> datetime | None:
        """Begin to ask a host; or, where it is not free, the moment at which it may be.

        Of several who try at once one succeeds: the database compares and sets.
        """
        if self._take(name, longest):
            return None
        self.know([name])  # it may have been new
        if self._take(name, longest):
            return None
        return self.values_list("next_at", flat=True).get(pk=name)

    def _take(self, name: str, longest: timedelta) -> bool:
        now = timezone.now()
        free = self.filter(pk=name, next_at__lte=now)
        return bool(free.update(next_at=now + longest, promised_until=None))

    def end_turn(self, name: str) -> None:
        """The host has answered: free again after its pace, its failures forgotten."""
        now = timezone.now()
        least = now + timedelta(seconds=settings.HOST_PACE_SECONDS)
        self.filter(pk=name).update(
            next_at=Greatest(Value(least), Value(now) + F("crawl_delay")),
            failures=0,
            failing_since=None,
            error="",
        )

    def leave_alone(self, name: str, error: str, wait: timedelta | None) -> "Host":
        """The host failed, or asked for a pause: each failure in a row makes the next longer."""
        now = timezone.now()
        self.filter(pk=name).update(
            failures=F("failures") + 1,
            failing_since=Coalesce("failing_since", Value(now)),
            error=error,
        )
        host = self.get(pk=name)
        pause = FIRST_PAUSE * 2 ** min(host.failures - 1, _DOUBLINGS)
        host.rests_until = now + wait if wait else None
        host.next_at = now + max(min(pause, LONGEST_PAUSE), wait or NOTHING, host.pace)
        host.save(update_fields=["next_at", "rests_until"])
        return host

    def hurry(self, name: str) -> None:
        """Somebody wants to know now: end a pause of our own, but none that the host asked for."""
        now = timezone.now()
        paused = self.filter(pk=name).exclude(failing_since=None)
        paused.update(next_at=Greatest(Coalesce("rests_until", Value(now)), Value(now)))

    def slow_down(self, name: str, delay: timedelta) -> None:
        """Heed a Crawl-delay from now on."""
        heeded = min(max(delay, NOTHING), LONGEST_CRAWL_DELAY)
        self.filter(pk=name).update(
            crawl_delay=heeded, next_at=Greatest("next_at", Value(timezone.now() + heeded))
        )


class Host(models.Model):
    """A web host: when it may be asked next, by any worker, and how it has been doing.

    While it is asked, `next_at` lies beyond the longest that one request can take, so that a host
    is asked one thing at a time, and a worker that dies holds nobody up for long.
    """

    name = models.CharField(max_length=255, primary_key=True)
    next_at = models.DateTimeField(default=timezone.now)
    promised_until = models.DateTimeField(null=True, blank=True)
    crawl_delay = models.DurationField(default=NOTHING)
    failures = models.PositiveIntegerField(default=0, help_text="in a row")
    failing_since = models.DateTimeField(null=True, blank=True)
    rests_until = models.DateTimeField(null=True, blank=True, help_text="as its Retry-After asked")
    error = models.TextField(blank=True)

    objects = HostQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        """The name."""
        return self.name

    @property
    def pace(self) -> timedelta:
        """The least time between an answer of the host and what it is asked next."""
        return max(timedelta(seconds=settings.HOST_PACE_SECONDS), self.crawl_delay)


class Robots(models.Model):
    """What one origin's robots.txt says, and until when we take its word for it.

    `trail` is how far its redirects were followed while its host was not free for the rest.
    """

    origin = models.CharField(max_length=300, primary_key=True)
    text = models.TextField(blank=True)
    trail = models.JSONField(default=list)
    expires_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "robots"

    def __str__(self) -> str:
        """Whose it is."""
        return self.origin

    @property
    def fresh(self) -> bool:
        """Whether it still holds."""
        return timezone.now() < self.expires_at
