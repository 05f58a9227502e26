"""Outlets, what they publish, and how it came in."""

from sources.models.articles import Article, RawBytes, Revision
from sources.models.copies import Band, NearCopy, Signature, source_of
from sources.models.fetches import Fetch
from sources.models.outlets import Feed, Outlet
from sources.models.titles import EarlierTitle
from sources.models.work import Work, WorkQuerySet, lease_end, pending_index

__all__ = [
    "Article",
    "Band",
    "EarlierTitle",
    "Feed",
    "Fetch",
    "NearCopy",
    "Outlet",
    "RawBytes",
    "Revision",
    "Signature",
    "Work",
    "WorkQuerySet",
    "lease_end",
    "pending_index",
    "source_of",
]
