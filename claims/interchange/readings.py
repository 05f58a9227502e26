"""A reading as JSON, for the audit trail and for the stages that follow it."""

from datetime import date
from typing import Any

from cattrs.preconf.json import make_converter

from claims.extraction import ExtractedReading

_converter = make_converter(omit_if_default=True)
_converter.register_unstructure_hook(date, date.isoformat)
_converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))


def to_json(reading: ExtractedReading) -> dict[str, Any]:
    """The reading as JSON values; what is at its default is left out."""
    dumped: dict[str, Any] = _converter.unstructure(reading)
    return dumped


def from_json(dumped: dict[str, Any]) -> ExtractedReading:
    """The reading that `to_json` was given."""
    return _converter.structure(dumped, ExtractedReading)
