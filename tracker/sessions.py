"""Sessions of who signed in end when not used for a while, and some hours later in any case."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

SIGNED_IN, USED = "signed_in", "used"  # times, in seconds of the epoch
STEP = 60  # seconds: use is noted no more often


class SessionStore(db.SessionStore):
    """Sessions in the database, whose row ends at the first of both limits."""

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """The row, with the times that its end is reckoned from."""
        if SESSION_KEY in data:
            now = timezone.now().timestamp()
            data.setdefault(SIGNED_IN, now)
            data[USED] = now
        return super().create_model_instance(data)

    def get_session_cookie_age(self) -> int:
        """Seconds until it ends unless it is used."""
        hours = int(settings.SESSION_COOKIE_AGE)
        signed_in = self.get(SIGNED_IN)
        if signed_in is None:
            return hours
        left = hours - int(timezone.now().timestamp() - signed_in)
        return max(min(int(settings.SESSION_IDLE_MINUTES) * 60, left), 1)


class NoteUse:
    """Middleware: a session that is used lives on, until the hours since its sign-in are over."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """As Django calls it."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the session be saved where its last use was noted a while ago."""
        response = self.get_response(request)
        session = request.session
        if session.accessed and not session.modified and SESSION_KEY in session:
            session.modified = timezone.now().timestamp() - session.get(USED, 0) > STEP
        return response
