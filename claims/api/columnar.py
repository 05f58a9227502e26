"""The lists' shapes as Parquet's: an optional part, which needs `pip install pyarrow`."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

_PLAIN = {str: "string", int: "int64", float: "float64", bool: "bool_"}

Rows = Sequence[Mapping[str, Any]]


def is_there() -> bool:
    """Whether Parquet can be written here."""
    return find_spec("pyarrow") is not None


class ParquetFile:
    """Takes rows of one shape, some at a time; the file is whole once it is closed."""

    def __init__(self, path: Path, shape: type) -> None:
        """Begin the file with the columns of the shape."""
        self._arrow = arrow = import_module("pyarrow")
        self._schema = arrow.schema(list(_type_of(shape, arrow)))
        parquet = import_module("pyarrow.parquet")
        self._file = parquet.ParquetWriter(path, self._schema, compression="zstd")

    def write(self, rows: Rows) -> None:
        """Add rows."""
        self._file.write_table(self._arrow.Table.from_pylist(list(rows), schema=self._schema))

    def close(self) -> None:
        """End the file."""
        self._file.close()


def _type_of(hint: Any, arrow: Any) -> Any:  # noqa: ANN401 - types of an optional library
    """Arrow's type for a type hint: texts, numbers, lists and nested shapes."""
    if hint in _PLAIN:
        kind: Callable[[], Any] = getattr(arrow, _PLAIN[hint])
        return kind()
    if is_typeddict(hint):
        hints = get_type_hints(hint)
        return arrow.struct([(key, _type_of(inner, arrow)) for key, inner in hints.items()])
    if get_origin(hint) is Literal:
        return arrow.string()
    return _composed(hint, arrow)


def _composed(hint: Any, arrow: Any) -> Any:  # noqa: ANN401
    args = get_args(hint)
    if get_origin(hint) is list:
        return arrow.list_(_type_of(args[0], arrow))
    if get_origin(hint) in (Union, UnionType):
        (inner,) = (option for option in args if option is not type(None))
        return _type_of(inner, arrow)
    raise TypeError(hint)
