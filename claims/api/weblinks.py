"""What an answer leads to, as `Link` headers (RFC 8288): pages of a list, other forms, papers."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.urls import reverse as django_reverse
from rest_framework.request import Request
from rest_framework.reverse import reverse
from rest_framework.utils.urls import remove_query_param

from claims.api.renderers import FEEDS, FORMS

LINKED_DATA = "application/ld+json"
ANNOTATIONS = 'application/ld+json"; profile="http://www.w3.org/ns/anno.jsonld'
OF_A_PAGE = ("cursor", "limit", "count")
_NOT_OF_A_FEED = (*OF_A_PAGE, "order", "fields", "include")
_PAGES = {"speaker": "speakers", "event": "events", "outlet": "outlets"}

# What else there is of a row besides its page: the address's name, and of which type.
_MORE = {
    "statement": ("statement-linked", LINKED_DATA),
    "article": ("annotations", ANNOTATIONS),
    "report": ("annotation", ANNOTATIONS),
}

_PAGELESS = ("report", "feed")


def weblinks(view: Any, request: Request, status: int) -> str:  # noqa: ANN401 - any view
    """The links of an answer, as one header; of an error only those to the papers."""
    fine = status < HTTPStatus.MULTIPLE_CHOICES
    found = [*(view.links(request) if fine else ()), *_papers(request)]
    return ", ".join(found)


def link(address: str, rel: str, media_type: str = "") -> str:
    """One link; the address is absolute."""
    kind = f'; type="{media_type}"' if media_type else ""
    return f'<{address}>; rel="{rel}"{kind}'


def links_of_list(view: Any, request: Request) -> Iterator[str]:  # noqa: ANN401 - a list's view
    """The pages before and after, and the same rows in the other forms."""
    pages = view.paginator if view.action == "list" else None
    for rel, name in (("next", "next"), ("prev", "previous")):
        address = getattr(pages, name, None)
        if address:
            yield link(address, rel)
    asked = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    for form, renderer in FORMS.items():
        if form != view.action:
            address = reverse(f"v1:{view.basename}-{form}", request=request) + asked
            for name in _NOT_OF_A_FEED if form in FEEDS else OF_A_PAGE:
                address = remove_query_param(address, name)
            yield link(address, "alternate", renderer.media_type)


def page_of_list(name: str) -> str:
    """Where people find such rows, without the host."""
    return django_reverse(_PAGES.get(name, "timeline"))


def links_of_detail(view: Any, request: Request) -> Iterator[str]:  # noqa: ANN401
    """The page for people, and what else is written of the row."""
    key = view.kwargs[view.lookup_field]
    if view.basename not in _PAGELESS:
        yield link(reverse(view.basename, args=[key], request=request), "alternate", "text/html")
    if view.basename in _MORE:
        name, media_type = _MORE[view.basename]
        yield link(reverse(name, args=[key], request=request), "alternate", media_type)


def _papers(request: Request) -> Iterator[str]:
    document = reverse("v1:schema", request=request)
    yield link(document, "service-desc describedby", "application/vnd.oai.openapi+json")
    yield link(reverse("v1:docs", request=request), "service-doc", "text/html")
    if settings.DATA_LICENSE:
        yield link(settings.DATA_LICENSE, "license")
