"""What awaits a decision: the least certain statements under the filters of a URL."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse

from claims.models import Statement
from claims.models.statements import StatementQuerySet

COUNTED = 10_000  # counts are exact up to here

# By what the queue is filtered: the value in the URL, and its label.
_PATHS = {
    "speaker": ("speaker__slug", "speaker__name"),
    "outlet": (
        "reports__revision__article__outlet__slug",
        "reports__revision__article__outlet__name",
    ),
    "event": ("links__event__slug", "links__event__title"),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter, with the number of waiting statements that it leaves."""

    value: str
    label: str
    count: int
    chosen: bool


class Queue:
    """The waiting statements, most doubtful first; `after` is the statement that was left last."""

    def __init__(self, parameters: Mapping[str, str]) -> None:
        """Take the filters and the place from a URL's parameters; what is not known is ignored."""
        self.chosen = {name: parameters[name] for name in _PATHS if parameters.get(name)}
        after = parameters.get("after", "")
        self.after = int(after) if after.isdecimal() and after.isascii() else 0

    def statements(self, *, regardless_of: str = "") -> StatementQuerySet:
        """All that wait under the filters, but for one of them."""
        rows = Statement.objects.least_certain_first()
        for name, value in self.chosen.items():
            if name != regardless_of:
                having = Statement.objects.filter(**{_PATHS[name][0]: value})
                rows = rows.filter(pk__in=having.values("pk"))
        return rows

    def next(self) -> Statement | None:
        """The one to decide on now."""
        rows = self.statements()
        left = Statement.objects.filter(pk=self.after).values_list("confidence", "pk").first()
        if left:
            surer, later = Q(confidence__gt=left[0]), Q(confidence=left[0], pk__gt=left[1])
            rows = rows.filter(surer | later)
        return rows.with_evidence().first()

    def count(self) -> int:
        """How many wait under the filters; one more than `COUNTED` stands for any more."""
        return self.statements()[: COUNTED + 1].count()

    def filters(self) -> dict[str, list[Option]]:
        """The values to choose from, by filter, each counted under the other filters."""
        return {name: self._options(name) for name in _PATHS}

    def _options(self, name: str) -> list[Option]:
        value, label = _PATHS[name]
        waiting = self.statements(regardless_of=name)[:COUNTED].values("pk")
        rows = Statement.objects.filter(pk__in=waiting, **{f"{value}__isnull": False})
        counted = rows.values_list(value, label).annotate(n=Count("pk", distinct=True))
        return [
            Option(slug, text, count, chosen=slug == self.chosen.get(name))
            for slug, text, count in counted.order_by(label)
        ]

    def parameters(self) -> str:
        """The query string under which the queue is at this place."""
        return _query(self.chosen, self.after)

    def url(self, *, after: int = 0) -> str:
        """Where the queue is shown at this place, or after another statement."""
        return f"{reverse('desk')}?{_query(self.chosen, after or self.after)}"

    def start(self) -> str:
        """Where it is shown from the beginning."""
        return f"{reverse('desk')}?{_query(self.chosen, 0)}"


def _query(chosen: Mapping[str, str], after: int) -> str:
    return urlencode({**chosen, **({"after": after} if after else {})})
