"""How the API describes itself: shapes and tokens as OpenAPI 3.1."""

from collections.abc import Callable
from types import UnionType
from typing import (
    Annotated,
    Any,
    ClassVar,
    Literal,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from drf_spectacular.extensions import OpenApiAuthenticationExtension, OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import Direction, OpenApiResponse
from rest_framework.serializers import BaseSerializer

from claims.exporting.feeds import JsonFeed

Schema = dict[str, Any]
_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}


class ShapeSerializer(BaseSerializer[Any]):
    """Writes a row through a function; the shape that this returns is the schema."""

    shape: ClassVar[type]
    write: ClassVar[Callable[[Any, Any], Any]]

    def to_representation(self, instance: Any) -> Any:  # noqa: ANN401 - any model
        """The row in its shape; the request makes the addresses."""
        return type(self).write(instance, self.context["request"])


def serializer(
    shape: type, write: Callable[[Any, Any], Any] = lambda row, _: row
) -> type[ShapeSerializer]:
    """A serializer of that shape, by a function of the row and the request."""
    return type(shape.__name__, (ShapeSerializer,), {"shape": shape, "write": staticmethod(write)})


class ShapeSchema(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]
    """A shape becomes a component, and so does each shape in it."""

    target_class = "claims.api.schema.ShapeSerializer"
    match_subclasses = True

    def get_identity(self, auto_schema: AutoSchema, direction: Direction) -> type:
        """Serializers of one shape are one component."""
        return self._shape

    def map_serializer(self, auto_schema: AutoSchema, direction: Direction) -> Schema:
        """The object with its keys, all of them always there unless the shape says otherwise."""

        def component(shape: type) -> Schema:
            resolved = auto_schema.resolve_serializer(serializer(shape), direction)  # type: ignore[arg-type]
            return dict(resolved.ref)

        hints = get_type_hints(self._shape, include_extras=True)
        return {
            "type": "object",
            "description": self._shape.__doc__ or "",
            "properties": {key: schema_of(_held(hint), component) for key, hint in hints.items()},
            "required": [key for key, hint in hints.items() if get_origin(hint) is not NotRequired],
            "additionalProperties": False,
        }

    @property
    def _shape(self) -> type:
        shape: type = self.target.shape
        return shape


def _held(hint: Any) -> Any:  # noqa: ANN401 - a type
    """What a key holds where it is there."""
    return get_args(hint)[0] if get_origin(hint) is NotRequired else hint


def schema_of(hint: Any, component: Callable[[type], Schema]) -> Schema:  # noqa: ANN401 - a type
    """The JSON Schema of a type hint; `component` refers to that of a shape."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return {**schema_of(args[0], component), "description": args[1]}
    if origin is list:
        return {"type": "array", "items": schema_of(args[0], component)}
    if origin in (Union, UnionType):
        return {"anyOf": [schema_of(option, component) for option in args]}
    return _simple(hint, component)


def _simple(hint: Any, component: Callable[[type], Schema]) -> Schema:  # noqa: ANN401 - a type
    if get_origin(hint) is Literal:
        return {"type": "string", "enum": list(get_args(hint))}
    return {"type": _PLAIN[hint]} if hint in _PLAIN else component(hint)


class Operations(AutoSchema):
    """Operations as the lists have them: a stream or a feed is a list without pages."""

    def get_operation_id(self) -> str:
        """Streams and feeds are called after the list and the form."""
        name = super().get_operation_id()
        view: Any = self.view
        return f"{view.basename}s_{view.action}" if self._is_unpaged else name

    def get_response_serializers(self) -> Any:  # noqa: ANN401 - as the library has it
        """Streams hold rows of the list's shape, which no media type of theirs can say."""
        if not self._is_unpaged:
            return super().get_response_serializers()
        view: Any = self.view
        form = view.renderer_classes[0].media_type
        if view.feeds:
            told = "The rows of the list that came last, each under its page's address."
            kind = serializer(JsonFeed) if form.endswith("json") else OpenApiTypes.STR
            return {(200, form): OpenApiResponse(kind, description=told)}
        told = f"A row of the list a line, in the shape of `{view.shape.__name__}`."
        return {(200, form): OpenApiResponse(OpenApiTypes.STR, description=told)}

    def _is_list_view(self, serializer: Any = None) -> bool:  # noqa: ANN401
        unpaged = serializer is None and self._is_unpaged  # filters, but no pages
        return unpaged or bool(super()._is_list_view(serializer))

    @property
    def _is_unpaged(self) -> bool:
        """Whether it answers a list without pages."""
        view: Any = self.view
        return bool(getattr(view, "streams", False) or getattr(view, "feeds", False))


class TokenSchema(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Tokens as programs send them."""

    target_class = "claims.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> Schema:
        """An HTTP bearer token."""
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "Made under `/account/tokens/`, shown once.",
        }
