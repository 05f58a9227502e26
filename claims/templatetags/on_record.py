"""How pages say what rows hold: dates, their basis, kinds, and the colour of a side."""

import zlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from django import template
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.changes import changes
from claims.datewords import in_words
from claims.deciding import in_a_word
from claims.models import Drift, Office, Speaker
from claims.models.attributed import Attributed, Basis, Kind
from claims.quality import NO_CUE, REST
from claims.wordings import Difference

register = template.Library()
register.filter(in_a_word)

EDGES = 7  # colours in static/css/base.css

_BASES = {
    Basis.EXPLICIT: _("day named"),
    Basis.RELATIVE: _("day reckoned"),
    Basis.EVENT: _("day of an event"),
    Basis.OCCASION: _("same occasion"),
    Basis.PUBLICATION: _("day of publication"),
    Basis.UNKNOWN: "",
    Basis.EDITOR: _("day set by an editor"),
}
_REASONS = {
    Basis.EXPLICIT: _("The article names the day."),
    Basis.RELATIVE: _("The article tells the day relative to its own, such as a weekday."),
    Basis.EVENT: _("It was said at an event, or so long before or after it, whose day is known."),
    Basis.OCCASION: _("The article places it on the same occasion as other words that it dates."),
    Basis.PUBLICATION: _(
        "The article names no day but tells the news of the day it was published."
    ),
    Basis.UNKNOWN: _("The article does not say when."),
    Basis.EDITOR: _("An editor set the day."),
}
_KINDS = {
    Kind.DIRECT: _("The article gives the words in quotation marks."),
    Kind.MIXED: _("The article gives part of the words in quotation marks."),
    Kind.INDIRECT: _("The article gives the words in its own."),
}

_DATE_SOURCES = {
    "json-ld": _("as the page’s structured data (JSON-LD) has it"),
    "opengraph": _("as the page’s OpenGraph tags have it"),
    "meta tag": _("as a meta tag of the page has it"),
    "time element": _("as it stands by the headline"),
    "page": _("one that was found in the page’s words"),
    "feed": _("as the outlet’s feed has it"),
    "given": _("as it was given with the article"),
}


@register.filter
def date_source(place: str) -> str:
    """Where an article's date of publication stood (`Article.published_from`)."""
    return str(_DATE_SOURCES.get(place) or gettext("from its %(place)s") % {"place": place})


@register.filter
def edtf_in_words(edtf: str) -> str:
    """A date as a page says it: "19 to 20 April 2025"."""
    return in_words(edtf)


@register.filter
def said_in_words(words: Attributed) -> str:
    """When it was said, or until when at the latest, or that nobody knows."""
    if words.said_edtf:
        return in_words(words.said_edtf)
    return bound_in_words(words.said_latest) or gettext("unknown day")


@register.filter
def bound_in_words(day: date | None) -> str:
    """The last day on which it can have been said: "on or before 22 April 2025"."""
    if not day:
        return ""
    return gettext("on or before %(day)s") % {"day": date_format(day, gettext("j F Y"))}


@register.filter
def basis_in_words(basis: str) -> str:
    """What a day rests on, in two words or so."""
    return str(_BASES[Basis(basis)])


@register.filter
def basis_explained(basis: str) -> str:
    """What a day rests on, as a sentence."""
    return str(_REASONS[Basis(basis)])


@register.filter
def cue_in_words(cue: str) -> str:
    """A cue as articles have it, or what stands for several or none."""
    return {REST: gettext("all other cues"), NO_CUE: gettext("no cue")}.get(cue, cue)


@register.filter
def kind_explained(kind: str) -> str:
    """What a kind means, as a sentence."""
    return str(_KINDS[Kind(kind)])


@register.filter
def ahead_in_words(lead: timedelta) -> str:
    """How long one outlet was before another: "2 hours, 5 minutes", "1 day"."""
    start = datetime(2000, 1, 1, tzinfo=UTC)
    return timesince(start, start + lead) if lead >= timedelta(minutes=1) else gettext("moments")


@register.filter
def percent(share: float) -> str:
    """A share of one as "87%"."""
    return gettext("%(number)s%%") % {"number": round(share * 100)}


@register.filter
def of(table: Mapping[int, object] | str, key: int) -> object:
    """What a table has under a key; "" where there is none, or no table on this page."""
    return table.get(key, "") if isinstance(table, Mapping) else ""


@register.filter
def words_changed(drift: Drift) -> list[Difference]:
    """What a quotation was and what it became, by word."""
    paragraphs = [words for part in changes(drift.before, drift.after) for words in part.paragraphs]
    return [difference for words in paragraphs for difference in words]


@register.filter
def edge(speaker: Speaker | None) -> str:
    """The class that colours a speaker's side (their own where they have no side)."""
    return edge_of_side((speaker.side or speaker.name) if speaker else "")


@register.filter
def edge_of_side(side: str) -> str:
    """The class that colours a side."""
    return f"edge edge-{zlib.crc32(side.encode()) % EDGES if side else 'none'}"


@register.filter
def office_now(speaker: Speaker) -> Office | None:
    """The office held today."""
    return speaker.office_on(None)


@register.filter
def offices_now(speaker: Speaker) -> list[Office]:
    """All offices held today, the main one first."""
    return speaker.offices_on(None)


@register.filter
def period(office: Office) -> str:
    """From when to when an office was held; nothing where neither is known."""
    if not (office.start or office.end):
        return ""
    return in_words(f"{office.start or '..'}/{office.end or '..'}")
