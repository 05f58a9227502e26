"""One article: its text with every statement marked, for who may read it; its revisions."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.browse.access import for_readers
from claims.browse.tombs import gone_or_unknown
from claims.evidence import marks_of
from claims.extraction import Span
from claims.models import Drift, Report, Statement
from claims.passages import Paragraph, paragraphs_around, whole_text
from sources.models import Article, Revision, Tombstone


@dataclass(frozen=True, slots=True)
class Marked:
    """Words of the text, their roles, and the numbers of the reports that end with them."""

    words: str
    roles: Sequence[str]
    ending: Sequence[int]


@require_safe
@for_readers
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """Signed-in readers see all of any revision, others the paragraphs that hold statements."""
    found = Article.objects.with_origin().filter(pk=pk).first()
    if found is None:
        return gone_or_unknown(request, Tombstone.objects.filter(article=pk))
    whole = request.user.is_authenticated
    revisions = list(found.revisions.defer("text").order_by("-number"))
    shown = _chosen(revisions, request.GET.get("revision", "") if whole else "")
    reports = _reports(found)
    here = [report for report in reports if report.revision_id == shown.pk]
    context = {
        "article": found,
        "whole": whole,
        "revisions": list(zip(revisions, [*revisions[1:], None], strict=True)),
        "earlier_titles": list(found.earlier_titles.all()),
        "copies": list(found.copies.with_articles()),
        "shown": shown,
        "reports": list(enumerate(here, start=1)),
        "elsewhere": [report for report in reports if report.revision_id != shown.pk],
        "paragraphs": _paragraphs(shown.text, here, whole=whole),
    }
    return render(request, "browse/article.html", context)


def _chosen(revisions: Sequence[Revision], number: str) -> Revision:
    """The revision of that number, or the newest."""
    wanted = [revision for revision in revisions if number in ("", str(revision.number))]
    if not wanted:
        message = f"no revision {number} of this article"
        raise Http404(message)
    return wanted[0]


def _reports(article: Article) -> list[Report]:
    """What readers may see of what the article says or said, in the order of the text."""
    statements = Statement.objects.believed()
    reports = Report.objects.carried().for_display().select_related("statement__speaker")
    reports = reports.prefetch_related(Prefetch("drifts", Drift.objects.shown().with_parts()))
    rows = reports.filter(revision__article=article, statement__in=statements)
    return sorted(rows, key=lambda report: report.content_spans[0])


def _paragraphs(text: str, reports: Sequence[Report], *, whole: bool) -> list[list[Marked]]:
    marks: dict[str, Sequence[Span]] = {}
    for number, report in enumerate(reports, start=1):
        marks |= {f"{role} {number}": spans for role, spans in marks_of(report, text).items()}
    shown = whole_text(text, marks) if whole else paragraphs_around(text, marks)
    return _numbered(shown)


def _numbered(paragraphs: Sequence[Paragraph]) -> list[list[Marked]]:
    """The pieces with their roles; each report's number once, where its content ends."""
    last: dict[str, tuple[int, int]] = {}
    for row, paragraph in enumerate(paragraphs):
        for column, piece in enumerate(paragraph.pieces):
            last.update(dict.fromkeys(piece.roles, (row, column)))
    ending: dict[tuple[int, int], list[int]] = defaultdict(list)
    for role, place in last.items():
        name, number = role.split()
        if name == "content":
            ending[place].append(int(number))
    return [
        [
            Marked(piece.words, _names(piece.roles), sorted(ending[row, column]))
            for column, piece in enumerate(paragraph.pieces)
        ]
        for row, paragraph in enumerate(paragraphs)
    ]


def _names(roles: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(role.split()[0] for role in roles))
