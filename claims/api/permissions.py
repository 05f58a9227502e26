"""Who may do what: all read where the site is public, editors write, tokens by their scopes."""

from typing import TYPE_CHECKING

from django.conf import settings
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from claims.models import ApiToken, Scope

if TYPE_CHECKING:  # the views ask for their permissions while they are being imported
    from rest_framework.views import APIView


def is_editor(request: Request) -> bool:
    """Whether corrections by this user count."""
    return bool(request.user.has_perm("claims.add_correction"))


def _offers(view: "APIView", request: Request) -> bool:
    """Whether the view has the method at all; else it is a 405."""
    return hasattr(view, (request.method or "").lower())


class ReadersReadEditorsWrite(BasePermission):
    """Reading is for all, or with `PUBLIC_READ` off for who signs in; writing is for editors."""

    message = "Corrections are for editors: ask for membership of the group Editors."

    def has_permission(self, request: Request, view: "APIView") -> bool:
        """Whether the request may go on."""
        if request.method in SAFE_METHODS:
            return bool(settings.PUBLIC_READ or request.user.is_authenticated)
        return is_editor(request)


class ReadersReadChiefsWrite(ReadersReadEditorsWrite):
    """As above, and writing is for those editors who decide for all."""

    message = "This is for chiefs: ask for membership of the group Chiefs."

    def has_permission(self, request: Request, view: "APIView") -> bool:
        """Whether the request may go on."""
        reads = request.method in SAFE_METHODS or not _offers(view, request)
        may = reads or request.user.has_perm("claims.lead")
        return super().has_permission(request, view) and may


class EditorsOnly(BasePermission):
    """What only the newsroom sees and does."""

    message = "This is for editors: ask for membership of the group Editors."

    def has_permission(self, request: Request, view: "APIView") -> bool:
        """Whether the request may go on."""
        return is_editor(request)


class TokensKeepToScopes(BasePermission):
    """A token does no more than it was made for.

    A view that writes names the `scope` for that, and one that is read with another `read_scope`.
    """

    def has_permission(self, request: Request, view: "APIView") -> bool:
        """Whether the token was made for this."""
        if not _offers(view, request) or not isinstance(request.auth, ApiToken):
            return True
        reads = request.method in SAFE_METHODS
        scope = (
            getattr(view, "read_scope", Scope.READ)
            if reads
            else getattr(view, "scope", Scope.CORRECT)
        )
        self.message = f"This token was not made to {scope}: its scopes do not hold “{scope}”."
        return scope in request.auth.scopes
