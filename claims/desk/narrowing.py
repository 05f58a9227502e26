"""The filters of the queue: what a URL chooses, and what there is to choose from."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from claims.models import Event, Speaker, Waiting
from claims.models.attributed import Kind
from claims.models.waiting import Reason, WaitingQuerySet
from sources.models import Outlet

COUNTED = 10_000  # counts are exact up to here
OFFERED = 200  # values of one filter, those of most statements

# The column of each filter; several values lie in an array.
_SINGLE = {"speaker": "speaker", "kind": "kind"}
_SEVERAL = {"outlet": "outlets", "event": "events", "reason": "reasons"}
_COLUMNS = {**_SINGLE, **_SEVERAL}
_LABELS = {"kind": dict(Kind.choices), "reason": dict(Reason.choices)}
# Those whose values are rows, by slug, and what they are called.
_ROWS: dict[str, tuple[type[Model], str]] = {
    "speaker": (Speaker, "name"),
    "outlet": (Outlet, "name"),
    "event": (Event, "title"),
}
NAMES = {
    "speaker": _("speaker"),
    "outlet": _("outlet"),
    "event": _("event"),
    "kind": _("kind"),
    "reason": _("reason"),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter, with the number of waiting statements that it leaves."""

    value: str
    label: str
    count: int
    chosen: bool


class Narrowing:
    """The filters of a URL; what is not known is ignored, a value without rows leaves nothing."""

    def __init__(self, parameters: Mapping[str, str]) -> None:
        """Take them from a URL's parameters; what PostgreSQL can't hold chooses nothing."""
        given = {name: parameters.get(name, "") for name in NAMES}
        self.chosen = {name: told for name, told in given.items() if told and "\x00" not in told}
        self._keys = {name: _key(name, value) for name, value in self.chosen.items()}

    def rows(self, *, regardless_of: str = "") -> WaitingQuerySet:
        """All that wait under the filters, but for one of them."""
        rows = Waiting.objects.all()
        for name, key in self._keys.items():
            if key is None and name != regardless_of:
                return rows.none()
            if name != regardless_of:
                column = _COLUMNS[name]
                wanted = {f"{column}__contains": [key]} if name in _SEVERAL else {column: key}
                rows = rows.filter(**wanted)
        return rows

    def options(self) -> dict[str, list[Option]]:
        """The values to choose from, by filter, each counted under the other filters."""
        free = [name for name in NAMES if name not in self.chosen]
        counted = dict(zip(free, self._count(free), strict=True))
        for name in self.chosen:
            (counted[name],) = self._count([name], regardless_of=name)
        return {name: self._offered(name, counted[name]) for name in NAMES}

    def labels(self) -> dict[str, str]:
        """What the filters that are set are called, the value itself where there is no such."""
        known = {name: _known(name, [key]) for name, key in self._keys.items() if key is not None}
        return {
            name: known[name][self._keys[name]][1] if name in known else value
            for name, value in self.chosen.items()
        }

    def _count(self, names: Sequence[str], regardless_of: str = "") -> list[Counter[Any]]:
        """How often each value of these filters occurs, in one query."""
        columns = [_COLUMNS[name] for name in names]
        rows = self.rows(regardless_of=regardless_of).values_list(*columns)[:COUNTED]
        by_column = list(zip(*rows, strict=True)) or [()] * len(names)
        return [
            Counter(_flat(values) if name in _SEVERAL else values)
            for name, values in zip(names, by_column, strict=True)
        ]

    def _offered(self, name: str, counts: Counter[Any]) -> list[Option]:
        kept = {key: n for key, n in counts.most_common(OFFERED) if key is not None}
        known = _known(name, kept)
        chosen = self.chosen.get(name)
        options = [
            Option(value, label, kept[key], chosen=value == chosen)
            for key, (value, label) in known.items()
        ]
        return sorted(options, key=lambda option: option.label)


def _flat(values: Iterable[Iterable[Any]]) -> Iterable[Any]:
    return (value for several in values for value in several)


def _key(name: str, value: str) -> int | str | None:
    """What a column holds for a value in the URL; None if there is no such value."""
    if name in _LABELS:
        return value if value in _LABELS[name] else None
    found: QuerySet[Any] = _ROWS[name][0]._default_manager.filter(slug=value)
    return found.values_list("pk", flat=True).first()


def _known(name: str, keys: Iterable[Any]) -> dict[Any, tuple[str, str]]:
    """The value in the URL and the label of each key."""
    if name in _LABELS:
        return {key: (str(key), str(_LABELS[name][key])) for key in keys}
    model, label = _ROWS[name]
    rows = model._default_manager.filter(pk__in=list(keys)).values_list("pk", "slug", label)
    return {pk: (slug, text) for pk, slug, text in rows}
