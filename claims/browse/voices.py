"""A speaker in three voices: quoted in own words, told in others' words, spoken of by others."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchQuery
from django.utils.translation import gettext

from claims.browse.counting import Newest, OfStatements, Total
from claims.extraction.names import names_of
from claims.models import Report, Speaker, Statement
from claims.models.statements import Kind, StatementQuerySet

VOICES = OWN, REPORTED, ABOUT = "own", "reported", "about"


@dataclass(frozen=True, slots=True)
class Voice:
    """One of them, with how many statements it has; "" is all that the speaker said."""

    value: str
    label: str
    count: Total
    chosen: bool


def in_voice(speaker: Speaker, voice: str) -> StatementQuerySet:
    """The statements of that voice; those of the speaker where it is no voice."""
    if voice == ABOUT:
        return about(speaker)
    said = Statement.objects.believed().said_by([speaker])
    if voice in (OWN, REPORTED):
        return said.quoted() if voice == OWN else said.unquoted()
    return said


def voices(speaker: Speaker, newest: Newest, chosen: str) -> list[Voice]:
    """All of them; own and reported are counted among the newest that the speaker said."""
    own = _quoted(newest)
    counts = {
        "": (gettext("All statements"), newest.total),
        OWN: (gettext("In own words"), newest.counted(own)),
        REPORTED: (gettext("Reported by others"), newest.counted(len(newest.rows) - own)),
        ABOUT: (
            gettext("Others about %(name)s") % {"name": speaker.name},
            Total.of(about(speaker)),
        ),
    }
    known = chosen if chosen in counts else ""
    return [Voice(value, *parts, value == known) for value, parts in counts.items()]


def _quoted(newest: Newest) -> int:
    """How many are in own words (`StatementQuerySet.quoted`), most of them as believed."""
    others = [row.pk for row in newest.rows if row.kind not in Kind.QUOTED]
    told = Report.objects.quoting().filter(OfStatements(others)).order_by()
    return len(newest.rows) - len(others) + told.values("statement").distinct().count()


def about(speaker: Speaker) -> StatementQuerySet:
    """What others said in words that name the speaker, as the words have it."""
    called = [name for name in _called(speaker) if name.strip()]
    query = reduce(or_, [SearchQuery(n, search_type="phrase", config="english") for n in called])
    written = "|".join(re.escape(name) for name in called)
    others = Statement.objects.believed().not_said_by([speaker])
    return others.with_words(query).filter(text__regex=rf"\m({written})\M")


def _called(speaker: Speaker) -> Sequence[str]:
    """The names that mean the speaker alone: a surname that another has too does not."""
    if speaker.kind != Speaker.Kind.PERSON:
        return [name.removeprefix("the ") for name in (speaker.name, *speaker.aliases)]
    *called, surname = names_of(speaker.name, speaker.aliases)
    namesakes = Speaker.objects.current().exclude(pk=speaker.pk)
    shared = namesakes.filter(name__iregex=rf"\m{re.escape(surname)}$").exists()
    return called if shared else [*called, surname]
