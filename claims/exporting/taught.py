"""Rules and merges of speakers as lines, by keys that mean the same in any database."""

from datetime import datetime

from django.contrib.auth.models import User

from claims.exporting.catalogue import line_of_speaker
from claims.exporting.shapes import MergeLine, RuleLine
from claims.models import Rule, SpeakerMerge


def line_of_rule(rule: Rule) -> RuleLine:
    """A rule, and who decided what of it."""
    return {
        "key": str(rule.key),
        "kind": rule.kind,
        "words": rule.words,
        "of": rule.of,
        "speaker": rule.speaker.slug,
        "from": rule.start,
        "to": rule.end,
        "reason": rule.reason,
        "made": rule.made_at.isoformat(),
        "made_by": rule.made_by.get_username(),
        "accepted": _time(rule.accepted_at),
        "accepted_by": _name(rule.accepted_by),
        "withdrawn": _time(rule.withdrawn_at),
        "withdrawn_by": _name(rule.withdrawn_by),
        "withdrawn_why": rule.withdrawn_why,
        "replaces": str(rule.replaces.key) if rule.replaces else None,
    }


def line_of_merge(merge: SpeakerMerge) -> MergeLine:
    """A merge, with the speaker who was merged: the list of speakers has them no longer."""
    return {
        "key": str(merge.key),
        "speaker": line_of_speaker(merge.speaker),
        "into": merge.into.slug,
        "reason": merge.reason,
        "made": merge.made_at.isoformat(),
        "made_by": merge.made_by.get_username(),
        "undone": _time(merge.undone_at),
        "undone_by": _name(merge.undone_by),
        "undone_why": merge.undone_why,
    }


def _time(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _name(user: User | None) -> str | None:
    return user.get_username() if user else None
