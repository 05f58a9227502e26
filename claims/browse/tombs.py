"""Pages of what was taken down: gone, not unknown."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from sources.models import Tombstone


def gone_or_unknown(request: HttpRequest, tombstones: "QuerySet[Tombstone]") -> HttpResponse:
    """410 where a tombstone stands; else `Http404`."""
    tombstone = tombstones.first()
    if tombstone is None:
        message = "nothing is here"
        raise Http404(message)
    return render(request, "410.html", {"tombstone": tombstone}, status=410)
