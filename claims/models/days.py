"""The day that a list of statements goes by: when they were said, or when first reported."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DateField, F, Func
from django.db.models.expressions import OrderBy


@dataclass(frozen=True, slots=True)
class ListDay:
    """Names of a statement's columns; what lies between `earliest` and `latest` sorts by `sort`."""

    name: str  # as addresses write it
    sort: str
    earliest: str
    latest: str
    written: str  # the day as it is known (EDTF): what statements are grouped by

    def newest_first(self) -> tuple[OrderBy, str]:
        """An order that an index has; those of no known day come last."""
        return F(self.sort).desc(nulls_last=True), "-pk"

    def newest_first_by_sorting(self) -> tuple[OrderBy, str]:
        """The same order in a form that no index has: rows are found first, then sorted."""
        day = Func(F(self.sort), template="(%(expressions)s + 0)", output_field=DateField())
        return day.desc(nulls_last=True), "-pk"

    def of(self, statement: Any) -> date | None:  # noqa: ANN401 - a statement, which imports this
        """The day by which it sorts."""
        day: date | None = getattr(statement, self.sort)
        return day

    def written_of(self, statement: Any) -> str:  # noqa: ANN401
        """The day as it is known, or ""."""
        return str(getattr(statement, self.written)) if self.of(statement) else ""


SAID = ListDay("said", "sort_day", "said_earliest", "said_latest", "said_edtf")
REPORTED = ListDay(
    "reported", "reported_day", "reported_day", "reported_day", written="reported_day"
)
LIST_DAYS = {day.name: day for day in (SAID, REPORTED)}
