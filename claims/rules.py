"""Use case: names and titles that editors have remembered: made, accepted, withdrawn, replaced.

Whatever begins or ceases to hold, the stored articles with its words are resolved again by the
workers; what editors decided on statements stays.
"""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from claims.campaigns import told_by
from claims.models import Correction, Reading, Receipt, Report, Rule, Speaker
from claims.pipeline import queue_again, redo
from claims.rehearsing import Outcome, rehearse_doing
from claims.wording import InvalidRule, Wording

REHEARSED = 10  # articles

_STAGE = Receipt.Stage.RESOLVING


@dataclass(frozen=True, slots=True)
class Reach:
    """How many stored articles have a rule's words, and how many reports in them follow it."""

    articles: int
    reports: int


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What would change in the newest articles with a rule's words, and how many there are."""

    outcomes: list[Outcome]
    articles: int

    @property
    def changes(self) -> int:
        """How many reports would read otherwise."""
        return sum(len(outcome.changes) for outcome in self.outcomes)


@transaction.atomic
def make_rule(
    wording: Wording,
    *,
    editor: User,
    reason: str = "",
    sample: Correction | None = None,
    replaces: Rule | None = None,
) -> Rule:
    """Propose a rule, in the place of another where that is to be edited; nothing holds yet.

    Raises `InvalidRule`.
    """
    # One by one for each speaker, or the same twice at once would be two rules.
    Speaker.objects.select_for_update(no_key=True).filter(slug=wording.speaker).first()
    rule = wording.check(but=replaces)
    rule.made_by, rule.reason, rule.sample, rule.replaces = editor, reason, sample, replaces
    rule.save()
    return rule


@transaction.atomic
def accept_rule(rule_id: int, *, chief: User) -> Rule:
    """Let a proposed rule hold; what it replaces ceases to. Raises `InvalidRule`."""
    rule = _held(rule_id)
    if rule.state != "proposed":
        message = gettext("It is %(state)s by now: look at it again.") % {
            "state": rule.state_in_words
        }
        raise InvalidRule(message)
    if rule.replaces and not rule.replaces.withdrawn_at:
        withdraw_rule(rule.replaces.pk, chief=chief, why="Replaced by an edited rule.")
    rule.accepted_by, rule.accepted_at = chief, timezone.now()
    rule.save()
    go_over(rule)
    return rule


@transaction.atomic
def withdraw_rule(rule_id: int, *, chief: User, why: str = "") -> Rule:
    """Let a rule hold no longer, or refuse a proposed one. Raises `InvalidRule`."""
    rule = _held(rule_id)
    if rule.withdrawn_at:
        message = gettext("It is %(state)s already.") % {"state": rule.state_in_words}
        raise InvalidRule(message)
    rule.withdrawn_by, rule.withdrawn_at, rule.withdrawn_why = chief, timezone.now(), why
    rule.save()
    if rule.accepted_at:
        go_over(rule)
    return rule


def reach_of(rule: Rule) -> Reach:
    """What a rule touches in what is stored."""
    readings = told_by(rule)
    reports = Report.objects.standing().filter(
        reading__in=readings.order_by().values("pk"),
        speaker=rule.speaker_id,
        label__icontains=rule.words,
    )
    return Reach(readings.count(), reports.count())


def rehearse_rule(rule: Rule) -> Rehearsal:
    """What would change in the newest articles if a rule held, or if a standing one did not."""
    readings = told_by(rule)
    newest = readings.select_related("revision__article")[:REHEARSED]
    return Rehearsal([_rehearsed(rule, reading) for reading in newest], readings.count())


def _rehearsed(rule: Rule, reading: Reading) -> Outcome:
    def turned() -> str:
        now = timezone.now()
        held = rule.state == "standing"
        if not held:
            Rule.objects.filter(replaced_by=rule).update(withdrawn_at=now)
        changed = {"withdrawn_at": now} if held else {"withdrawn_at": None, "accepted_at": now}
        Rule.objects.filter(pk=rule.pk).update(**changed)
        redo(_STAGE, reading.pk)
        failed = reading.receipts.exclude(error="")
        return "; ".join(f"{receipt.stage}: {receipt.error}" for receipt in failed)

    return rehearse_doing(reading.revision.article, turned)


def _held(rule_id: int) -> Rule:
    rows = Rule.objects.select_for_update(of=("self",))
    return rows.select_related("speaker", "replaces").get(pk=rule_id)


def go_over(rule: Rule) -> None:
    """Put the articles with its words back into the queue."""
    queue_again(_STAGE, list(told_by(rule).values_list("pk", flat=True)))
