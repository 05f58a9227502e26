"""Bodies of writes: JSON of a size that can be held, with keys that mean something."""

from collections.abc import Iterable, Mapping
from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.fields import BooleanField, CharField, Field, IntegerField, ListField
from rest_framework.parsers import JSONParser
from rest_framework.serializers import Serializer, ValidationError

from claims.api.problems import TooLarge

MOST_BYTES = 2**20  # of a body, unless its view says otherwise as `most_bytes`
DEEPEST = 16  # lists and objects within each other
_TOO_DEEP = f"JSON parse error - lists and objects nest at most {DEEPEST} deep: send it flatter."


class BoundedJSONParser(JSONParser):
    """JSON that a program can send without filling the memory here."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:  # noqa: ANN401 - JSON
        """The value of the body; `TooLarge` before any of it is read, `ParseError` for no JSON."""
        context = parser_context or {}
        most = getattr(context.get("view"), "most_bytes", MOST_BYTES)
        length = context["request"].META.get("CONTENT_LENGTH") or 0
        if int(length) > most:
            message = f"The body has {length} bytes, and at most {most} are taken: send less."
            raise TooLarge(message)
        try:
            value = super().parse(stream, media_type, parser_context)
        except RecursionError:
            raise ParseError(_TOO_DEEP) from None
        if _nests_too_deep(value):
            raise ParseError(_TOO_DEEP)
        return value


def _nests_too_deep(value: object) -> bool:
    """Whether lists and objects stand within each other deeper than anything that is taken."""
    level = _nested([value])
    for _ in range(DEEPEST):
        level = _nested(inner for each in level for inner in _inside(each))
    return bool(level)


def _nested(values: Iterable[Any]) -> list[Any]:
    """Those that are lists or objects."""
    return [each for each in values if isinstance(each, dict | list)]


def _inside(value: Any) -> Iterable[Any]:  # noqa: ANN401 - a list or an object
    return value.values() if isinstance(value, dict) else value


class Body(Serializer[Any]):
    """A body in which every key has to be a known one."""

    def to_internal_value(self, data: Any) -> Any:  # noqa: ANN401 - JSON
        """Refuse keys that mean nothing, as a slip would be lost without a word."""
        self.refuse_unknown(data)
        return super().to_internal_value(data)

    def refuse_unknown(self, data: object) -> None:
        """Raise `ValidationError` for each key that is none of the fields."""
        unknown = sorted(set(data) - set(self.fields)) if isinstance(data, dict) else []
        if unknown:
            known = ", ".join(self.fields)
            raise ValidationError({name: [f"Unknown key: known are {known}."] for name in unknown})


class TypedBody(Body):
    """A body whose plain values, in lists too, are of the JSON type of the document."""

    def to_internal_value(self, data: Any) -> Any:  # noqa: ANN401 - JSON
        """Refuse what the library would guess at: a number for a text, "no" for false."""
        self.refuse_unknown(data)
        wrong = {
            name: told
            for name, value in (data.items() if isinstance(data, dict) else ())
            if (told := _wrong_in(self.fields[name], value))
        }
        if wrong:
            raise ValidationError(wrong)
        return super().to_internal_value(data)


def _wrong_in(field: Field[Any, Any, Any, Any], value: object) -> Any:  # noqa: ANN401 - nested
    """What to write in place of the value, by place where it is a list; empty where it is right."""
    if isinstance(field, ListField) and isinstance(value, list):
        told = {place: _wrong_in(field.child, each) for place, each in enumerate(value)}
        return {place: wrong for place, wrong in told.items() if wrong}
    wrong = _wrong_type(field, value)
    return [wrong] if wrong else []


def _wrong_type(field: Field[Any, Any, Any, Any], value: object) -> str:
    """What to write in place of the value, or ""."""
    if value is None:
        return ""  # which the field judges
    if isinstance(field, CharField) and not isinstance(value, str):
        return "Write a text."
    if isinstance(field, BooleanField) and not isinstance(value, bool):
        return "Write true or false."
    whole = isinstance(value, int | float) and not isinstance(value, bool)
    return "Write a whole number." if isinstance(field, IntegerField) and not whole else ""
