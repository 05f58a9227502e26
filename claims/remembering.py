"""Use case: rules and merges of speakers that were exported from another database, or this one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from claims.catalogue import import_speakers
from claims.edtf import bounds
from claims.heirs import successor_of
from claims.interchange import InterchangeError
from claims.interchange.speakers import SpeakerEntry
from claims.interchange.taught import MergeEntry, RuleEntry
from claims.merging import point
from claims.models import Rule, Speaker, SpeakerMerge
from claims.restoring import editors_named
from claims.rules import go_over


@dataclass(frozen=True, slots=True)
class Remembered:
    """How many came in, how many were here already, and the editors who had to be made."""

    new: int
    known: int
    editors: tuple[str, ...]


@transaction.atomic
def restore_rules(entries: Sequence[RuleEntry]) -> Remembered:
    """Take in rules, all or none, each once, with what became of them; what stands is followed.

    A rule that is here already is accepted or withdrawn as the file says, never the other way
    round. Raises `InterchangeError` where a speaker is not known.
    """
    speakers = _known_speakers((entry.place, "speaker", entry.speaker) for entry in entries)
    users, made = editors_named({each.by for entry in entries for each in entry.signed})
    rows = {row.key: row for row in Rule.objects.filter(key__in=[e.key for e in entries])}
    replaced = {row.key: row for row in Rule.objects.filter(key__in=[e.replaces for e in entries])}
    known = len(rows)
    for entry in entries:
        row = rows.get(entry.key) or _new_rule(entry, speakers[entry.speaker])
        before = row.state if row.pk else ""
        row.made_by = users[entry.made.by]
        if entry.accepted and not row.accepted_at:
            row.accepted_by, row.accepted_at = users[entry.accepted.by], entry.accepted.at
        if entry.withdrawn and not row.withdrawn_at:
            row.withdrawn_by, row.withdrawn_at = users[entry.withdrawn.by], entry.withdrawn.at
            row.withdrawn_why = entry.withdrawn_why
        if entry.replaces:
            row.replaces = rows.get(entry.replaces) or replaced.get(entry.replaces) or row.replaces
        row.save()
        rows[entry.key] = row
        if "standing" in (before, row.state) and before != row.state:
            go_over(row)
    return Remembered(len(rows) - known, known, tuple(made))


@transaction.atomic
def restore_merges(entries: Sequence[MergeEntry]) -> Remembered:
    """Take in merges, all or none, each once; who was merged is made where nobody knows them.

    A merge that is here already is undone as the file says. Raises `InterchangeError` where the
    one who stays is not known.
    """
    _make_missing(entry.speaker for entry in entries)
    stands = _known_speakers((entry.place, "into", entry.into) for entry in entries)
    users, made = editors_named({each.by for entry in entries for each in entry.signed})
    rows = {row.key: row for row in SpeakerMerge.objects.filter(key__in=[e.key for e in entries])}
    known = len(rows)
    for entry in sorted(entries, key=lambda entry: entry.made.at):
        row = rows.get(entry.key) or _new_merge(entry, stands[entry.into])
        before = row.undone_at is None and row.pk is not None
        row.made_by = users[entry.made.by]
        if entry.undone and not row.undone_at:
            row.undone_by, row.undone_at = users[entry.undone.by], entry.undone.at
            row.undone_why = entry.undone_why
        row.save()
        rows[entry.key] = row
        if before != (row.undone_at is None):
            point(row.speaker, row.into if row.undone_at is None else None)
    return Remembered(len(rows) - known, known, tuple(made))


def _known_speakers(named: Iterable[tuple[str, str, str]]) -> dict[str, Speaker]:
    """The speakers by slug; raises `InterchangeError` for those who are not here."""
    told = list(named)
    found = Speaker.objects.in_bulk({slug for *_, slug in told}, field_name="slug")
    missing = "there is no speaker {!r}: import the speakers first"
    problems = [
        f"{place}, {key}: {missing.format(slug)}" for place, key, slug in told if slug not in found
    ]
    if problems:
        raise InterchangeError(problems)
    return found


def _new_rule(entry: RuleEntry, speaker: Speaker) -> Rule:
    return Rule(
        key=entry.key,
        kind=entry.kind,
        words=entry.words,
        of=entry.of,
        speaker=speaker,
        start=entry.start,
        end=entry.end,
        earliest=bounds(entry.start).earliest,
        latest=bounds(entry.end).latest,
        reason=entry.reason,
        made_at=entry.made.at,
    )


def _make_missing(speakers: Iterable[SpeakerEntry]) -> None:
    entries = {entry.slug: entry for entry in speakers}
    known = Speaker.objects.filter(slug__in=entries).values_list("slug", flat=True)
    for slug in known:
        del entries[slug]
    import_speakers(entries.values())


def _new_merge(entry: MergeEntry, into: Speaker) -> SpeakerMerge:
    speaker = Speaker.objects.get(slug=entry.speaker.slug)
    if entry.undone is None and successor_of(into) == speaker:
        message = f"{entry.place}, into: {into.slug!r} is merged into {speaker.slug!r} here"
        raise InterchangeError([f"{message}: undo that first"])
    if entry.undone is None and speaker.merges.filter(undone_at=None).exists():
        message = (
            f"{entry.place}, speaker: {speaker.slug!r} is merged here already: undo that first"
        )
        raise InterchangeError([message])
    return SpeakerMerge(
        key=entry.key, speaker=speaker, into=into, reason=entry.reason, made_at=entry.made.at
    )
