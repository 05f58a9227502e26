"""How right the record is: what blind re-checks found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.browse.access import for_readers
from claims.quality import DAYS, LEAST, quality


@require_safe
@for_readers
def figures(request: HttpRequest) -> HttpResponse:
    """Precision by kind and by cue, and agreement, of a period or of all time."""
    asked = request.GET.get("days", "")
    days = int(asked) if asked in map(str, DAYS) else None
    found = quality(days)
    context = {"quality": found, "periods": [None, *reversed(DAYS)], "least": LEAST}
    return render(request, "browse/quality.html", context)
