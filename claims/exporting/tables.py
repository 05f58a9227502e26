"""Lines as rows of a table: nested keys in columns of their own, lists with "; " in one cell."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints, is_typeddict

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

# What a spreadsheet would take for the start of a formula.
_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")  # the last four are full-width


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
    """The paths of a shape's plain values and lists, in its order.

    Objects in a list have a column a key; lists and objects in those are no cell's, and left out.
    """
    for key, hint in get_type_hints(shape).items():
        inner, item = _object_in(hint), _object_in(_item_of(hint))
        if inner:
            yield from ((key, *path) for path in columns(inner))
        elif item:
            yield from ((key, *path) for path in columns(item) if not _nests(item, path))
        else:
            yield (key,)


def _nests(shape: type, path: tuple[str, ...]) -> bool:
    """Whether a list stands on the way."""
    hint = get_type_hints(shape)[path[0]]
    inner = _object_in(hint)
    if inner and path[1:]:
        return _nests(inner, path[1:])
    return _item_of(hint) is not None and _item_of(hint) is not int


def _item_of(hint: Any) -> Any:  # noqa: ANN401 - a type hint
    """What a list holds; None for anything else."""
    return get_args(hint)[0] if get_origin(hint) is list else None


def _object_in(hint: Any) -> type | None:  # noqa: ANN401 - a type hint
    """The shape of a key that holds an object or null."""
    options = get_args(hint) if get_origin(hint) in (Union, UnionType) else [hint]
    return next((option for option in options if is_typeddict(option)), None)


def _cell(line: Mapping[str, Any], path: tuple[str, ...]) -> str | float:
    value = _value(line, path)
    if isinstance(value, list):
        value = "; ".join(map(_written, value))
    elif isinstance(value, dict):
        value = _written(value)
    if not isinstance(value, str):
        return "" if value is None else value
    # The writer puts no quotation marks around a bare carriage return, which ends a row elsewhere.
    text = value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value
    return f"'{text}" if value.startswith(_FORMULA) else text


def _value(value: Any, path: tuple[str, ...]) -> Any:  # noqa: ANN401 - whatever a line holds
    """What stands there; of a list, what stands there in each of its rows."""
    if not path or value is None:
        return value
    if isinstance(value, list):
        return [_value(each, path) for each in value]
    return _value(value[path[0]], path[1:])


def _written(value: object) -> str:
    """One of several in a cell; a pair of places as "12-40"."""
    if isinstance(value, list):
        return "-".join(map(str, value))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)
