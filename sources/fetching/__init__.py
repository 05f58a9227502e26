"""The only door out: what opens a connection to another host, politely and within bounds."""

from sources.fetching.answers import Fetched
from sources.fetching.errors import FetchError
from sources.fetching.fetcher import Fetcher

__all__ = ["FetchError", "Fetched", "Fetcher"]
