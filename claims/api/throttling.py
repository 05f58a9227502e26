"""Limits on requests, counted in the shared cache: so many in each window of time."""

import logging
from dataclasses import dataclass
from time import time
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.http import HttpResponseBase
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle, SimpleRateThrottle, UserRateThrottle

if TYPE_CHECKING:  # the views ask for their throttles while they are being imported
    from rest_framework.views import APIView

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a limit in this window, of how many seconds."""

    policy: str
    most: int
    window: int
    left: int
    seconds: int

    def tell(self, response: HttpResponseBase) -> None:
        """As draft-ietf-httpapi-ratelimit-headers has it."""
        response["RateLimit-Policy"] = f'"{self.policy}";q={self.most};w={self.window}'
        response["RateLimit"] = f'"{self.policy}";r={self.left};t={self.seconds}'


class _Windowed(SimpleRateThrottle):
    """Counts in one step, so that processes don't miss each other's requests.

    A cache that can't be reached takes no reader with it.
    """

    policy: str
    num_requests: int | None
    duration: int | None
    seconds: int

    def allow_request(self, request: Request, view: "APIView") -> bool:
        """Whether the request is within its limit, as far as anybody can count."""
        key = self.get_cache_key(request, view) if self.rate else None
        if key is None or self.num_requests is None or self.duration is None:
            return True
        window, since = divmod(int(time()), self.duration)
        try:
            count = self._count(f"{key}:{window}")
        except RedisError:
            logger.warning("The cache does not answer: requests are not counted.")
            return True
        self.seconds = self.duration - since
        left = max(0, self.num_requests - count)
        told = Left(self.policy, self.num_requests, self.duration, left, self.seconds)
        view.left = told  # type: ignore[attr-defined]
        return count <= self.num_requests

    def wait(self) -> float:
        """Until the next window."""
        return self.seconds

    def _count(self, key: str) -> int:
        """How many there were with this one; a window's count goes soon after it."""
        cache.add(key, 0, (self.duration or 0) + 1)
        try:
            return cache.incr(key)
        except ValueError:  # it went between the two steps
            return 1


class AnonymousLimit(_Windowed, AnonRateThrottle):
    """By address, for who does not sign in."""

    policy = "anonymous"


class SignedInLimit(_Windowed, UserRateThrottle):
    """By user, from whichever address."""

    policy = "signed-in"

    def get_cache_key(self, request: Request, view: "APIView") -> str | None:
        """None for the anonymous, who have their own limit."""
        return super().get_cache_key(request, view) if request.user.is_authenticated else None
