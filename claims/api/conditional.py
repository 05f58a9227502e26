"""Strong ETags: a poll without news costs no body, a write without its version is refused."""

import hashlib
from http import HTTPStatus
from typing import Any

from django.http import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import parse_etags
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.api.problems import PreconditionRequired, Stale
from claims.api.renderers import PlainJSONRenderer


class Tagged(APIView):
    """Answers carry a strong ETag of their bytes; who holds them already gets a 304."""

    http_method_names = ["get", "head", "patch"]

    def finalize_response(
        self, request: Request, response: Response, *args: object, **kwargs: object
    ) -> Response:
        """Tag what was found, once its bytes are there."""
        response = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(response, ["Authorization", "Cookie"])
        patch_cache_control(response, no_cache=True)
        if response.status_code == HTTPStatus.OK and isinstance(response, Response):
            response.add_post_render_callback(self._tag)
        return response

    def _tag(self, response: SimpleTemplateResponse) -> HttpResponseBase | None:
        response["ETag"] = etag = etag_of(response.content)
        if self.request.method not in ("GET", "HEAD"):
            return None
        return get_conditional_response(self.request._request, etag=etag, response=response)


def etag_of(body: bytes) -> str:
    """A strong ETag: it changes with any byte."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def require_match(request: Request, current: dict[str, Any]) -> None:
    """Refuse a write that names no state (428), or one that has passed (412 with the present)."""
    given = request.headers.get("If-Match")
    if given is None:
        message = "Send the ETag of the state that you mean to correct in an If-Match header."
        raise PreconditionRequired(message)
    if given.strip() != "*" and _etag_of_state(current) not in parse_etags(given):
        raise stale(current)


def stale(current: dict[str, Any]) -> Stale:
    """The answer to a write that came too late, with the state to compare and its ETag."""
    error = Stale("It has changed since: compare with `current` and send again.", current=current)
    error.headers["ETag"] = _etag_of_state(current)
    return error


def _etag_of_state(current: dict[str, Any]) -> str:
    """The ETag with which a detail was shown."""
    return etag_of(PlainJSONRenderer().render(current))
