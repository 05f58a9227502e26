"""Who is at which statement: soft leases, and what an editor skipped."""

from datetime import datetime, timedelta
from typing import cast

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

from claims.models import Looking, SetAside, Statement


def take(statement_id: int, editor: User) -> bool:
    """Lay a statement before an editor; False where another has it already.

    Each editor has one; whoever takes the next gives back the last.
    """
    until = timezone.now() + timedelta(minutes=settings.QUEUE_LOOKING_MINUTES)
    Looking.objects.filter(statement=statement_id, until__lt=timezone.now()).delete()
    lease = Looking(statement_id=statement_id, editor=editor, until=until)
    Looking.objects.bulk_create([lease], ignore_conflicts=True)
    ours = Looking.objects.filter(editor=editor)
    if not ours.filter(statement=statement_id).update(until=until):
        return False
    ours.exclude(statement=statement_id).delete()
    return True


def others_at(editor: User) -> dict[int, str]:
    """Which statements other editors have before them, and who."""
    rows = Looking.objects.standing().exclude(editor=editor)
    return dict(rows.values_list("statement", "editor__username"))


def looked_at_by(statement: Statement, editor: User) -> str:
    """Who else has it before them, "" where nobody has."""
    return others_at(editor).get(statement.pk, "")


def last_skipped(editor: User, since: datetime | None) -> SetAside | None:
    """What an editor skipped last, if that was after a moment and it is still away."""
    away = SetAside.objects.filter(editor=editor, until__gt=timezone.now())
    found = away.select_related("statement").order_by("-until", "-pk").first()
    row = cast("SetAside | None", found)
    skipped = row.until - timedelta(hours=settings.QUEUE_SKIPPED_HOURS) if row else None
    return row if skipped and (since is None or skipped > since) else None


def set_aside(statement: Statement, editor: User) -> SetAside:
    """Let it not come back to that editor for a while; nothing is decided."""
    until = timezone.now() + timedelta(hours=settings.QUEUE_SKIPPED_HOURS)
    row, _ = SetAside.objects.update_or_create(
        statement=statement, editor=editor, defaults={"until": until}
    )
    SetAside.objects.filter(editor=editor, until__lt=timezone.now()).delete()
    Looking.objects.filter(statement=statement, editor=editor).delete()
    return row
