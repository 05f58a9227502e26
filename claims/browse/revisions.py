"""What an outlet changed between two revisions of an article."""

from itertools import pairwise

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.browse.access import for_readers
from claims.browse.tombs import gone_or_unknown
from claims.changes import changes
from claims.models import Drift, Statement
from sources.models import Article, Revision, Tombstone


@require_safe
@for_readers
def revision(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A revision beside the one before it: to readers who signed in all, to others quotations."""
    found = Article.objects.select_related("outlet").filter(pk=pk).first()
    if found is None:
        return gone_or_unknown(request, Tombstone.objects.filter(article=pk))
    revisions = list(found.revisions.defer("text").order_by("number"))
    pairs = {new.number: (old, new) for old, new in pairwise(revisions)}
    if number not in pairs:
        message = f"no revision {number} of this article that follows another"
        raise Http404(message)
    old, new = pairs[number]
    whole = request.user.is_authenticated
    context = {
        "article": found,
        "whole": whole,
        "old": old,
        "new": new,
        "earlier": old.number if old.number in pairs else None,
        "later": next((other for other in pairs if other > number), None),
        "drifts": _drifts(new),
        "stretches": changes(old.text, new.text) if whole else [],
    }
    return render(request, "browse/revision.html", context)


def _drifts(new: Revision) -> list[Drift]:
    """The quoted words that it changed, of statements that readers see."""
    shown = Drift.objects.shown().filter(report__statement__in=Statement.objects.believed())
    return list(shown.filter(after_revision=new).with_parts())
