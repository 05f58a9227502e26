"""Who may have said it: the nine likeliest speakers, each one key away."""

import re
from collections import Counter
from collections.abc import Iterator

from django.db.models import Q
from django.utils.text import slugify

from claims.models import Report, Speaker, Statement

OFFERED = 9
RIVAL, QUOTED, NAMED = 100, 10, 1  # how much more each tells than the next

_NAME = re.compile(r"[^\W\d_][\w'’-]+")  # a word of a name
_LONGEST = 3  # words


def likeliest(statement: Statement) -> list[Speaker]:
    """Those whom outlets credit instead, then whom these articles quote, then whom they name.

    For a statement of `StatementQuerySet.with_evidence`; two queries.
    """
    reports = list(statement.reports.all())
    articles = {report.revision_id for report in reports}
    quoted = Report.objects.carried().filter(revision__in=articles).exclude(speaker=None)
    chances: Counter[int] = Counter({row.speaker_id: RIVAL for row in reports if row.speaker_id})
    chances.update(dict.fromkeys(quoted.values_list("speaker", flat=True), QUOTED))
    slugs = {slug for report in reports for slug in _slugs(report.revision.text)}
    speakers = Speaker.objects.current().exclude(pk=statement.speaker_id or 0)
    found = speakers.filter(Q(pk__in=chances) | Q(slug__in=slugs))
    chances.update({row.pk: NAMED for row in found if row.slug in slugs})
    return sorted(found, key=lambda row: (-chances[row.pk], row.name))[:OFFERED]


def _slugs(text: str) -> Iterator[str]:
    """What a speaker's slug is where the text has the whole name."""
    for line in text.splitlines():
        words = _NAME.findall(line)
        for length in range(2, _LONGEST + 1):
            for several in zip(*(words[at:] for at in range(length)), strict=False):
                if all(word[0].isupper() for word in (several[0], several[-1])):
                    yield slugify(" ".join(several))
