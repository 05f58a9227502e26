"""What editors decide on: one description of each field.

A decision's value, by field:

    speaker   {"slug": known speaker} | {"name": person} | {"body": institution} | {} (unknown)
    said      EDTF, "" for an unknown day
    kind      "direct" | "mixed" | "indirect"
    event     {"event": slug, "refers": true | false}
    verdict   "confirmed" | "rejected" | "open"; a rejection may tell the fault
    same      which reports are one utterance: see `claims.joins`
    relation  {"kind": kind, "statement": id of the other, "state": "confirmed" | "rejected"}
    drift     a change of quoted words and its state: see `claims.looking`
    content   which words of a report are the statement's: see `claims.deciding.told`
    via       who relays a report, likewise
    parent    within which other report it stands, likewise
    added     a report that the reader missed: see `claims.deciding.added`

The row of a relation also keeps where the other statement can be found again (`article_url`,
`quote` and its context), and as what was replaced the state before, "none" where there was none.
What a value looks like in a file is `claims.interchange.decided`'s to say.
"""

from claims.deciding.added import DecidedAdded
from claims.deciding.described import (
    Cause,
    Decided,
    Decision,
    Fault,
    Field,
    InvalidDecision,
    Names,
    in_a_word,
)
from claims.deciding.linked import DecidedEvent, DecidedRelation
from claims.deciding.reported import DecidedDrift, DecidedSame
from claims.deciding.told import DecidedContent, DecidedParent, DecidedVia
from claims.deciding.valued import DecidedKind, DecidedSaid, DecidedSpeaker, DecidedVerdict

__all__ = [
    "FIELDS",
    "Cause",
    "Decided",
    "Decision",
    "Fault",
    "Field",
    "InvalidDecision",
    "Names",
    "in_a_word",
]

FIELDS: dict[str, Decided] = {
    each.field.value: each
    for each in (
        DecidedSpeaker(),
        DecidedSaid(),
        DecidedKind(),
        DecidedEvent(),
        DecidedVerdict(),
        DecidedSame(),
        DecidedRelation(),
        DecidedDrift(),
        DecidedContent(),
        DecidedVia(),
        DecidedParent(),
        DecidedAdded(),
    )
}
