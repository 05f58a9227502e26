"""What is stored of who said what."""

from claims.models.access import ApiToken
from claims.models.corrections import Correction
from claims.models.events import Event, Link, Reference
from claims.models.proposals import EventDecision, Proposal, Window
from claims.models.readings import Reading, Receipt
from claims.models.speakers import Office, Speaker
from claims.models.statements import Report, Statement

__all__ = [
    "ApiToken",
    "Correction",
    "Event",
    "EventDecision",
    "Link",
    "Office",
    "Proposal",
    "Reading",
    "Receipt",
    "Reference",
    "Report",
    "Speaker",
    "Statement",
    "Window",
]
