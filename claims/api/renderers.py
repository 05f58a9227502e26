"""The forms in which answers are written."""

from collections.abc import Iterable
from typing import Any, TypeVar

import orjson
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from claims.exporting.feeds import Feed


class PlainJSONRenderer(JSONRenderer):
    """JSON in one form whatever the `Accept` header adds, so that a state has one ETag.

    By `orjson`, which takes an eighth of the time; what it refuses, such as an integer of more than
    64 bits, is left to DRF. Moments are written as DRF writes them.
    """

    _unknown = JSONRenderer.encoder_class().default

    def get_indent(self, accepted_media_type: str, renderer_context: Any) -> None:  # noqa: ANN401
        """Never indent."""

    def render(self, data: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as DRF has it
        """The bytes."""
        if data is None:
            return b""
        try:
            return orjson.dumps(data, self._unknown, orjson.OPT_PASSTHROUGH_DATETIME)
        except orjson.JSONEncodeError:
            return super().render(data, *args, **kwargs)


class LinesRenderer(PlainJSONRenderer):
    """For programs that ask for JSON Lines by name."""

    media_type = "application/x-ndjson"
    format = "ndjson"


class TableRenderer(PlainJSONRenderer):
    """For programs that ask for CSV by name."""

    media_type = "text/csv"
    format = "csv"


class AtomRenderer(PlainJSONRenderer):
    """A feed as Atom; an error as JSON."""

    media_type = "application/atom+xml"
    format = "atom"

    def render(self, data: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as DRF has it
        """The bytes."""
        return data.atom().encode() if isinstance(data, Feed) else super().render(data)


class JsonFeedRenderer(PlainJSONRenderer):
    """A feed as JSON Feed 1.1."""

    media_type = "application/feed+json"
    format = "feed.json"

    def render(self, data: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as DRF has it
        """The bytes."""
        return super().render(data.json() if isinstance(data, Feed) else data)


# The forms of every list, by the actions that answer in them.
STREAMS: dict[str, type[PlainJSONRenderer]] = {"lines": LinesRenderer, "table": TableRenderer}
FEEDS: dict[str, type[PlainJSONRenderer]] = {"atom": AtomRenderer, "json_feed": JsonFeedRenderer}
FORMS: dict[str, type[PlainJSONRenderer]] = {"list": PlainJSONRenderer, **STREAMS, **FEEDS}

_Renderer = TypeVar("_Renderer")


class AsNamed(DefaultContentNegotiation):
    """The form that the address names, whatever the reader says that it takes."""

    def select_renderer(
        self, request: Request, renderers: Iterable[_Renderer], format_suffix: str | None = None
    ) -> tuple[_Renderer, str]:
        """The only one."""
        renderer = next(iter(renderers))
        return renderer, renderer.media_type  # type: ignore[attr-defined]
