"""What is stored of who said what."""

from claims.models.access import ApiToken, Scope
from claims.models.batches import Batch
from claims.models.citations import Citation
from claims.models.corrections import Correction
from claims.models.drifts import Drift
from claims.models.events import Event, Link, Reference
from claims.models.kept_answers import KeptAnswer
from claims.models.keys import EventKey, KeyCount
from claims.models.looks import SavedSearch, TimelineVisit
from claims.models.matching import Likeness, MatchKey
from claims.models.merges import SpeakerMerge
from claims.models.outbox import Change, Touched
from claims.models.preferences import DeskPreference
from claims.models.proposals import EventDecision, Proposal, Window
from claims.models.readings import Reading, Receipt
from claims.models.rechecks import Recheck, Sample, Stratum
from claims.models.relations import ReadRelation, Relation, RelationKind
from claims.models.reports import Report
from claims.models.rules import Rule
from claims.models.speakers import Office, Speaker
from claims.models.statements import Statement
from claims.models.waiting import Looking, SetAside, Waiting
from claims.models.yields import OutletDay

__all__ = [
    "ApiToken",
    "Batch",
    "Change",
    "Citation",
    "Correction",
    "DeskPreference",
    "Drift",
    "Event",
    "EventDecision",
    "EventKey",
    "KeptAnswer",
    "KeyCount",
    "Likeness",
    "Link",
    "Looking",
    "MatchKey",
    "Office",
    "OutletDay",
    "Proposal",
    "ReadRelation",
    "Reading",
    "Receipt",
    "Recheck",
    "Reference",
    "Relation",
    "RelationKind",
    "Report",
    "Rule",
    "Sample",
    "SavedSearch",
    "Scope",
    "SetAside",
    "Speaker",
    "SpeakerMerge",
    "Statement",
    "Stratum",
    "TimelineVisit",
    "Touched",
    "Waiting",
    "Window",
]
