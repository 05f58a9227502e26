"""The desk's keys: what there is, and an editor's choice to have none."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from claims.desk.access import DeskRequest, editors_only
from claims.models import DeskPreference

KEYS = [
    ("j", _("the next statement in the queue")),
    ("k", _("the one before")),
    ("a", _("accept: confirm it as it is")),
    ("x", _("reject; then 1 … 6: what is wrong with it")),
    ("s", _("skip: set it aside for a while")),
    ("u", _("undo what you decided or skipped last")),
    ("1 … 9", _("that speaker said it")),
    ("d", _("correct the day")),
    ("e", _("add an event")),
    ("m", _("the same utterance as another statement")),
    ("w", _("its words in the article; there [ ] { } move their borders by a word")),
    ("r", _("a relation to another statement")),
    ("/", _("search")),
    ("?", _("these keys")),
    ("Esc", _("leave a field, close this")),
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
    off_now = gettext("The desk's keys are off for you.")
    messages.success(request, gettext("The desk's keys are on for you.") if on else off_now)
    there = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(there, allowed_hosts={request.get_host()})
    return HttpResponseRedirect(there) if safe else redirect("desk")
