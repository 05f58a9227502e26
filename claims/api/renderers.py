"""The forms in which answers are written."""

from typing import Any

from rest_framework.renderers import JSONRenderer


class PlainJSONRenderer(JSONRenderer):
    """JSON in one form whatever the `Accept` header adds, so that a state has one ETag."""

    def get_indent(self, accepted_media_type: str, renderer_context: Any) -> None:  # noqa: ANN401
        """Never indent."""


class LinesRenderer(PlainJSONRenderer):
    """For programs that ask for JSON Lines by name."""

    media_type = "application/x-ndjson"
    format = "ndjson"


class TableRenderer(PlainJSONRenderer):
    """For programs that ask for CSV by name."""

    media_type = "text/csv"
    format = "csv"
