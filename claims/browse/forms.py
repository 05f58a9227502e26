"""The forms of a list besides its page: JSON, CSV, Atom and JSON Feed 1.1, of one description."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import conditional_page

from claims.exporting.feeds import Entry, Feed
from claims.exporting.tables import columns, table_lines

FORMS = {
    "json": "JSON",
    "csv": "CSV",
    "atom": _("Atom feed"),
    "feed.json": "JSON Feed",
}
TYPES = {
    "json": "application/json",
    "csv": "text/csv",
    "atom": "application/atom+xml",
    "feed.json": "application/feed+json",
}
PAGE = "page"  # of a table: the column with the address
BYTE_ORDER_MARK = "\ufeff"  # without it, spreadsheets take UTF-8 for something else

Items = tuple[list[Any], str]  # the rows of a page, and the address of the next one, or ""


class FormConverter:
    """The part of an address that says in which form a list is wanted."""

    regex = "|".join(FORMS).replace(".", r"\.")

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: the same rows in whichever form; addresses are without the host.

    `items` are the rows of this page as JSON, `lines` all rows, `page_of` tells the address of a
    row's page, `entries` are the newest ones.
    """

    title: str
    page: str
    shape: type
    items: Callable[[], Items]
    lines: Callable[[], Iterator[Any]]
    page_of: Callable[[Any], str]
    entries: Callable[[], Sequence[Entry]]


def answer(request: HttpRequest, listed: Listed, form: str) -> HttpResponseBase:
    """The list in one of the forms; what was seen before is not sent again (304)."""
    if form == "csv":
        return _csv(request, listed)
    write = {"json": _json, "atom": _atom, "feed.json": _json_feed}[form]
    sent: HttpResponseBase = conditional_page(
        lambda request: HttpResponse(write(request, listed), content_type=_type(form))
    )(request)
    sent["Cache-Control"] = "no-cache"
    return sent


def alternates(name: str, query: str = "", **parts: str) -> list[dict[str, str]]:
    """The forms of the list whose page has that name among the addresses, for links to them."""
    after = f"?{query}" if query else ""
    return [
        {
            "name": str(told),
            "type": TYPES[form],
            "href": reverse(f"{name}-form", kwargs={**parts, "form": form}) + after,
        }
        for form, told in FORMS.items()
    ]


def _type(form: str) -> str:
    return f"{TYPES[form]}; charset=utf-8"


def _csv(request: HttpRequest, listed: Listed) -> HttpResponseBase:
    name = urlsplit(listed.page).path.strip("/").replace("/", "-") or "timeline"
    head = {"Content-Disposition": f'attachment; filename="on-record-{name}.csv"'}
    if request.method == "HEAD":
        return HttpResponse(content_type=_type("csv"), headers=head)
    return StreamingHttpResponse(_table(request, listed), content_type=_type("csv"), headers=head)


def _table(request: HttpRequest, listed: Listed) -> Iterator[str]:
    """Each line with its page's address in front, so that a row in a spreadsheet leads back."""
    lines = (
        {PAGE: request.build_absolute_uri(listed.page_of(line)), **line} for line in listed.lines()
    )
    yield BYTE_ORDER_MARK
    yield from table_lines(lines, [(PAGE,), *columns(listed.shape)])


def _json(request: HttpRequest, listed: Listed) -> str:
    items, following = listed.items()
    return _written(
        {
            "title": listed.title,
            "page": request.build_absolute_uri(listed.page),
            "next": request.build_absolute_uri(following) if following else None,
            "items": items,
        }
    )


def _json_feed(request: HttpRequest, listed: Listed) -> str:
    return _written(_feed(request, listed).json())


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _atom(request: HttpRequest, listed: Listed) -> str:
    return _feed(request, listed).atom()


def _feed(request: HttpRequest, listed: Listed) -> Feed:
    absolute, own = request.build_absolute_uri, request.get_full_path()
    return Feed(listed.title, listed.page, own, listed.entries(), absolute)
