"""Limits on requests, counted in the shared cache."""

import logging
from typing import TYPE_CHECKING

from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle, SimpleRateThrottle, UserRateThrottle

if TYPE_CHECKING:  # the views ask for their throttles while they are being imported
    from rest_framework.views import APIView

logger = logging.getLogger(__name__)


class _Lenient(SimpleRateThrottle):
    """A cache that can't be reached takes no reader with it."""

    def allow_request(self, request: Request, view: "APIView") -> bool:
        """Whether the request is within its limit, as far as anybody can count."""
        try:
            return super().allow_request(request, view)
        except RedisError:
            logger.warning("The cache does not answer: requests are not counted.")
            return True


class AnonymousLimit(_Lenient, AnonRateThrottle):
    """By address, for who does not sign in."""


class SignedInLimit(_Lenient, UserRateThrottle):
    """By user, from whichever address."""
