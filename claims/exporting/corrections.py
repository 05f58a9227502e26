"""Editors' decisions as lines, by keys that mean the same in any database."""

from typing import Any

from claims.exporting.shapes import CorrectionLine
from claims.models import Correction


def line_of_correction(row: Correction) -> CorrectionLine:
    """A decision with its editor and what it undoes, which the caller has selected."""
    return {
        "key": str(row.key),
        "article": row.article_url,
        "quote": row.quote,
        "prefix": row.quote_prefix,
        "suffix": row.quote_suffix,
        "field": row.field,
        "value": _portable(row.value),
        "replaced": _portable(row.replaced),
        "cause": row.cause,
        "fault": row.fault,
        "reason": row.reason,
        "editor": row.editor.get_username(),
        "made": row.made_at.isoformat(),
        "undoes": str(row.undoes.key) if row.undoes else None,
        "batch": str(row.batch.key) if row.batch else None,
    }


def is_portable(row: Correction) -> bool:
    """Whether all that it names has words: after a takedown, what was joined with may have none."""
    told = row.value or row.replaced or {}
    named = {Correction.Field.SAME: "with", Correction.Field.RELATION: "article_url"}
    name = named.get(Correction.Field(row.field))
    return name is None or bool(told.get(name))


def _portable(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Without the id of another statement: its words stand beside it."""
    if isinstance(value, dict) and "article_url" in value:
        return {key: told for key, told in value.items() if key != "statement"}
    return value
