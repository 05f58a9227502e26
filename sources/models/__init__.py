"""Outlets, what they publish, and how it came in."""

from sources.models.archives import WarcFile
from sources.models.articles import Article, RawBytes, Revision
from sources.models.fetches import Fetch
from sources.models.outlets import Feed, Outlet
from sources.models.work import Work, WorkQuerySet, lease_end, pending_index

__all__ = [
    "Article",
    "Feed",
    "Fetch",
    "Outlet",
    "RawBytes",
    "Revision",
    "WarcFile",
    "Work",
    "WorkQuerySet",
    "lease_end",
    "pending_index",
]
