"""What was taken down is kept out, also from whoever takes it in at the same moment."""

from collections.abc import Iterable
from hashlib import sha256

from django.db import connection

from sources.models import Tombstone


class TakenDownError(ValueError):
    """The article was taken down and can't come in again; the message says when, by whom, why."""


def hold(keys: Iterable[str]) -> None:
    """Hold these addresses until the transaction ends; in one order, so that no ring forms."""
    digests = (sha256(f"address {key}".encode()).digest() for key in keys)
    numbers = sorted(int.from_bytes(digest[:8], signed=True) for digest in digests)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(n) FROM unnest(%s::bigint[]) AS n", [numbers])


def refuse(keys: Iterable[str]) -> None:
    """Raise `TakenDownError` where a tombstone has one of these addresses."""
    tombstone = Tombstone.objects.at(keys).first()
    if tombstone:
        raise TakenDownError(tombstone.refusal)


def taken_down(keys: Iterable[str]) -> set[str]:
    """Those of these addresses that a tombstone has."""
    wanted = set(keys)
    found = Tombstone.objects.at(wanted).values_list("keys", flat=True)
    return wanted & {key for row in found for key in row}
