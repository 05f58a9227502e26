"""Who is asking: a program by its token, a person by the session."""

from django.contrib.auth.models import User
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from claims.models import ApiToken


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer TOKEN`, compared by its hash."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """The token's user; None without such a header, an error with a wrong one."""
        scheme, *rest = get_authorization_header(request).split() or [b""]
        if scheme.lower() != b"bearer":
            return None
        if len(rest) != 1:
            message = "Write the header as: Authorization: Bearer TOKEN"
            raise AuthenticationFailed(message)
        token = ApiToken.objects.of(rest[0].decode("latin-1"))
        if token is None or not token.user.is_active:
            message = "This token is unknown, or its user is no longer active."
            raise AuthenticationFailed(message)
        if token.has_expired:
            message = f"This token expired on {token.expires_at:%Y-%m-%d}: make another."
            raise AuthenticationFailed(message)
        token.note_use()
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        """What a 401 asks for."""
        return 'Bearer realm="On Record"'
