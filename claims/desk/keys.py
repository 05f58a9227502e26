"""The desk's keys: what there is, and an editor's choice to have none."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from claims.desk.access import DeskRequest, editors_only
from claims.models import DeskPreference

KEYS = [
    ("j", "the next statement in the queue"),
    ("k", "the one before"),
    ("a", "accept: confirm it as it is"),
    ("x", "reject; then 1 … 6: what is wrong with it"),
    ("s", "skip: set it aside for a while"),
    ("u", "undo what you decided or skipped last"),
    ("1 … 9", "that speaker said it"),
    ("d", "correct the day"),
    ("e", "add an event"),
    ("m", "the same utterance as another statement"),
    ("w", "its words in the article; there [ ] { } move their borders by a word"),
    ("r", "a relation to another statement"),
    ("/", "search"),
    ("?", "these keys"),
    ("Esc", "leave a field, close this"),
]


def has_keys(editor: User) -> bool:
    """Whether single keys do something for that editor: they do unless switched off."""
    return not DeskPreference.objects.filter(editor=editor, keys=False).exists()


@editors_only
@require_POST
def switch(request: DeskRequest) -> HttpResponse:
    """Switch the keys on or off for this editor, and go back to where they were."""
    on = request.POST.get("keys") == "on"
    DeskPreference.objects.update_or_create(editor=request.user, defaults={"keys": on})
    messages.success(request, f"The desk's keys are {'on' if on else 'off'} for you.")
    there = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(there, allowed_hosts={request.get_host()})
    return HttpResponseRedirect(there) if safe else redirect("desk")
