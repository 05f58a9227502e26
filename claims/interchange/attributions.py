"""What the reader's model found in an article as JSON, to be resolved again without the model.

Kept small: spans are pairs, and what is at its default is left out. The form has a version of its
own; what another one wrote is refused, since a field misread is worse than an article read again.
"""

from collections.abc import Iterable
from typing import Any

from cattrs.preconf.json import make_converter

from claims.extraction import Attribution, Span

ATTRIBUTIONS_VERSION = 1

_converter = make_converter(omit_if_default=True)
_converter.register_unstructure_hook(Span, lambda span: [span.start, span.end])
_converter.register_structure_hook(Span, lambda pair, _: Span(*pair))


def attributions_to_json(attributions: Iterable[Attribution]) -> dict[str, Any]:
    """The attributions in their order, as JSON values."""
    dumped = _converter.unstructure(list(attributions), list[Attribution])
    return {"version": ATTRIBUTIONS_VERSION, "attributions": dumped}


def attributions_from_json(dumped: dict[str, Any]) -> tuple[Attribution, ...]:
    """The attributions that `attributions_to_json` was given; ValueError for another version's."""
    version = dumped.get("version")
    if version != ATTRIBUTIONS_VERSION:
        message = f"attributions of version {version}: read the article again"
        raise ValueError(message)
    return _converter.structure(dumped["attributions"], tuple[Attribution, ...])
