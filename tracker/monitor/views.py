"""The monitor: one page to look at, and what to do about what failed."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate, ParamSpec

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from sources.fetching import host_of
from sources.models import Feed, Host, Work, WorkQuerySet
from tracker.monitor.failures import discarded, ended_at, failures, may_mend
from tracker.monitor.outlets import outlet_rows
from tracker.monitor.waiting import STAGES, oldest_unread, queue_age, stages

P = ParamSpec("P")


class WatcherRequest(HttpRequest):
    """A request by somebody who runs the site, or edits it."""

    user: User


View = Callable[Concatenate[WatcherRequest, P], HttpResponse]


def watchers_only(view: View[P]) -> View[P]:
    """Let a view answer staff and editors alone."""

    @wraps(view)
    def guarded(request: WatcherRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(reverse("monitor"))
        if not is_watcher(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def is_watcher(user: User) -> bool:
    """Whether somebody may look at the monitor."""
    return user.is_staff or user.has_perm("claims.add_correction")


class MendForm(forms.Form):
    """What to do with the rows of one stage and cause, or with one of them."""

    ACTIONS = ("retry", "discard", "restore")

    action = forms.ChoiceField(choices=[(name, name) for name in ACTIONS])
    stage = forms.ChoiceField(choices=[(name, name) for name in STAGES])
    cause = forms.CharField(required=False, strip=False)
    row = forms.IntegerField(required=False)

    def rows(self) -> WorkQuerySet:
        """The rows that are meant; those that meanwhile went on are none of them."""
        told = self.cleaned_data
        state = Work.State.DISCARDED if told["action"] == "restore" else Work.State.FAILED
        rows = ended_at(told["stage"], state)
        if told["row"] is not None:
            return rows.filter(pk=told["row"])
        return rows.filter(cause=told["cause"])


@watchers_only
@require_safe
def monitor(request: WatcherRequest) -> HttpResponse:
    """What comes in, what waits and what fails."""
    unread = oldest_unread()
    groups, left = failures(), discarded()
    may = {stage: may_mend(request.user, stage) for stage in STAGES}
    context = {
        "now": timezone.now(),
        "unread": unread,
        "age_in_words": in_words(queue_age(unread)),
        "stages": stages(),
        "outlets": outlet_rows(),
        "groups": [(group, may[group.stage]) for group in groups],
        "failed_count": sum(group.count for group in groups),
        "discarded": [(group, may[group.stage]) for group in left],
        "may_ask": may_ask(request.user),
    }
    return render(request, "monitor/monitor.html", context)


def in_words(age: timedelta) -> str:
    """The two greatest units that an age has: "3 d 4 h", "2 h 5 min", "7 min"."""
    hours, minutes = divmod(int(age.total_seconds()) // 60, 60)
    days, hours = divmod(hours, 24)
    units = [(days, gettext("d")), (hours, gettext("h")), (minutes, gettext("min"))]
    first = next((n for n, (count, _unit) in enumerate(units) if count), len(units) - 1)
    return " ".join(f"{count} {unit}" for count, unit in units[first : first + 2])


@watchers_only
@require_POST
def mend(request: WatcherRequest) -> HttpResponse:
    """Retry, discard or put back what failed: one row, or all of a stage and cause."""
    form = MendForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest("what to do with which rows?", content_type="text/plain")
    if not may_mend(request.user, form.cleaned_data["stage"]):
        raise PermissionDenied
    if form.cleaned_data["action"] == "discard":
        done = gettext("%(count)s discarded.") % {"count": form.rows().discard(request.user)}
    else:
        done = gettext("%(count)s put back in the queue.") % {"count": form.rows().retry()}
    messages.success(request, done)
    return redirect(f"{reverse('monitor')}#failures", permanent=False)


@watchers_only
@require_POST
def ask_now(request: WatcherRequest, pk: int) -> HttpResponse:
    """Make a feed due; what it failed with stays until it answers."""
    if not may_ask(request.user):
        raise PermissionDenied
    feed = get_object_or_404(Feed, pk=pk)
    Feed.objects.filter(pk=feed.pk).update(due_at=timezone.now())
    Host.objects.hurry(host_of(feed.url))
    messages.success(request, gettext("%(url)s is asked now.") % {"url": feed.url})
    return redirect(f"{reverse('monitor')}#outlets")


def may_ask(user: User) -> bool:
    """Whether somebody may have a feed asked before it is due."""
    return user.is_staff and user.has_perm("sources.change_feed")
