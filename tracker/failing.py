"""What is answered where no view could: pages to people, problems (RFC 9457) to programs."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.views import defaults

from claims.api.problems import problem

_PROGRAMS = "/api/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that Django itself refuses, such as one under a name that the site has not."""
    if not _of_a_program(request):
        return defaults.bad_request(request, exception)
    message = "The request as such is refused: look at its Host, its headers and its size."
    return problem(HTTPStatus.BAD_REQUEST, "bad-request", message)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing is here."""
    if not _of_a_program(request):
        return defaults.page_not_found(request, exception)
    message = "There is nothing under this address: the API is at /api/v1/."
    return problem(HTTPStatus.NOT_FOUND, "not-found", message)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours; what was under way is undone."""
    if not _of_a_program(request):
        return defaults.server_error(request)
    message = (
        "Something broke here, and was noted. Send it again later; a write that had an "
        "Idempotency-Key was not done."
    )
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "server-error", message)


def _of_a_program(request: HttpRequest) -> bool:
    return request.path_info.startswith(_PROGRAMS)
