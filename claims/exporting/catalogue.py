"""Speakers, events and articles as lines that their own imports take back."""

from typing import cast

from claims.exporting.shapes import ArticleLine, EventLine, OutletLine, SpeakerLine
from claims.interchange.speakers import Gender, Kind
from claims.models import Event, Speaker
from sources.models import Article, Outlet


def line_of_speaker(speaker: Speaker) -> SpeakerLine:
    """A speaker with offices, which the caller has prefetched."""
    return {
        "name": speaker.name,
        "slug": speaker.slug,
        "aliases": speaker.aliases,
        "wikidata": speaker.wikidata,
        "gender": cast(Gender, speaker.gender),
        "born": speaker.born,
        "tracked": speaker.tracked,
        "kind": cast(Kind, speaker.kind),
        "side": speaker.side,
        "offices": [
            {"title": office.title, "of": office.of, "from": office.start, "to": office.end}
            for office in speaker.offices.all()
        ],
    }


def line_of_outlet(outlet: Outlet) -> OutletLine:
    """Who publishes."""
    return {"slug": outlet.slug, "name": outlet.name, "homepage": outlet.homepage}


def line_of_event(event: Event) -> EventLine:
    """An event of the catalogue."""
    return {
        "id": event.pk,
        "slug": event.slug,
        "title": event.title,
        "aliases": event.aliases,
        "text": event.text,
        "date": event.date,
        "place": event.place,
        "participants": event.participants,
        "kind": event.kind,
    }


def line_of_article(article: Article) -> ArticleLine:
    """An article with its newest text; takes rows of `ArticleQuerySet.with_text`."""
    return {
        "url": article.url,
        "title": article.title,
        "text": article.revisions.all()[0].text,
        "published": article.published,
        "outlet": article.outlet.name if article.outlet else "",
        "language": article.language,
    }
