"""How the API describes itself: shapes and tokens as OpenAPI 3.1."""

from collections.abc import Callable
from types import UnionType
from typing import Annotated, Any, ClassVar, Literal, Union, get_args, get_origin, get_type_hints

from drf_spectacular.extensions import OpenApiAuthenticationExtension, OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import Direction
from rest_framework.serializers import BaseSerializer

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
        """The object with its keys, all of them always there."""

        def component(shape: type) -> Schema:
            resolved = auto_schema.resolve_serializer(serializer(shape), direction)  # type: ignore[arg-type]
            return dict(resolved.ref)

        hints = get_type_hints(self._shape, include_extras=True)
        return {
            "type": "object",
            "description": self._shape.__doc__ or "",
            "properties": {key: schema_of(hint, component) for key, hint in hints.items()},
            "required": list(hints),
            "additionalProperties": False,
        }

    @property
    def _shape(self) -> type:
        shape: type = self.target.shape
        return shape


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


class TokenSchema(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Tokens as programs send them."""

    target_class = "claims.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> Schema:
        """An HTTP bearer token."""
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "Made by `manage.py create_token`, shown once.",
        }


def describe_problems(result: Schema, generator: object, request: object, public: object) -> Schema:
    """Say of each operation with which errors it can answer, and that reading may be open."""
    result["components"]["schemas"]["Problem"] = _PROBLEM
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            fails = _READING_FAILS | (_WRITING_FAILS if method == "patch" else {})
            if "/statements/{" in path:
                fails |= _STATEMENT_FAILS
            operation["responses"].update(
                {str(status): _problem(fails[status]) for status in fails}
            )
            if method == "get":
                operation["security"] = [{"token": []}, {"cookieAuth": []}, {}]
                _describe_polling(operation["responses"])
    return result


def _describe_polling(responses: Schema) -> None:
    if "application/json" in responses["200"]["content"]:
        responses["200"]["headers"] = {"ETag": _ETAG}
        responses["304"] = {"description": "It is as If-None-Match says."}


_ETAG = {"description": "Changes with any byte.", "schema": {"type": "string"}}
_READING_FAILS = {
    400: "A parameter or value that can't be.",
    401: "The token is wrong, or reading needs one here.",
    404: "Nothing under this address.",
    406: "No such format.",
    429: "Too many requests: Retry-After says when to come back.",
}
_WRITING_FAILS = {
    403: "Not an editor.",
    412: "It has changed since; `current` is how it stands.",
    415: "The body is not JSON.",
    428: "If-Match is missing.",
}
_STATEMENT_FAILS = {410: "Rejected, or no longer found; editors still see it."}
_PROBLEM: Schema = {
    "type": "object",
    "description": "An error as RFC 9457 has it; some types have members of their own.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri", "description": "Never changes."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "detail"],
                "properties": {"field": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}


def _problem(told: str) -> Schema:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": told, "content": {"application/problem+json": {"schema": schema}}}
