"""Decisions in words: what was decided, by whom, from what to what."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator

from claims.edtf import in_words
from claims.models import Correction, Event, RelationKind, Speaker

Field = Correction.Field


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a history: a decision, or the undoing of one."""

    correction: Correction
    was: str
    became: str

    @property
    def undone_by(self) -> Correction | None:
        """The row that took it back, if one did."""
        return getattr(self.correction, "undone_by", None)


def history(corrections: Iterable[Correction]) -> list[Entry]:
    """The corrections in the order given, with their values in words."""
    rows = list(corrections)
    values = [(row.field, value) for row in rows for value in (row.replaced, row.value)]
    said = phrases(values)
    became = [_with_fault(row, words) for row, words in zip(rows, said[1::2], strict=True)]
    return [Entry(*parts) for parts in zip(rows, said[::2], became, strict=True)]


def _with_fault(row: Correction, became: str) -> str:
    return f"{became}: {row.get_fault_display()}" if row.fault else became


def phrases(values: Sequence[tuple[str, Any]]) -> list[str]:
    """Each decision's (field, value) as a page says it; two queries, however many."""
    slugs = [value["slug"] for _, value in values if isinstance(value, dict) and "slug" in value]
    events = [value["event"] for field, value in values if field == Field.EVENT and value]
    names = dict(Speaker.objects.filter(slug__in=slugs).values_list("slug", "name"))
    titles = dict(Event.objects.filter(slug__in=events).values_list("slug", "title"))
    return [_phrase(field, value, names, titles) for field, value in values]


def _phrase(
    field: str,
    value: Any,  # noqa: ANN401 - JSON
    names: Mapping[str, str],
    titles: Mapping[str, str],
) -> str:
    if field == Field.SPEAKER:
        return _speaker_phrase(value or {}, names)
    if field == Field.SAID:
        return in_words(value or "")
    if value and field in _PHRASES:
        return _PHRASES[field](value, titles)
    return str(value or "")


def _event_phrase(value: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    title = titles.get(value["event"], value["event"])
    return f"refers to {title}" if value["refers"] else f"does not refer to {title}"


def _same_phrase(value: Mapping[str, Any], _: Mapping[str, str]) -> str:
    quotes = ", ".join(f"{other['quote']} ({other['article_url']})" for other in value["with"])
    return f"{'one utterance with' if value['same'] else 'another utterance than'} {quotes}"


def _relation_phrase(value: Mapping[str, Any], _: Mapping[str, str]) -> str:
    told = RelationKind(value["kind"]).label
    return f"{told} “{Truncator(value['quote']).chars(80)}”: {value['state']}"


def _drift_phrase(value: Mapping[str, Any], _: Mapping[str, str]) -> str:
    return f"{value['state']}: what changed in revision {value['to']}"


def _speaker_phrase(value: Mapping[str, str], names: Mapping[str, str]) -> str:
    slug = value.get("slug", "")
    parts = [names.get(slug, slug), value.get("name", ""), value.get("body", "")]
    return ", ".join(filter(None, parts)) or "unknown"


_PHRASES: dict[str, Callable[[Mapping[str, Any], Mapping[str, str]], str]] = {
    Field.EVENT: _event_phrase,
    Field.SAME: _same_phrase,
    Field.RELATION: _relation_phrase,
    Field.DRIFT: _drift_phrase,
}
