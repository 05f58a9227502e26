"""Use case: raw bytes that were kept long enough are given up."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from sources.models import RawBytes

BATCH = 1000


def drop_old_bytes() -> int:
    """Delete raw bytes older than the settings keep them, some at a time; returns how many.

    Their age counts from when they came here: what an archive got years ago is new to us.
    """
    if not settings.RAW_DAYS:
        return 0
    old = RawBytes.objects.filter(
        stored_at__lt=timezone.now() - timedelta(days=settings.RAW_DAYS)
    ).order_by("stored_at")
    dropped = 0
    while ids := list(old.values_list("pk", flat=True)[:BATCH]):
        dropped += RawBytes.objects.filter(pk__in=ids).delete()[0]
    return dropped
