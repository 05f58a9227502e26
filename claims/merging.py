"""Use case: two speakers are one, and that taken back.

Reports stay as they were read. What is believed follows at once; the articles that name who was
merged are resolved again by the workers, now that these names are the successor's.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from claims.beliefs import believe_all
from claims.campaigns import concerned_by
from claims.heirs import successor_of
from claims.models import Correction, Receipt, Speaker, SpeakerMerge, Statement
from claims.models.decisions import stands
from claims.models.statements import StatementQuerySet
from claims.pipeline import queue_again

MOST = 1000  # statements that are moved while somebody waits for the page


class InvalidMerge(ValueError):  # noqa: N818 - named for what it is
    """A merge that can't be; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Move:
    """What goes over from one speaker to another."""

    speaker: Speaker
    into: Speaker
    statements: int
    names: list[str]
    offices: list[str]
    rules: list[str]
    decisions: int
    articles: int


def move_of(speaker: Speaker, into: Speaker) -> Move:
    """What a merge would move. Raises `InvalidMerge`."""
    _check(speaker, into)
    held = {str(office) for office in into.offices.all()}
    return Move(
        speaker,
        into,
        statements=Statement.objects.filter(merged_into=None).said_by([speaker]).count(),
        names=[name for name in (speaker.name, *speaker.aliases) if name not in into.aliases],
        offices=[str(office) for office in speaker.offices.all() if str(office) not in held],
        rules=[rule.title for rule in speaker.rules.standing()],
        decisions=_decided([speaker]).filter(stands(), undoes=None).count(),
        articles=len(_naming([speaker])),
    )


@transaction.atomic
def merge_speakers(
    speaker_id: int, into_id: int, *, chief: User, reason: str = "", most: int | None = MOST
) -> SpeakerMerge:
    """Let one speaker be another from now on: its address leads there, its statements are theirs.

    Raises `InvalidMerge`, also where more than `most` statements move.
    """
    held = Speaker.objects.select_for_update().filter(pk__in=[speaker_id, into_id])
    rows = {row.pk: row for row in held.order_by("pk")}  # or two who merge them crosswise hang
    speaker, into = rows[speaker_id], rows[into_id]
    _check(speaker, into)
    moved = _told_of(Speaker.objects.leading_to([speaker]))
    if most is not None and moved.count() > most:
        message = gettext(
            "%(count)s statements move, which takes longer than a page may: let an "
            "administrator run “manage.py merge_speakers %(one)s %(other)s”."
        ) % {"count": moved.count(), "one": speaker.slug, "other": into.slug}
        raise InvalidMerge(message)
    merge = SpeakerMerge.objects.create(speaker=speaker, into=into, reason=reason, made_by=chief)
    point(speaker, into)
    return merge


@transaction.atomic
def undo_merge(merge_id: int, *, chief: User, why: str = "") -> SpeakerMerge:
    """Let both be two again. Raises `InvalidMerge` where that was done already."""
    merge = SpeakerMerge.objects.select_for_update(of=("self",)).get(pk=merge_id)
    if merge.undone_at is not None:
        message = gettext("It was undone already.")
        raise InvalidMerge(message)
    merge.undone_by, merge.undone_at, merge.undone_why = chief, timezone.now(), why
    merge.save()
    point(merge.speaker, None)
    return merge


def _check(speaker: Speaker, into: Speaker) -> None:
    if speaker.merged_into_id is not None:
        message = gettext("%(name)s was merged already: undo that first.") % {"name": speaker.name}
        raise InvalidMerge(message)
    if successor_of(into) == speaker:
        message = gettext("Nobody can be merged into themselves: choose two speakers.")
        raise InvalidMerge(message)
    if into.merged_into_id is not None:
        message = gettext("%(name)s was merged into another: choose that one.") % {
            "name": into.name
        }
        raise InvalidMerge(message)
    if speaker.kind != into.kind:
        message = gettext("A person is no body: choose two persons or two bodies.")
        raise InvalidMerge(message)


def point(speaker: Speaker, into: Speaker | None) -> None:
    """Let the speaker lead there, or nowhere, with all who were merged into them before."""
    along = Speaker.objects.leading_to([speaker])
    ids = set(_told_of(along).values_list("pk", flat=True))
    readings = _naming(along)
    speaker.merged_into = into
    speaker.save(update_fields=["merged_into"])
    believe_all(Statement.objects.filter(pk__in=ids))
    queue_again(Receipt.Stage.RESOLVING, readings)


def _told_of(speakers: Sequence[Speaker]) -> StatementQuerySet:
    """The statements that some article or editor credits to any of these speakers."""
    rows = Statement.objects.filter(merged_into=None)
    told = Q(reports__speaker__in=speakers) | Q(pk__in=_decided(speakers).values("statement"))
    return rows.filter(told | Q(speaker__in=speakers)).distinct()


def _decided(speakers: Sequence[Speaker]) -> QuerySet[Correction]:
    """The decisions that name them; one that was undone may be brought back."""
    slugs = [speaker.slug for speaker in speakers]
    said = Q(field=Correction.Field.SPEAKER, value__slug__in=slugs)
    return Correction.objects.filter(
        said | Q(field=Correction.Field.ADDED, value__speaker__slug__in=slugs)
    )


def _naming(speakers: Sequence[Speaker]) -> set[int]:
    """The readings of articles that may name them."""
    found = (concerned_by(speaker).values_list("pk", flat=True) for speaker in speakers)
    return {pk for ids in found for pk in ids}
