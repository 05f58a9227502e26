"""What an outlet changed between two revisions of an article."""

from collections.abc import Sequence

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
    """A revision beside the one before it, or `since` an earlier one; all to who signed in."""
    found = Article.objects.select_related("outlet").filter(pk=pk).first()
    if found is None:
        return gone_or_unknown(request, Tombstone.objects.filter(article=pk))
    revisions = list(found.revisions.defer("text").order_by("number"))
    numbers = [row.number for row in revisions]
    between = _between(revisions, number, request.GET.get("since", ""))
    old, new = between[0], between[-1]
    whole = request.user.is_authenticated
    context = {
        "article": found,
        "whole": whole,
        "old": old,
        "new": new,
        "remade": sum(row.remade for row in between[1:]),
        "steps": len(between) - 1,
        "others": [other for other in numbers if other < number and other != old.number],
        "earlier": between[-2].number if between[-2].number > numbers[0] else None,
        "later": next((other for other in numbers if other > number), None),
        "drifts": _drifts(between[1:]),
        "stretches": changes(old.text, new.text) if whole else [],
    }
    return render(request, "browse/revision.html", context)


def _between(revisions: Sequence[Revision], number: int, since: str) -> Sequence[Revision]:
    """From the one compared with, which is the one before unless told, to that of the number."""
    before = [row for row in revisions if row.number < number]
    last = [row for row in revisions if row.number == number]
    known = [str(row.number) for row in before]
    if not before or not last or (since and since not in known):
        message = f"no revision {number} of this article that follows {since or 'another'}"
        raise Http404(message)
    return [*before[known.index(since) if since else -1 :], *last]


def _drifts(changed: Sequence[Revision]) -> list[Drift]:
    """The quoted words that these changed, of statements that readers see."""
    shown = Drift.objects.shown().filter(report__statement__in=Statement.objects.believed())
    return list(shown.filter(after_revision__in=changed).with_parts())
