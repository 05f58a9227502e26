"""Lines as rows of a table: nested keys in columns of their own, lists as JSON in one cell."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints, is_typeddict

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

# What a spreadsheet would take for the start of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_table(lines: Iterable[Mapping[str, Any]], shape: type, out: "SupportsWrite[str]") -> None:
    """Write lines as CSV; the columns are those of the shape, also where no line has a value.

    A text that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    for line in table_lines(lines, list(columns(shape))):
        out.write(line)


def table_lines(
    lines: Iterable[Mapping[str, Any]], paths: Sequence[tuple[str, ...]]
) -> Iterator[str]:
    """The same line by line, with columns for these paths; the first line names them."""
    writer = csv.writer(_Back(), lineterminator="\n")
    yield writer.writerow(".".join(path) for path in paths)
    for line in lines:
        yield writer.writerow(_cell(line, path) for path in paths)


class _Back:
    """Gives back what the writer writes: its `writerow` returns what `write` does."""

    def write(self, text: str) -> str:
        """The same."""
        return text


def columns(shape: type) -> Iterator[tuple[str, ...]]:
    """The paths of a shape's plain values and lists, in its order."""
    for key, hint in get_type_hints(shape).items():
        inner = _object_in(hint)
        if inner is None:
            yield (key,)
        else:
            yield from ((key, *path) for path in columns(inner))


def _object_in(hint: Any) -> type | None:  # noqa: ANN401 - a type hint
    """The shape of a key that holds an object or null."""
    options = get_args(hint) if get_origin(hint) in (Union, UnionType) else [hint]
    return next((option for option in options if is_typeddict(option)), None)


def _cell(line: Mapping[str, Any], path: tuple[str, ...]) -> str | float:
    value: Any = line
    for key in path:
        value = value[key] if value is not None else None
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value
