"""Saved searches: filters that a reader keeps under a name, with feeds and what is new in each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from claims.browse.addresses import address_with, cleaned
from claims.browse.counting import Total
from claims.browse.facets import Chip, chips
from claims.browse.forms import TYPES, alternates
from claims.browse.visits import moment_of, own_query
from claims.filters import StatementFilterSet
from claims.models import SavedSearch, Statement

AT_MOST = 30  # of one reader: each is counted when they are listed
FEEDS = (TYPES["atom"], TYPES["feed.json"])


class NameForm(forms.Form):
    """A name that none of the reader's other searches has."""

    name = forms.CharField(max_length=80, strip=True)

    def __init__(self, user: User, data: Mapping[str, Any], pk: int = 0) -> None:
        """Of one search, or of one to be saved."""
        super().__init__(data)
        self.others = SavedSearch.objects.filter(user=user).exclude(pk=pk)

    def clean_name(self) -> str:
        """Say which search has the name already."""
        name = str(self.cleaned_data["name"])
        if self.others.filter(name=name).exists():
            message = gettext(
                "Another of your searches is called “%(name)s”: take another name."
            ) % {"name": name}
            raise forms.ValidationError(message)
        return name


class SavingForm(NameForm):
    """Filters to save, which have to mean something."""

    query = forms.CharField(max_length=4000)

    def clean_query(self) -> str:
        """The filters in one order, without the page."""
        query = own_query(cleaned(QueryDict(self.cleaned_data["query"])))
        if not query:
            message = gettext(
                "Choose a filter on the timeline first: every statement is no search."
            )
            raise forms.ValidationError(message)
        filters = StatementFilterSet(QueryDict(query), Statement.objects.none())
        if filters.errors:
            raise forms.ValidationError([each for told in filters.errors.values() for each in told])
        return query

    def clean(self) -> dict[str, Any]:
        """Say under which name it is saved already, or that there are too many."""
        same = self.others.filter(query=self.cleaned_data.get("query", "")).first()
        if same:
            message = gettext("This search is saved already, as “%(name)s”.")
            self.add_error("query", message % {"name": same.name})
        elif self.others.count() >= AT_MOST:
            message = gettext("You have %(number)s saved searches: delete one first.")
            self.add_error(None, message % {"number": AT_MOST})
        return self.cleaned_data


@dataclass(frozen=True, slots=True)
class Shown:
    """A saved search as the page lists it."""

    search: SavedSearch
    chips: Sequence[Chip]
    faults: Sequence[str]
    new: Total
    href: str
    href_of_new: str
    feeds: Sequence[Mapping[str, str]]

    @classmethod
    def of(cls, search: SavedSearch) -> "Shown":
        """Count what came in since it was opened; a query for that, and one a filter by names."""
        query = QueryDict(search.query)
        filters = StatementFilterSet(query, Statement.objects.believed())
        faults = [message for told in filters.errors.values() for message in told]
        since = search.not_seen_since
        page = reverse("timeline")
        return cls(
            search=search,
            chips=chips(filters, query),
            faults=faults,
            new=Total.of(filters.without().filter(created_at__gt=since)),
            href=f"{page}?{search.query}",
            href_of_new=page + address_with(query, "new_since", moment_of(since)),
            feeds=[f for f in alternates("timeline", search.query) if f["type"] in FEEDS],
        )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def searches(request: HttpRequest) -> HttpResponse:
    """One's own saved searches; posting saves another and leads back to it."""
    user = cast(User, request.user)
    form = SavingForm(user, request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        found = SavedSearch(user=user, **form.cleaned_data)
        if not _is_done(found.save):
            return _page(request, SavingForm(user, request.POST))
        messages.success(request, gettext("Saved as “%(name)s”.") % {"name": found.name})
        return redirect(f"{reverse('timeline')}?{found.query}")
    return _page(request, form)


@login_required
@require_POST
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Call one of one's own searches something else."""
    user = cast(User, request.user)
    search = get_object_or_404(SavedSearch, pk=pk, user=user)
    form = NameForm(user, request.POST, pk)
    if not form.is_valid():
        return _page(request, form)
    name = form.cleaned_data["name"]
    if not _is_done(lambda: SavedSearch.objects.filter(pk=search.pk).update(name=name)):
        return _page(request, NameForm(user, request.POST, pk))
    messages.success(request, gettext("The search is called “%(name)s” now.") % {"name": name})
    return redirect("searches")


@login_required
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete one of one's own searches."""
    search = get_object_or_404(SavedSearch, pk=pk, user=cast(User, request.user))
    search.delete()
    messages.success(request, gettext("The search “%(name)s” is deleted.") % {"name": search.name})
    return redirect("searches")


def _is_done(write: Callable[[], object]) -> bool:
    """Whether it was written; not where another tab was quicker with the name or the filters."""
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        return False
    return True


def _page(request: HttpRequest, form: forms.Form | None = None) -> HttpResponse:
    saved = SavedSearch.objects.filter(user=cast(User, request.user)).order_by("name")
    faults = [fault for told in form.errors.values() for fault in told] if form else []
    context = {"searches": [Shown.of(search) for search in saved], "faults": faults}
    return render(request, "browse/searches.html", context, status=422 if faults else 200)
