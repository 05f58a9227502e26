"""Who comes to the desk: editors, and chiefs, who may do more there.

Anonymous people are asked to sign in, readers are refused.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

EDIT = "claims.add_correction"
LEAD = "claims.lead"

P = ParamSpec("P")


class DeskRequest(HttpRequest):
    """A request by an editor."""

    user: User
    htmx: HtmxDetails


View = Callable[Concatenate[DeskRequest, P], HttpResponse]


def editors_only(view: View[P]) -> View[P]:
    """Let a view answer those alone who may correct."""
    return _allowed(EDIT, view)


def chiefs_only(view: View[P]) -> View[P]:
    """Let a view answer those alone who may merge and split rows and set rules."""
    return _allowed(LEAD, view)


def _allowed(permission: str, view: View[P]) -> View[P]:
    @wraps(view)
    def guarded(request: DeskRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if not request.user.has_perm(permission):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def _to_sign_in(request: DeskRequest) -> HttpResponse:
    """Back to the page afterwards; a write has none, so it leads to the desk."""
    wanted = request.get_full_path() if request.method == "GET" else reverse("desk")
    if request.htmx:  # the answer would land inside the page whose session ended
        page = redirect_to_login(request.htmx.current_url_abs_path or wanted)
        return HttpResponseClientRedirect(page.url)
    return redirect_to_login(wanted)
