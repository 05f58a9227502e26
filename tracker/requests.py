"""Requests as the site takes them."""

from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.utils.http import parse_header_parameters


class Utf8Request(WSGIRequest):
    """A request in UTF-8, which JSON always is, and what browsers send to pages in UTF-8.

    Django would decode the query by whatever codec the Content-Type names, also by those that
    decode no text ("zlib"), and break before anything could answer.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        """Keep the type and its parameters; the charset decides nothing."""
        told = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
        self.content_type, self.content_params = told
