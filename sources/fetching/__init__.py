"""The only door out: what opens a connection to another host, politely and within bounds."""

from sources.fetching.addresses import host_of
from sources.fetching.answers import Fetched
from sources.fetching.errors import BusyError, FetchError, GoneError, HostError
from sources.fetching.fetcher import Fetcher
from sources.fetching.patience import patiently

__all__ = [
    "BusyError",
    "FetchError",
    "Fetched",
    "Fetcher",
    "GoneError",
    "HostError",
    "host_of",
    "patiently",
]
