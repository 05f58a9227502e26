"""Use case: a period of the archive read again by the present extractor."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from claims.extraction import EXTRACTOR_VERSION
from claims.models import Reading
from sources.models import Revision


def outdated(since: date | None) -> "QuerySet[Revision]":
    """The newest revisions of articles published since then that only older versions read.

    An article without a date of publication counts by the day on which it was fetched.
    """
    readings = Reading.objects.filter(revision=OuterRef("pk"))
    newer = Revision.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
    revisions = Revision.objects.readable().filter(
        ~Exists(newer), Exists(readings), ~Exists(readings.filter(version=EXTRACTOR_VERSION))
    )
    return revisions.published_since(since) if since else revisions
