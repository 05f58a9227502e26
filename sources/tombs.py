"""What was taken down is kept out, also from whoever takes it in at the same moment."""

from collections.abc import Iterable

from django.db import connection

from sources.models import Tombstone

_LOCKS = 7_302_020  # PostgreSQL advisory locks of this class, one for each address


class TakenDownError(ValueError):
    """The article was taken down and can't come in again; the message says when, by whom, why."""


def hold(url: str) -> None:
    """Let nobody else take in or take down this address until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCKS, url])


def keep_out(url: str) -> None:
    """Raise `TakenDownError` for an address with a tombstone; else hold it, in a transaction."""
    hold(url)
    refuse(url)


def refuse(url: str) -> None:
    """Raise `TakenDownError` for an address with a tombstone."""
    tombstone = Tombstone.objects.filter(url=url).first()
    if tombstone:
        raise TakenDownError(tombstone.refusal)


def taken_down(urls: Iterable[str]) -> set[str]:
    """Those of these addresses that have a tombstone."""
    return set(Tombstone.objects.filter(url__in=list(urls)).values_list("url", flat=True))
