"""The state of a page is its query: how links change one part of it and keep the rest."""

from collections.abc import Collection

from django.http import QueryDict

FILTERS = ("q", "speaker", "event", "outlet", "kind", "dated", "since", "until", "by", "new_since")


def cleaned(query: QueryDict, names: Collection[str] = FILTERS) -> QueryDict:
    """The filters of these names that say something, in one order, without the page."""
    kept = QueryDict(mutable=True)
    for name in filter(names.__contains__, FILTERS):
        values = list(dict.fromkeys(filter(None, query.getlist(name))))
        if values:
            kept.setlist(name, values)
    return kept


def address_with(query: QueryDict, name: str, value: str) -> str:
    """The query (`?...`) with one value for a parameter."""
    changed = query.copy()
    changed[name] = value
    return f"?{changed.urlencode()}"


def address_without_any(query: QueryDict, *dropped: str) -> str:
    """The query (`?...`) with some filters taken out."""
    changed = query.copy()
    for name in dropped:
        changed.pop(name, None)
    return f"?{changed.urlencode()}"


def address_without(query: QueryDict, name: str, value: str) -> str:
    """The query (`?...`) with one value of a filter taken out."""
    changed = query.copy()
    changed.setlist(name, [other for other in query.getlist(name) if other != value])
    return f"?{changed.urlencode()}"
