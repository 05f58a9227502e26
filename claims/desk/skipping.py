"""Skipping is no decision: the statement goes on waiting, for this editor a while later."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from claims.desk.access import DeskRequest, editors_only
from claims.desk.looking import set_aside
from claims.desk.queue import Queue
from claims.models import SetAside, Statement


@editors_only
@require_POST
def skip(request: DeskRequest, pk: int) -> HttpResponse:
    """Set a statement aside and go on; what had been set aside comes back into the queue."""
    statement = get_object_or_404(Statement, pk=pk)
    queue = Queue(request.GET, request.user)
    if queue.aside:
        SetAside.objects.filter(editor=request.user, statement=statement).delete()
        messages.info(
            request,
            gettext("It waits for you again: “%(words)s”.") % {"words": statement.text[:80]},
        )
        return redirect(queue.url())
    row = set_aside(statement, request.user)
    until = timezone.localtime(row.until)
    messages.info(
        request,
        format_html(
            gettext('Skipped until {}: “{}”. <a href="{}">What you skipped</a>'),
            f"{until:%H:%M}",
            statement.text[:80],
            queue.set_aside(),
        ),
    )
    return redirect(queue.url())
