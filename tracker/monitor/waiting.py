"""What waits to be done, and for how long."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Reading, Receipt
from sources.models import Fetch, Revision, Work, WorkQuerySet

# The newest revisions, among which one may lie that nobody has opened a reading for yet. The task
# that does so starts with the newest too, and takes some seconds.
LOOKED_AT = 20_000

# The stages of an article's way; resolving comes about by a campaign.
STAGES = (
    "fetching",
    "intake",
    "reading",
    *(stage.value for stage in Receipt.Stage if stage != Receipt.Stage.RESOLVING),
    Receipt.Stage.RESOLVING.value,
)

TITLES = {
    "fetching": _("fetching"),
    "intake": _("intake"),
    "reading": _("reading"),
    "resolving": _("resolving"),
    "recording": _("recording"),
    "matching": _("matching"),
    "linking": _("linking"),
    "relating": _("relating"),
}


@dataclass(frozen=True, slots=True)
class Unread:
    """An article that is not read yet: since when, and what it is called."""

    since: datetime
    name: str
    article: int | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """How much of one stage's work waits, how much of that a worker holds, how much failed."""

    name: str
    waiting: int
    held: int
    failed: int

    @property
    def title(self) -> str:
        """Its name in the reader's language."""
        return str(TITLES[self.name])


def oldest_unread() -> Unread | None:
    """The article that came first of those that are not read yet; what is read anew is no such."""
    found = [*_to_be_taken_in(), *_to_be_read(), *_unopened()]
    return min(found, key=lambda unread: unread.since, default=None)


def queue_age(unread: Unread | None = None) -> timedelta:
    """For how long the oldest article that is not read has waited; nothing where none waits."""
    oldest = unread or oldest_unread()
    return max(timezone.now() - oldest.since, timedelta(0)) if oldest else timedelta(0)


def stages() -> list[Stage]:
    """Every stage in the order of an article's way, in a constant number of queries."""
    waiting = {name: (n, held) for rows in _each(Work.State.PENDING) for name, n, held in rows}
    failed = {name: n for rows in _each(Work.State.FAILED) for name, n, _ in rows}
    return [Stage(name, *waiting.get(name, (0, 0)), failed.get(name, 0)) for name in STAGES]


def with_stage(model: type[Work]) -> WorkQuerySet:
    """The model's rows with the `at_stage` that each is at."""
    at_stage: dict[type[Work], Any] = {
        Fetch: Case(When(compressed=None, then=Value("fetching")), default=Value("intake")),
        Reading: Value("reading"),
        Receipt: F("stage"),
    }
    rows: WorkQuerySet = model._default_manager.annotate(at_stage=at_stage[model])
    return rows


def _each(state: Work.State) -> Iterable[Iterable[tuple[str, int, int]]]:
    held = Count("pk", filter=Q(leased_until__gt=timezone.now()))
    for model in (Fetch, Reading, Receipt):
        rows = with_stage(model).filter(state=state).order_by().values_list("at_stage")
        yield rows.annotate(n=Count("pk"), held=held)


def _to_be_taken_in() -> Iterable[Unread]:
    rows = Fetch.objects.pending().order_by("pk").values_list("created_at", "url", "origin")
    return [Unread(since, url or origin) for since, url, origin in rows[:1]]


def _to_be_read() -> Iterable[Unread]:
    done = Reading.objects.filter(revision=OuterRef("revision"), state=Reading.State.DONE)
    rows = Reading.objects.pending().filter(~Exists(done)).order_by("pk")
    return _of_articles(rows, "created_at", "revision__article")


def _unopened() -> Iterable[Unread]:
    """By when they came to us: an archive's pages were fetched long before."""
    newest = Revision.objects.order_by("-pk").values("pk")[:LOOKED_AT]
    unopened = ~Exists(Reading.objects.filter(revision=OuterRef("pk")))
    rows = Revision.objects.readable().filter(unopened, pk__in=newest)
    came = rows.annotate(came=Greatest("fetched_at", "article__first_seen_at")).order_by("came")
    return _of_articles(came, "came", "article")


def _of_articles(rows: "QuerySet[Any]", since: str, article: str) -> Iterable[Unread]:
    columns = (since, f"{article}__title", f"{article}__url", article)
    found = rows.values_list(*columns)[:1]
    return [Unread(moment, title or url, pk) for moment, title, url, pk in found]
