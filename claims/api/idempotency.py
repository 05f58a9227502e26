"""Writes that may be sent twice: the `Idempotency-Key` names one, and its answer is kept for a day.

As draft-ietf-httpapi-idempotency-key-header has it. The answer is stored in the transaction of the
work, so that there is both or neither. What was refused did nothing, and leaves its key free.
"""

import json
import re
from collections.abc import Callable
from functools import partial, wraps
from hashlib import sha256
from http import HTTPStatus
from typing import ParamSpec, cast

from django.db import transaction
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.problems import BadKey, Gone, ReusedKey, UnderWay
from claims.api.renderers import PlainJSONRenderer
from claims.models import ApiToken, KeptAnswer
from claims.models.kept_answers import LONGEST_KEY

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
_QUOTED = re.compile(r'"((?:[^"\\]|\\["\\])*)"')  # a string as RFC 9651 has it

P = ParamSpec("P")


def once(handler: Callable[P, Response]) -> Callable[P, Response]:
    """Let a view's handler do its work once for each key; without a key it does it each time."""

    @wraps(handler)
    def answer(*args: P.args, **kwargs: P.kwargs) -> Response:
        request = cast(Request, args[1])
        key = _key_of(request)
        work = partial(handler, *args, **kwargs)
        return work() if key is None else _answer(request, key, work)

    return answer


def _key_of(request: Request) -> str | None:
    given = request.headers.get(HEADER)
    if given is None:
        return None
    quoted = _QUOTED.fullmatch(given.strip())
    key = re.sub(r"\\(.)", r"\1", quoted[1]) if quoted else given.strip()
    if not (0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()):
        message = f"{HEADER}: write 1 to {LONGEST_KEY} printable ASCII characters, a UUID perhaps."
        raise BadKey(message)
    return key


def _answer(request: Request, key: str, work: Callable[[], Response]) -> Response:
    """The first answer under this key, now or again."""
    fingerprint = _fingerprint(request)
    claimed = KeptAnswer.objects.claim(_holder(request), key, fingerprint)
    if claimed is None:
        raise _under_way()
    if claimed.fingerprint != fingerprint:
        message = f"{HEADER}: this one was sent with another request: make a new one for this."
        raise ReusedKey(message)
    with transaction.atomic():
        row = KeptAnswer.objects.select_for_update(skip_locked=True).filter(pk=claimed.pk).first()
        if row is None:
            raise _under_way()
        response = _done(row, work) if row.status is None else _again(row)
    if isinstance(response, Exception):
        raise response
    return response


def _done(row: KeptAnswer, work: Callable[[], Response]) -> Response | Exception:
    """Do it and keep the answer, or undo it and give up the key."""
    try:
        with transaction.atomic():
            response = work()
            _keep(row, response)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is raised again
        row.delete()
        return error
    return response


def _holder(request: Request) -> str:
    if isinstance(request.auth, ApiToken):
        return f"token {request.auth.pk}"
    return f"user {request.user.pk}"


def _fingerprint(request: Request) -> str:
    """What is asked for, however its JSON is written; the state that it is asked of is no part."""
    body = json.dumps(request.data, sort_keys=True)
    asked = (request.method or "", request.get_full_path(), body)
    return sha256(json.dumps(asked).encode()).hexdigest()


def _keep(row: KeptAnswer, response: Response) -> None:
    told = {name: value for name, value in response.headers.items() if name != "Content-Type"}
    row.status, row.headers = response.status_code, told
    row.body = PlainJSONRenderer().render(response.data).decode()
    row.save(update_fields=["status", "headers", "body"])


def _again(row: KeptAnswer) -> Response:
    if row.is_withheld:
        message = "It was done; the answer is kept no more, as an article was taken down since."
        raise Gone(message)
    headers = {**row.headers, REPLAYED: "true"}
    return Response(json.loads(row.body), HTTPStatus(row.status or 0), headers=headers)


def _under_way() -> UnderWay:
    error = UnderWay("The same write is under way: send it again in a moment for its answer.")
    error.headers["Retry-After"] = "1"
    return error
