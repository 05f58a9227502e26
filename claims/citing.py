"""Use case: frozen citations: what was known of a statement then, and what changed since."""

from collections.abc import Iterator
from typing import Any, TypedDict

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext, override

from claims.datewords import in_words
from claims.deciding import in_a_word
from claims.heirs import successor_of
from claims.masking import REMOVED
from claims.models import Citation, Report, Statement
from claims.models.statements import Kind

_MARKS = "”’\"'»"  # what may close a quotation behind its last stop


class CitedReport(TypedDict):
    """What one article said."""

    outlet: str
    title: str
    url: str
    published: str
    credited: str
    text: str


class CitedEvent(TypedDict):
    """An event that was referred to."""

    slug: str
    title: str


class Cited(TypedDict):
    """A statement as a citation keeps it."""

    statement: int
    version: int
    speaker: str
    slug: str | None
    office: str
    said: str
    kind: str
    text: str
    status: str
    withdrawn: str
    events: list[CitedEvent]
    reports: list[CitedReport]


class Change(TypedDict):
    """One thing that is believed otherwise now."""

    what: str
    then: str
    now: str


@transaction.atomic
def cite(statement_id: int, by: User | None = None) -> Citation:
    """Freeze what readers see of a statement; what has not changed since is not frozen twice.

    Raises `Statement.DoesNotExist` for what readers do not see.
    """
    rows = Statement.objects.believed().select_for_update(of=("self",))
    statement = rows.get(pk=statement_id)
    document = document_of(statement.pk)
    latest = Citation.objects.filter(statement=statement).order_by("-pk").first()
    if latest is not None and latest.document == document:
        return latest
    return Citation.objects.create(
        statement=statement, version=statement.version, document=document, made_by=by
    )


@override(settings.LANGUAGE_CODE)
def document_of(pk: int) -> Cited:
    """A statement as it is believed now, in one language whoever asks: it is kept and compared."""
    row = Statement.objects.with_parts().get(pk=pk)
    return {
        "statement": row.pk,
        "version": row.version,
        "speaker": row.named,
        "slug": row.speaker.slug if row.speaker else None,
        "office": str(row.office_then or ""),
        "said": row.said_edtf,
        "kind": row.kind,
        "text": row.text,
        "status": row.status,
        "withdrawn": row.withdrawn,
        "events": [
            {"slug": link.event.slug, "title": link.event.title} for link in row.believed_links
        ],
        "reports": [_report(report) for report in row.reports.all() if report.is_carried],
    }


def cited_now(citation: Citation) -> Statement | None:
    """What the cited statement is now; None where it is gone or readers do not see it."""
    found = citation.statement and successor_of(citation.statement)
    return found if found and found.is_visible else None


def changes_since(citation: Citation, now: Statement) -> list[Change]:
    """What is believed otherwise than it was cited, in words."""
    return list(_changes(citation.document, document_of(now.pk)))


def in_plain_words(cited: Cited) -> str:
    """The citation as a line of text, but for its address."""
    when = in_words(cited["said"]) if cited["said"] else gettext("on an unknown day")
    outlets = ", ".join(dict.fromkeys(report["outlet"] for report in cited["reports"]))
    who = f"{cited['speaker']} ({cited['office']})" if cited["office"] else cited["speaker"]
    # The marks are the articles': words that are in none stand without.
    own = "" if cited["kind"] == Kind.DIRECT else gettext("[not all word for word]")
    own = gettext("[in the outlet’s words]") if cited["kind"] == Kind.INDIRECT else own
    words = " ".join(filter(None, [cited["text"], own]))
    stop = "" if words.rstrip(_MARKS).endswith((".", "!", "?", "…")) else "."
    parts = {"who": who, "when": when, "words": f"{words}{stop}"}
    said = gettext("%(who)s, %(when)s: %(words)s") % parts
    carried = gettext("Reported by %(outlets)s.") % {"outlets": outlets} if outlets else ""
    where = gettext("On Record, statement %(statement)s, version %(version)s") % cited
    return " ".join(filter(None, [said, carried, where]))


@transaction.atomic
def forget_article(url: str) -> int:
    """Take what an article said out of citations; returns how many were changed."""
    rows = Citation.objects.filter(document__contains={"reports": [{"url": url}]})
    for citation in rows.select_for_update():
        citation.document = _without(citation.document, url)
        citation.save(update_fields=["document"])
    return len(rows)


def _without(cited: Cited, url: str) -> Cited | dict[str, Any]:
    """A document without an article's words; nothing where it was the only one."""
    left = [report for report in cited["reports"] if report["url"] != url]
    if not left:
        return {}
    texts = {report["text"] for report in left}
    credited = {report["credited"] for report in left}
    known = cited["slug"] is not None or cited["speaker"] in credited
    return {
        **cited,
        "reports": left,
        "text": cited["text"] if cited["text"] in texts else REMOVED,
        "speaker": cited["speaker"] if known else REMOVED,
    }


def _report(report: Report) -> CitedReport:
    article = report.revision.article
    return {
        "outlet": report.published_by,
        "title": article.title,
        "url": article.url,
        "published": article.published,
        "credited": report.named,
        "text": report.words,
    }


def _changes(then: Cited, now: Cited) -> Iterator[Change]:
    said = [in_words(each["said"]) for each in (then, now)]
    plain = [
        (gettext("speaker"), then["speaker"], now["speaker"]),
        (gettext("day said"), *said),
        (gettext("office"), then["office"], now["office"]),
        (gettext("kind"), in_a_word(then["kind"]), in_a_word(now["kind"])),
        (gettext("words"), then["text"], now["text"]),
        (gettext("status"), in_a_word(then["status"]), in_a_word(now["status"])),
        (gettext("still reported"), _standing(then), _standing(now)),
    ]
    for what, was, became in plain:
        if was != became:
            yield {"what": what, "then": was, "now": became}
    events = [[event["title"] for event in each["events"]] for each in (then, now)]
    yield from _lists(gettext("event"), *events)
    outlets = [[report["outlet"] for report in each["reports"]] for each in (then, now)]
    yield from _lists(gettext("outlet"), *outlets)


def _standing(cited: Cited) -> str:
    return gettext("no") if cited["withdrawn"] else gettext("yes")


def _lists(what: str, then: list[str], now: list[str]) -> Iterator[Change]:
    for name in dict.fromkeys(then):
        if name not in now:
            yield {"what": what, "then": name, "now": ""}
    for name in dict.fromkeys(now):
        if name not in then:
            yield {"what": what, "then": "", "now": name}
