"""Outlets, what they publish, and how it came in."""

from sources.models.addresses import Address
from sources.models.answers import Answer
from sources.models.archives import WarcFile
from sources.models.articles import Article, RawBytes, Revision
from sources.models.copies import Band, NearCopy, Signature, source_of
from sources.models.fetches import Fetch
from sources.models.hosts import Host, Robots
from sources.models.outlets import Feed, Outlet
from sources.models.titles import EarlierTitle
from sources.models.tombstones import Tombstone
from sources.models.watches import Watch
from sources.models.work import Work, WorkQuerySet, ended_index, lease_end, pending_index

__all__ = [
    "Address",
    "Answer",
    "Article",
    "Band",
    "EarlierTitle",
    "Feed",
    "Fetch",
    "Host",
    "NearCopy",
    "Outlet",
    "RawBytes",
    "Revision",
    "Robots",
    "Signature",
    "Tombstone",
    "WarcFile",
    "Watch",
    "Work",
    "WorkQuerySet",
    "ended_index",
    "lease_end",
    "pending_index",
    "source_of",
]
