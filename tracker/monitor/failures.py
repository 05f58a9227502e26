"""What failed for good, grouped by cause; and what somebody left at that."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, F, Max, QuerySet, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from claims.models import Reading, Receipt
from sources.models import Fetch, Work, WorkQuerySet
from tracker.monitor.waiting import STAGES, TITLES, with_stage

MOST_GROUPS = 50  # of each kind of row that are shown, the largest first
EXAMPLES = 3  # of each group, the newest first
SHOWN_DISCARDED = timedelta(days=30)

MODELS: dict[str, type[Work]] = {
    **dict.fromkeys(STAGES, Receipt),
    "fetching": Fetch,
    "intake": Fetch,
    "reading": Reading,
}
# Where a row's article is found, its title and its address: the columns of each kind of row.
_COLUMNS: dict[type[Work], tuple[str, str, str]] = {
    Fetch: ("revision__article", "origin", "url"),
    Reading: (
        "revision__article",
        "revision__article__title",
        "revision__article__url",
    ),
    Receipt: (
        "reading__revision__article",
        "reading__revision__article__title",
        "reading__revision__article__url",
    ),
}


@dataclass(frozen=True, slots=True)
class Example:
    """One row that failed: which, of what article, with its whole error."""

    pk: int
    name: str
    url: str
    article: int | None
    error: str
    attempts: int
    admin: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one stage that ended for one cause."""

    stage: str
    cause: str
    count: int
    newest: datetime
    examples: Sequence[Example] = ()
    by: str = ""

    @property
    def title(self) -> str:
        """The stage in the reader's language."""
        return str(TITLES[self.stage])


def failures() -> list[Group]:
    """What failed and waits for somebody, the largest groups first; in constant queries."""
    return _largest_first(group for model in _COLUMNS for group in _failures_of(model))


def discarded() -> list[Group]:
    """What was discarded lately, by whom, the newest first."""
    since = timezone.now() - SHOWN_DISCARDED
    groups = [
        Group(stage, cause, count, newest, by=by)
        for model in _COLUMNS
        for stage, cause, by, count, newest in _grouped(
            with_stage(model).discarded().filter(finished_at__gte=since),
            "discarded_by__username",
        )
    ]
    return sorted(groups, key=lambda group: group.newest, reverse=True)


def may_mend(user: User, stage: str) -> bool:
    """Whether somebody may retry and discard what failed at a stage."""
    meta = MODELS[stage]._meta
    return user.is_staff and user.has_perm(f"{meta.app_label}.change_{meta.model_name}")


def ended_at(stage: str, state: str) -> WorkQuerySet:
    """The rows that ended in that state at a stage."""
    return with_stage(MODELS[stage]).filter(at_stage=stage, state=state)


def _failures_of(model: type[Work]) -> Iterable[Group]:
    failed = with_stage(model).failed()
    examples = _examples(model)
    for stage, cause, count, newest in _grouped(failed):
        yield Group(stage, cause, count, newest, examples[stage, cause])


def _grouped(rows: "QuerySet[Any]", *columns: str) -> "QuerySet[Any]":
    grouped = rows.order_by().values_list("at_stage", "cause", *columns)
    counted = grouped.annotate(count=Count("pk"), newest=Max("finished_at"))
    largest: QuerySet[Any] = counted.order_by("-count", "-newest")[:MOST_GROUPS]
    return largest


def _examples(model: type[Work]) -> dict[tuple[str, str], list[Example]]:
    """The newest rows of every group, without the texts that hang on them."""
    failed = with_stage(model).failed()
    number = Window(RowNumber(), partition_by=[F("at_stage"), F("cause")], order_by=F("pk").desc())
    rows = failed.annotate(number=number).filter(number__lte=EXAMPLES).order_by("-pk")
    told = ("at_stage", "cause", "pk", *_COLUMNS[model], "error", "attempts")
    found: dict[tuple[str, str], list[Example]] = defaultdict(list)
    for stage, cause, pk, article, title, url, error, attempts in rows.values_list(*told):
        name = url if model is Fetch else title
        example = Example(
            pk=pk,
            name=name or title or url or gettext("row %(pk)s") % {"pk": pk},
            url=url,
            article=article,
            error=error,
            attempts=attempts,
            admin=_in_admin(model, pk),
        )
        found[stage, cause].append(example)
    return found


def _in_admin(model: type[Work], pk: int) -> str:
    meta = model._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[pk])


def _largest_first(groups: Iterable[Group]) -> list[Group]:
    return sorted(groups, key=lambda group: (-group.count, -group.newest.timestamp()))
