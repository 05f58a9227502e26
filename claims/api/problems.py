"""Every error as an RFC 9457 problem, with a type that never changes and the field at fault."""

import math
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from django.http import Http404, JsonResponse
from rest_framework import exceptions
from rest_framework.response import Response

MEDIA_TYPE = "application/problem+json"
TYPE_PREFIX = "urn:on-record:problem:"


class Problem(exceptions.APIException):
    """An error of our own; `members` are added to the problem's body."""

    def __init__(self, detail: str, **members: object) -> None:
        """Say what is wrong, and add what helps a program to mend it."""
        super().__init__(detail)
        self.members = members
        self.headers: dict[str, str] = {}


class UnknownParameter(Problem):
    """A query parameter that this address doesn't know; `known` lists those that it does."""

    status_code = HTTPStatus.BAD_REQUEST
    default_code = "unknown_parameter"


class BadCursor(Problem):
    """A cursor that no page of this list has handed out."""

    status_code = HTTPStatus.BAD_REQUEST
    default_code = "bad_cursor"


class BadDecision(Problem):
    """A correction that makes no sense."""

    status_code = HTTPStatus.BAD_REQUEST
    default_code = "invalid"


class Gone(Problem):
    """It was here and is no longer shown."""

    status_code = HTTPStatus.GONE
    default_code = "gone"


class Stale(Problem):
    """It has changed since; `current` is how it stands now."""

    status_code = HTTPStatus.PRECONDITION_FAILED
    default_code = "stale"


class PreconditionRequired(Problem):
    """A write that doesn't say which state it means."""

    status_code = HTTPStatus.PRECONDITION_REQUIRED
    default_code = "precondition_required"


class TooLarge(Problem):
    """A body that is larger than what is taken."""

    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"


class BadKey(Problem):
    """An Idempotency-Key that is none."""

    status_code = HTTPStatus.BAD_REQUEST
    default_code = "bad_idempotency_key"


class ReusedKey(Problem):
    """An Idempotency-Key that was sent with another request before."""

    status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    default_code = "idempotency_key_reused"


class Reported(Problem):
    """A statement that is here already, at the words of one that was to be added."""

    status_code = HTTPStatus.CONFLICT
    default_code = "already_reported"


class Unread(Problem):
    """Words of an article that was not read yet."""

    status_code = HTTPStatus.CONFLICT
    default_code = "not_read"


class Differs(Problem):
    """What is here already, and otherwise; `kept` says what."""

    status_code = HTTPStatus.CONFLICT
    default_code = "differs"


class UnderWay(Problem):
    """The same write, by its Idempotency-Key, has not been answered yet."""

    status_code = HTTPStatus.CONFLICT
    default_code = "under_way"


def problem(status: HTTPStatus, kind: str, detail: str) -> JsonResponse:
    """A problem where no view of the API gets to answer."""
    told = {"type": TYPE_PREFIX + kind, "title": status.phrase, "status": status.value}
    return JsonResponse({**told, "detail": detail}, status=status, content_type=MEDIA_TYPE)


def as_problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: the problem that an error is, or None for a fault of ours."""
    if isinstance(error, Http404):
        error = exceptions.NotFound("There is nothing under this address.")
    if not isinstance(error, exceptions.APIException):
        return None
    return Response(
        _body(error),
        status=error.status_code,
        headers=_headers(error),
        content_type=MEDIA_TYPE,
    )


def _body(error: exceptions.APIException) -> dict[str, Any]:
    status = HTTPStatus(error.status_code)
    faults = list(_faults(error.detail)) if isinstance(error.detail, dict | list) else []
    return {
        "type": TYPE_PREFIX + error.default_code.replace("_", "-"),
        "title": status.phrase,
        "status": status.value,
        "detail": " ".join(fault["detail"] for fault in faults) or _writable(str(error.detail)),
        **({"errors": faults} if faults else {}),
        **getattr(error, "members", {}),
    }


def _faults(detail: Any, path: str = "") -> Iterator[dict[str, str]]:  # noqa: ANN401 - nested JSON
    """Each fault of a validation error with the path of its field ("" for the whole body)."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            step = "" if name == "non_field_errors" else str(name)
            yield from _faults(inner, ".".join(filter(None, [path, step])))
    elif isinstance(detail, list):
        for inner in detail:
            yield from _faults(inner, path)
    else:
        yield {"field": _writable(path), "detail": _writable(str(detail))}


def _writable(text: str) -> str:
    """What of a request is told back may hold half of a character, which no answer can."""
    return text.encode("utf-8", "replace").decode()


def _headers(error: exceptions.APIException) -> dict[str, str]:
    """What HTTP wants beside the body: how to authenticate, when to come back."""
    headers: dict[str, str] = dict(getattr(error, "headers", {}))
    scheme, wait = (getattr(error, name, None) for name in ("auth_header", "wait"))
    if scheme:
        headers["WWW-Authenticate"] = scheme
    if wait is not None:
        headers["Retry-After"] = str(math.ceil(wait))
    return headers
