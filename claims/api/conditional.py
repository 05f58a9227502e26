"""Strong ETags: a poll without news costs no body, a write without its version is refused.

A list is tagged by the state of the feed of changes and by what was asked, so that a poll without
news touches no row; a detail is tagged by its bytes. Packed answers have tags of their own.
"""

import gzip
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any, TypeVar, cast

from django.http import StreamingHttpResponse
from django.middleware.gzip import re_accepts_gzip
from django.template.response import SimpleTemplateResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import parse_etags
from django.utils.text import compress_sequence
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from claims.api.problems import PreconditionRequired, Stale
from claims.api.renderers import PlainJSONRenderer
from claims.api.throttling import Left
from claims.api.weblinks import weblinks
from claims.models import Change
from claims.sequencing import number_changes

IF_MATCH = OpenApiParameter(
    "If-Match", str, "header", required=True, description="The ETag that you saw."
)
PACKED_FROM = 1_000  # bytes: less is not worth it
PACKING = 4  # gzip's level: half the time of 6 for a tenth more bytes
_PACKED = '-gzip"'


_Body = TypeVar("_Body", bound=Serializer[Any])


class Tagged(APIView):
    """Answers carry a strong ETag; who holds them already gets a 304."""

    http_method_names = ["get", "head", "post", "patch"]
    state: str | None = None  # the tag of a list, known before its rows
    left: Left | None = None

    def unchanged(self, request: Request) -> Response | None:
        """A 304 for who holds the state that the answer would have, before any row is read."""
        self.state = state_of(request)
        held = _matches(request, self.state)
        return Response(status=HTTPStatus.NOT_MODIFIED) if held else None

    def links(self, request: Request) -> Iterable[str]:
        """What this answer leads to, each as a part of a `Link` header."""
        return ()

    def finalize_response(
        self, request: Request, response: Response, *args: object, **kwargs: object
    ) -> Response:
        """Tag and pack what was found, once its bytes are there, and tell of the limits."""
        response = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(response, ["Authorization", "Cookie", "Accept-Encoding"])
        audience = {"private" if request.user.is_authenticated else "public": True}
        patch_cache_control(response, no_cache=True, **audience)
        if response.status_code != HTTPStatus.NOT_MODIFIED:  # who polls has them
            response["Link"] = weblinks(self, request, response.status_code)
        if self.left is not None:
            self.left.tell(response)
        if isinstance(response, StreamingHttpResponse):
            self._tag_stream(response)
        elif response.status_code in (HTTPStatus.OK, HTTPStatus.CREATED):
            response.add_post_render_callback(self._tag)
        elif response.status_code == HTTPStatus.NOT_MODIFIED and self.state:
            response["ETag"] = self.state
        return response

    def _tag(self, response: SimpleTemplateResponse) -> None:
        etag = self.state or etag_of(response.content)
        if self.state:  # a list: the view, its request and the answer hold each other for a while
            cast(Response, response).data = None
        if self.request.method in ("GET", "HEAD") and _matches(self.request, etag):
            response.status_code = HTTPStatus.NOT_MODIFIED
            response.content = b""
            del response["Content-Type"]
        elif len(response.content) >= PACKED_FROM and self._packs():
            response.content = gzip.compress(response.content, PACKING, mtime=0)
            response["Content-Encoding"] = "gzip"
            etag = packed(etag)
        response["ETag"] = etag

    def _tag_stream(self, response: StreamingHttpResponse) -> None:
        etag = self.state
        if self._packs():
            plain = cast(Iterator[bytes], response.streaming_content)
            response.streaming_content = compress_sequence(plain)
            response["Content-Encoding"] = "gzip"
            etag = etag and packed(etag)
        if etag:
            response["ETag"] = etag

    def _packs(self) -> bool:
        return bool(re_accepts_gzip.search(self.request.headers.get("Accept-Encoding", "")))


def state_of(request: Request) -> str:
    """The tag of what a list answers now: it changes with what was asked, any row, or the code."""
    number_changes()
    parts = (
        _code(),
        Change.latest_number(),
        request.build_absolute_uri(),
        request.accepted_renderer.media_type,
        request.user.is_authenticated,
    )
    return etag_of(repr(parts).encode())


@cache
def _code() -> str:
    """A digest of the code that writes rows: a new version has new states."""
    here = Path(__file__).parent
    files = sorted([*here.glob("*.py"), *(here.parent / "exporting").glob("*.py")])
    return etag_of(b"".join(file.read_bytes() for file in files))


def _matches(request: Request, etag: str) -> bool:
    """Whether the reader holds that state, packed or not."""
    given = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in given or any(unpacked(each.removeprefix("W/")) == etag for each in given)


def packed(etag: str) -> str:
    """The tag of the same state in fewer bytes."""
    return etag[:-1] + _PACKED


def unpacked(etag: str) -> str:
    """The tag of the same state before it was packed."""
    return etag.removesuffix(_PACKED) + '"' if etag.endswith(_PACKED) else etag


def etag_of(body: bytes) -> str:
    """A strong ETag: it changes with any byte."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def asked_of(request: Request, body: type[_Body], current: dict[str, Any]) -> _Body:
    """What a write asks for, valid; refused in the order of RFC 9110, 13.2.1.

    First who names no state that they mean (428), then what makes no sense in any state (400), then
    what means one that has passed (412).
    """
    _state_meant(request)
    asked = body(data=request.data)
    asked.is_valid(raise_exception=True)
    require_match(request, current)
    return asked


def require_match(request: Request, current: dict[str, Any]) -> None:
    """Refuse a write that names no state (428), or one that has passed (412 with the present)."""
    given = _state_meant(request)
    known = [unpacked(each) for each in parse_etags(given)]
    if given.strip() != "*" and _etag_of_state(current) not in known:
        raise stale(current)


def _state_meant(request: Request) -> str:
    given = request.headers.get("If-Match")
    if given is None:
        message = "Send the ETag of the state that you mean to correct in an If-Match header."
        raise PreconditionRequired(message)
    return given


def stale(current: dict[str, Any]) -> Stale:
    """The answer to a write that came too late, with the state to compare and its ETag."""
    error = Stale("It has changed since: compare with `current` and send again.", current=current)
    error.headers["ETag"] = _etag_of_state(current)
    return error


def _etag_of_state(current: dict[str, Any]) -> str:
    """The ETag with which a detail was shown."""
    return etag_of(PlainJSONRenderer().render(current))
