"""Speakers: who they are, which office they held when, and what they said."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from claims.browse.access import for_readers
from claims.browse.counting import Newest
from claims.browse.forms import alternates
from claims.browse.listing import Place, page_of
from claims.browse.over_time import over_time
from claims.browse.voices import VOICES, in_voice, voices
from claims.models import Speaker


@require_safe
@for_readers
def speakers(request: HttpRequest) -> HttpResponse:
    """Everybody in the speakers file, most quoted first; who is only known by name apart."""
    everybody = Speaker.objects.current().with_counts().prefetch_related("offices")
    silent = Q(statement_count=0, tracked=False)
    context = {
        "speakers": everybody.exclude(silent),
        "silent": everybody.filter(silent),
        "forms": alternates("speakers"),
    }
    return render(request, "browse/speakers.html", context)


@require_safe
@for_readers
def speaker(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A speaker; a merged one leads to the successor."""
    rows = Speaker.objects.select_related("merged_into").prefetch_related("offices")
    found = get_object_or_404(rows, slug=slug)
    if found.merged_into:
        return redirect("speaker", found.merged_into.slug, permanent=True)
    newest = Newest.of(in_voice(found, ""))
    chosen = request.GET.get("voice", "")
    choices = voices(found, newest, chosen)
    total = next(voice.count for voice in choices if voice.chosen)
    after = Place.parse(request.GET.get("after", ""))
    query = QueryDict(mutable=True)
    query["speaker"] = found.slug
    context = {
        "speaker": found,
        "page": page_of(
            in_voice(found, chosen),
            after=after,
            total=total,
            newest=None if chosen in VOICES else newest,
        ),
        "later": after is not None,
        "query": query,
        "voices": choices,
        "voice": chosen if chosen in VOICES else "",
        "over_time": over_time(newest),
        "forms": alternates("speaker", f"voice={chosen}" * (chosen in VOICES), slug=found.slug),
    }
    return render(request, "browse/speaker.html", context)
