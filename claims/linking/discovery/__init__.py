"""PURE: events that the catalogue lacks, proposed from what several outlets' statements refer to.

`discover` is the one entry: mentions of events in each article, chains of mentions in an article,
clusters of chains over articles, and which reports refer to a cluster. `stems_of_name` tells
whether two names of events are of the same words.
"""

from claims.linking.discovery.discovering import discover
from claims.linking.discovery.material import Article, ProposedEvent, ProposedLink, Report
from claims.linking.discovery.wording import stems_of_name

__all__ = ["Article", "ProposedEvent", "ProposedLink", "Report", "discover", "stems_of_name"]
