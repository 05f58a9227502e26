"""Outlets, what they publish, and how it came in."""

from sources.models.answers import Answer
from sources.models.articles import Article, RawBytes, Revision
from sources.models.fetches import Fetch
from sources.models.outlets import Feed, Outlet
from sources.models.tombstones import Tombstone
from sources.models.work import Work, WorkQuerySet, ended_index, lease_end, pending_index

__all__ = [
    "Answer",
    "Article",
    "Feed",
    "Fetch",
    "Outlet",
    "RawBytes",
    "Revision",
    "Tombstone",
    "Work",
    "WorkQuerySet",
    "ended_index",
    "lease_end",
    "pending_index",
]
