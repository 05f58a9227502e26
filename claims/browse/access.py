"""Who may read the pages."""

from base64 import b64decode
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from claims.models import ApiToken

ASKING = "Sign in with any name and an API token that may read as the password: /account/tokens/\n"
_REALM = 'Basic realm="On Record", charset="UTF-8"'
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def for_readers(view: View) -> View:
    """A page for everybody; with `PUBLIC_READ` off, for who signs in."""

    @wraps(view)
    def guarded(request: HttpRequest, **parts: Any) -> HttpResponseBase:  # noqa: ANN401
        if settings.PUBLIC_READ or request.user.is_authenticated:
            return view(request, **parts)
        return redirect_to_login(request.get_full_path())

    return cast(View, guarded)


def for_programs(view: View) -> View:
    """A list for programs: where pages need a sign-in, a token does, as feed readers send it.

    It comes as the password (HTTP Basic, under any name) or as Bearer, never in the address, which
    logs and histories keep.
    """

    @wraps(view)
    def guarded(request: HttpRequest, **parts: Any) -> HttpResponseBase:  # noqa: ANN401
        token = None if request.user.is_authenticated else _token_of(request)
        if token:
            token.note_use()
            request.user = token.user
        if settings.PUBLIC_READ or request.user.is_authenticated:
            return view(request, **parts)
        return HttpResponse(
            ASKING, status=401, content_type="text/plain", headers={"WWW-Authenticate": _REALM}
        )

    return cast(View, guarded)


def _token_of(request: HttpRequest) -> ApiToken | None:
    """The token that the request brings along and that may read."""
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "basic":
        with suppress(ValueError):
            given = b64decode(given.encode(), validate=True).decode().partition(":")[2]
    elif scheme.lower() != "bearer":
        return None
    token = ApiToken.objects.of(given.strip())
    return token if token and token.may_read() else None


def is_editor(request: HttpRequest) -> bool:
    """Whether the reader may correct, and so sees what others don't."""
    return request.user.has_perm("claims.add_correction")
