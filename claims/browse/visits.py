"""What is new on the timeline to the reader who is signed in: since the last visit, or look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpRequest, QueryDict

from claims.browse.addresses import address_with
from claims.browse.counting import Total
from claims.models import SavedSearch, TimelineVisit
from claims.models.statements import StatementQuerySet


@dataclass(frozen=True, slots=True)
class Visit:
    """A reader's searches, the one that is open, and what came in since the visit before."""

    searches: Sequence[SavedSearch]
    open: SavedSearch | None
    since: datetime
    new: Total
    href: str

    @property
    def saveable(self) -> bool:
        """Whether the page is no saved search yet."""
        return self.open is None


def visit(request: HttpRequest, query: QueryDict, found: StatementQuerySet) -> Visit | None:
    """Note the visit; None for who is not signed in, of whom nothing is kept."""
    if not request.user.is_authenticated:
        return None
    user = request.user
    searches = list(SavedSearch.objects.filter(user=user).order_by("name"))
    own = own_query(query)
    opened = next((search for search in searches if search.query == own), None)
    last, _ = TimelineVisit.objects.get_or_create(user=user)
    last.look()
    since = opened.look().new_since if opened else last.new_since
    new = Total.of(found.filter(created_at__gt=since))
    return Visit(searches, opened, since, new, address_with(query, "new_since", moment_of(since)))


def own_query(query: QueryDict) -> str:
    """The filters without what is new, which is another time each time."""
    kept = query.copy()
    kept.pop("new_since", None)
    return kept.urlencode()


def moment_of(moment: datetime) -> str:
    """As addresses write it."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
