"""PURE: events that the catalogue lacks, proposed from what several outlets' statements refer to.

`discover` is the one entry: mentions of events in each article, chains of mentions in an article,
clusters of chains over articles, and which reports refer to a cluster.
"""

from claims.linking.discovery.discovering import discover
from claims.linking.discovery.material import Article, ProposedEvent, ProposedLink, Report

__all__ = ["Article", "ProposedEvent", "ProposedLink", "Report", "discover"]
