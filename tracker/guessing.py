"""Limits on guessing passwords: by name and address together, by name alone, by address alone."""

from datetime import timedelta
from ipaddress import ip_address
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username, get_failure_limit
from axes.models import AccessLog
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest
from rest_framework.throttling import BaseThrottle

KNOWN_FOR = timedelta(days=30)


class Guesses(AxesDatabaseHandler):  # type: ignore[misc]
    """Counts wrong passwords three ways, each up to a limit of its own.

    Whoever guesses many names from one address, or one name from many addresses, stays below the
    limit of the two together. The limit by name alone does not hold where that name signed in
    lately: strangers must not be able to keep somebody out.
    """

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Those of the name from the address; the limit of these where another one is reached."""
        together, name, address = (
            attempts.aggregate(count=Sum("failures_since_start"))["count"] or 0
            for attempts in self.get_user_attempts(request, credentials)
        )
        reached = address >= settings.TRIES_BY_ADDRESS or (
            name >= settings.TRIES_BY_NAME and not self._is_known_here(request, credentials)
        )
        limit: int = get_failure_limit(request, credentials)
        return max(together, limit) if reached else int(together)

    def _is_known_here(self, request: HttpRequest, credentials: dict[str, Any] | None) -> bool:
        since = request.axes_attempt_time - KNOWN_FOR  # type: ignore[attr-defined]
        return bool(
            AccessLog.objects.filter(
                username=get_client_username(request, credentials),
                ip_address=address_of(request),
                attempt_time__gte=since,
            ).exists()
        )


def address_of(request: HttpRequest) -> str | None:
    """Where a request comes from, past the `TRUSTED_PROXIES`: as the API's limits have it.

    None where a proxy tells something else than an address.
    """
    told = str(BaseThrottle().get_ident(request)).strip()  # type: ignore[arg-type]
    try:
        return str(ip_address(told))
    except ValueError:
        return None
