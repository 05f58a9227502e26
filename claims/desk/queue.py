"""What awaits a decision: by rank, under the filters of a URL, from a place in it on."""

import math
from collections.abc import Mapping
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.functional import cached_property

from claims.desk.looking import others_at, take
from claims.desk.narrowing import COUNTED, NAMES, Narrowing, Option
from claims.models import SetAside, Statement, Waiting
from claims.models.waiting import Place, WaitingQuerySet

TRIED = 5  # how often somebody may be quicker to the next

_WAYS = ("at", "after", "before")


class Queue:
    """The waiting statements, those first that are worth most of an editor's time.

    In a URL stand the filters; a place (`at`, `after` or `before` which one); `aside` for what
    this editor skipped, which is left out otherwise.
    """

    names = NAMES  # of the filters, as pages say them

    def __init__(self, parameters: Mapping[str, str], editor: User) -> None:
        """Take filters and place from a URL's parameters; what makes no sense is ignored."""
        self.editor = editor
        self.narrowing = Narrowing(parameters)
        self.aside = bool(parameters.get("aside"))
        self.filtering = bool(parameters.get("filters"))  # the filters are open
        places = ((way, _place(parameters.get(way, ""))) for way in _WAYS)
        self.way, self.place = next((found for found in places if found[1]), ("", None))
        self.moved = self.place is not None  # the focus goes along

    def next(self, *, keep: bool = True) -> Statement | None:
        """The one to decide on now, with its evidence and its place; `keep` it from others."""
        for row in self._candidates()[:TRIED]:
            if not keep or take(row.pk, self.editor):
                self.way, self.place = "at", row.place
                rows = Statement.objects.with_evidence().select_related("speaker", "waiting")
                return rows.get(pk=row.pk)
        return None

    def _candidates(self) -> WaitingQuerySet:
        """What this editor may have, from the place on."""
        skipped = SetAside.objects.standing().filter(editor=self.editor)
        mine = list(skipped.values_list("statement", flat=True))
        rows = self._narrowed().exclude(pk__in=others_at(self.editor))
        rows = rows.filter(pk__in=mine) if self.aside else rows.exclude(pk__in=mine)
        if not self.place:
            return rows.in_order()
        if self.way == "before":
            return rows.before(self.place)
        return (rows.from_place if self.way == "at" else rows.after)(self.place).in_order()

    def _narrowed(self) -> WaitingQuerySet:
        """All under the filters: few of them are found first, among many the order is followed.

        Left to guess, PostgreSQL follows the order for the few as well, to wherever they are.
        """
        rows = self.narrowing.rows()
        if self.chosen and self.count <= COUNTED:
            return Waiting.objects.filter(pk__in=rows.values("pk")[:COUNTED])
        return rows

    @cached_property
    def count(self) -> int:
        """How many wait under the filters; one more than `COUNTED` stands for any more."""
        return self.narrowing.rows()[: COUNTED + 1].count()

    def skipped(self) -> int:
        """How many of them this editor set aside."""
        return (
            SetAside.objects.standing()
            .filter(editor=self.editor, statement__in=self.narrowing.rows().values("pk"))
            .count()
        )

    def others(self) -> list[str]:
        """Who else is at the desk."""
        return sorted(set(others_at(self.editor).values()))

    def filters(self) -> dict[str, list[Option]]:
        """The values to choose from, by filter, each counted under the other filters."""
        return self.narrowing.options()

    def removable(self) -> list[tuple[str, str, str]]:
        """The filters that are set: name, label, and where the queue is shown without it."""
        return [
            (
                str(NAMES[name]),
                label,
                self._start({key: v for key, v in self.chosen.items() if key != name}),
            )
            for name, label in self.narrowing.labels().items()
        ]

    def open_filters(self) -> str:
        """Where the filters are chosen."""
        return self._start({**self.chosen, "filters": "1"})

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that are set."""
        return self.narrowing.chosen

    def parameters(self) -> str:
        """The query string under which the queue is at this place."""
        return self._query(self.way, self.place)

    def url(self, way: str = "", place: Place | None = None) -> str:
        """Where the queue is shown at this place, or `at`, `after` or `before` another."""
        query = self._query(way, place) if way else self.parameters()
        return f"{reverse('desk')}?{query}"

    def later(self) -> str:
        """Where the one after this is shown."""
        return self.url("after", self.place)

    def peek(self) -> str:
        """The same, without keeping it from others: what the script fetches ahead."""
        return f"{self.later()}&peek=1"

    def earlier(self) -> str:
        """Where the one before this is shown."""
        return self.url("before", self.place)

    def start(self) -> str:
        """Where it is shown from the beginning."""
        return self._start(self.chosen)

    def set_aside(self) -> str:
        """Where that is shown which this editor skipped."""
        return self._start({**self.chosen, "aside": "1"})

    def _start(self, parameters: Mapping[str, str]) -> str:
        return f"{reverse('desk')}?{urlencode(parameters)}"

    def _query(self, way: str, place: Place | None) -> str:
        aside = {"aside": "1"} if self.aside else {}
        where = {way: f"{place[0]!r},{place[1]}"} if place else {}
        return urlencode({**self.chosen, **aside, **where})


def _place(written: str) -> Place | None:
    """A rank and an id as `Queue` writes them."""
    rank, _, pk = written.partition(",")
    try:
        found = (float(rank), int(pk))
    except ValueError:
        return None
    return found if math.isfinite(found[0]) and 0 <= found[1] < 2**63 else None
