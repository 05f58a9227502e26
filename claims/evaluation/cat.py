"""Times marked in MEANTIME: Wikinews articles as tokens, with the labels apart (CAT's format).

Only the first sentences have labels, so a text ends with the last sentence that has one; and the
day of publication, which the text often names, is none of the times to find.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree

from claims.evaluation.texts import Marked, MarkedText
from claims.extraction import Span

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_DAY_FIRST = re.compile(r"(\d\d)-(\d\d)-(\d{4})")  # as one of the articles has it
_CLOSING = re.compile(r"[.,;:!?%)\]”’]|'s|n't|'")  # stands without a space before it

_Places = Mapping[str, tuple[Span, int]]  # of tokens, by id, each with the number of its sentence


def read_cat(path: Path) -> MarkedText | None:
    """The labelled part of an article; None where no label tells the day on which it came out."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.parse(str(path), parser).getroot()
    text, places = _text_of(root)
    labels = list(root.find("Markables"))
    times = [label for label in labels if label.tag == "TIMEX3"]
    creation = min(times, key=lambda label: _creation_first(label, places))
    published = _day_of(creation.get("value") or "")
    if published is None:
        return None
    commented = [label for label in labels if label.get("comment") is not None]
    last = max(sentence for label in commented for _, sentence in _anchors(label, places))
    end = max(span.end for span, sentence in places.values() if sentence <= last)
    marked = [time for label in times if label is not creation for time in _marked(label, places)]
    return MarkedText(
        key=path.stem,
        text=text[:end],
        published=published,
        times=tuple(sorted(marked, key=lambda time: time.span.start)),
        ignored=tuple(time.span for time in _marked(creation, places)),
    )


def _text_of(root: Any) -> tuple[str, _Places]:  # noqa: ANN401 - lxml is untyped
    """The tokens as they would be written, a sentence a line, and where each stands."""
    text, before = "", None
    places: dict[str, tuple[Span, int]] = {}
    for token in root.findall("token"):
        word, sentence = token.text or "", int(token.get("sentence"))
        if before is not None:
            text += "\n" if sentence != before else "" if _CLOSING.fullmatch(word) else " "
        places[token.get("t_id")] = (Span(len(text), len(text) + len(word)), sentence)
        text, before = text + word, sentence
    return text, places


def _anchors(label: Any, places: _Places) -> Iterator[tuple[Span, int]]:  # noqa: ANN401
    for anchor in label.findall("token_anchor"):
        if anchor.get("t_id") in places:
            yield places[anchor.get("t_id")]


def _creation_first(label: Any, places: _Places) -> tuple[bool, bool, float]:  # noqa: ANN401
    """What is marked as the time of creation, else the first day that is named."""
    first = min((span.start for span, _ in _anchors(label, places)), default=float("inf"))
    is_day = bool(_DAY.match(label.get("value") or ""))
    return label.get("functionInDocument") != "CREATION_TIME", not is_day, first


def _day_of(value: str) -> date | None:
    if found := _DAY_FIRST.match(value):
        return date(int(found[3]), int(found[2]), int(found[1]))
    return date.fromisoformat(value[:10]) if _DAY.match(value) else None


def _marked(label: Any, places: _Places) -> Iterator[Marked]:  # noqa: ANN401
    """The time of a label; none where no token is named."""
    spans = [span for span, _ in _anchors(label, places)]
    if spans:
        span = Span(min(one.start for one in spans), max(one.end for one in spans))
        dated = label.get("type") in ("DATE", "TIME")
        yield Marked(span, (label.get("value") or "").strip(), dated)
