"""Who may read the pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def for_readers(view: View) -> View:
    """A page for everybody; with `PUBLIC_READ` off, for who signs in."""

    @wraps(view)
    def guarded(request: HttpRequest, **parts: Any) -> HttpResponseBase:  # noqa: ANN401
        if settings.PUBLIC_READ or request.user.is_authenticated:
            return view(request, **parts)
        return redirect_to_login(request.get_full_path())

    return cast(View, guarded)


def is_editor(request: HttpRequest) -> bool:
    """Whether the reader may correct, and so sees what others don't."""
    return request.user.has_perm("claims.add_correction")
