"""What feeds say of a row of each list, and which rows came last."""

from typing import Any

from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.urls import reverse

from claims.datewords import in_words
from claims.exporting.feeds import ENTRIES, Entry
from claims.models import Event, Link, Report, Speaker, Statement
from claims.models.attributed import Status
from claims.models.fetching import fetched
from sources.models import Article, Outlet

_LONGEST = 120  # characters of a title


def newest_entries(rows: QuerySet[Any]) -> list[Entry]:
    """Of the rows of a list that came last, in constant queries."""
    keys = list(rows.prefetch_related(None).order_by("-pk").values_list("pk", flat=True)[:ENTRIES])
    read, write = _KINDS[rows.model]
    found = {row.pk: row for row in read().filter(pk__in=keys)}
    return [write(found[key]) for key in keys if key in found]


def of_statement(row: Statement) -> Entry:
    """What was said by whom; takes rows of `with_parts`."""
    when = f"Said {in_words(row.said_edtf)}." if row.said_edtf else "Said on an unknown day."
    carried = f"Reported by {', '.join(row.outlets)}." if row.outlets else ""
    office = row.office_then
    who = f"{row.named} ({office})" if office else row.named
    return Entry(
        address=reverse("statement", args=[row.pk]),
        title=f"{row.named}: {_short(row.text)}",
        text=_lines(row.text, f"{who}, {row.kind}. {when} {carried}".strip()),
        published=row.created_at,
        updated=row.updated_at,
        author=row.named,
        tags=[link.event.title for link in row.believed_links],
    )


def of_report(row: Report) -> Entry:
    """What one article says; takes rows of `for_lines`."""
    article = row.revision.article
    rejected = row.statement.status == Status.REJECTED
    verdict = " An editor rejected it." if rejected else ""
    return Entry(
        address=f"{reverse('statement', args=[row.statement_id])}#report-{row.pk}",
        title=f"{row.published_by}: {_short(row.words)}",
        text=_lines(row.words, f"{row.named}, {row.kind}.{verdict}", article.title, article.url),
        published=row.created_at,
        updated=row.created_at,
        author=row.named,
        tags=[each.event.title for each in fetched(row, "references") if not each.doubtful],
    )


def _told_of_speakers(rows: QuerySet[Speaker]) -> QuerySet[Any]:
    """With the last change of what each said last (`told_at`)."""
    newest = Statement.objects.believed().filter(speaker=OuterRef("pk")).newest_said_first()
    return rows.annotate(told_at=Subquery(newest.values("updated_at")[:1]))


def of_speaker(row: Any) -> Entry:  # noqa: ANN401 - annotated
    """Who speaks, with offices and how often; takes rows with counts, offices and `told_at`."""
    offices = [str(office) for office in row.offices.all()]
    counted = f"{row.statement_count} statement{'' if row.statement_count == 1 else 's'}"
    return Entry(
        address=reverse("speaker", args=[row.slug]),
        title=row.name,
        text=_lines(*offices, counted),
        published=None,
        updated=row.told_at,
    )


def _told_of_events(rows: QuerySet[Event]) -> QuerySet[Any]:
    """With the last change of what was linked to each last (`told_at`)."""
    newest = Link.objects.believed().filter(event=OuterRef("pk")).order_by("-pk")
    return rows.annotate(told_at=Subquery(newest.values("statement__updated_at")[:1]))


def of_event(row: Any) -> Entry:  # noqa: ANN401 - annotated
    """What happened, when and where; takes rows with `told_at`."""
    return Entry(
        address=reverse("event", args=[row.slug]),
        title=row.title,
        text=_lines(in_words(row.date) if row.date else "", row.place, row.text),
        published=None,
        updated=row.told_at,
        tags=row.participants,
    )


def _told_of_outlets(rows: QuerySet[Outlet]) -> QuerySet[Any]:
    """With when the last article of each came in (`told_at`)."""
    newest = Article.objects.filter(outlet=OuterRef("pk")).order_by("-pk")
    return rows.annotate(told_at=Subquery(newest.values("first_seen_at")[:1]))


def of_outlet(row: Any) -> Entry:  # noqa: ANN401 - annotated
    """Who publishes; takes rows with `told_at`."""
    return Entry(
        address=reverse("outlet", args=[row.slug]),
        title=row.name,
        text=row.homepage,
        published=None,
        updated=row.told_at,
    )


def of_article(row: Article) -> Entry:
    """What an outlet published, without a word of the text; takes rows with their outlet."""
    return Entry(
        address=reverse("article", args=[row.pk]),
        title=row.title or row.url,
        text=_lines(f"Published {row.published}." if row.published else "", row.url),
        published=row.first_seen_at,
        updated=row.first_seen_at,
        author=row.publisher,
    )


_KINDS: dict[type[Model], Any] = {
    Statement: (Statement.objects.with_parts, of_statement),
    Report: (Report.objects.for_lines, of_report),
    Speaker: (
        lambda: _told_of_speakers(Speaker.objects.with_counts().prefetch_related("offices")),
        of_speaker,
    ),
    Event: (lambda: _told_of_events(Event.objects.all()), of_event),
    Outlet: (lambda: _told_of_outlets(Outlet.objects.all()), of_outlet),
    Article: (Article.objects.with_origin, of_article),
}


def _short(text: str) -> str:
    return f"{text[:_LONGEST]}{'…' if text[_LONGEST:] else ''}"


def _lines(*parts: str) -> str:
    return "\n".join(filter(None, parts))
