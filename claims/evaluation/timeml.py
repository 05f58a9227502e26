"""Times marked in TimeML (TimeBank, AQUAINT, TempEval-3)."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree

from claims.evaluation.texts import Marked, MarkedText
from claims.extraction import Span

_STRAY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d+);)")


def read_timeml(path: Path) -> MarkedText:
    """One text, with the day of its creation."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(_STRAY.sub(b"&amp;", path.read_bytes()), parser)
    created = root.find(".//TIMEX3[@functionInDocument='CREATION_TIME']").get("value")
    pieces: list[str] = []
    times = tuple(_times(root.find(".//TEXT"), pieces))
    return MarkedText(path.stem, "".join(pieces), date.fromisoformat(created[:10]), times)


def _times(element: Any, pieces: list[str]) -> Iterator[Marked]:  # noqa: ANN401 - lxml is untyped
    """The marked times within an element, while its text is gathered in pieces."""
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        yield from _times(child, pieces)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3":
        dated = element.get("type") in ("DATE", "TIME")
        span = Span(start, sum(map(len, pieces)))
        yield Marked(span, (element.get("value") or "").strip(), dated)
