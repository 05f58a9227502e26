"""Celery tasks: what comes in. Each takes an id and calls one use case."""

from collections.abc import Callable
from functools import cache
from typing import ParamSpec, TypeVar

from celery import Task, shared_task
from django.db import OperationalError

from sources import polling, receiving, retention, syndication
from sources.fetching import Fetcher

MOST_PLACED = 200  # in one go: some seconds' work

P = ParamSpec("P")
R = TypeVar("R")


def task(function: Callable[P, R]) -> "Task[P, R]":
    """A task that is tried again, with growing pauses, while the database is away."""
    retried = shared_task(
        autoretry_for=(OperationalError,), retry_backoff=True, retry_jitter=True, max_retries=5
    )
    return retried(function)


@cache
def fetcher() -> Fetcher:
    """The one of this worker process."""
    return Fetcher()


@task
def poll(feed_id: int) -> None:
    """Ask a feed what is new."""
    polling.poll(feed_id, fetcher())


@task
def fetch(fetch_id: int) -> None:
    """Get the bytes of what was asked for by its address."""
    receiving.fetch(fetch_id, fetcher())


@task
def receive(fetch_id: int) -> int | None:
    """Make a revision of what came; passes on its id."""
    return receiving.receive(fetch_id)


@task
def drop_old_bytes() -> None:
    """Give up raw bytes that were kept long enough."""
    retention.drop_old_bytes()


@task
def find_copies() -> None:
    """Look for the copies of articles that no reading led to: unread ones, or from before."""
    syndication.place_unsigned(MOST_PLACED)
