"""Use case: an editor adds a statement that the reader missed.

It is a decision like any other: kept by quote and context, exported, undone by another row. The
report follows from it whenever its article is recorded (`claims.additions`), so it outlives new
readers and revisions, and is no second one where a later reader finds it too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext

from claims import pipeline
from claims.deciding import FIELDS, Field, InvalidDecision
from claims.extraction import Span, join_pieces
from claims.extraction.layout import lay_out
from claims.extraction.marks import kind_of
from claims.extraction.quotation import find_quotations
from claims.models import Correction, Reading, Receipt, Report, Statement
from claims.quoting import (
    SAME_PLACE,
    WordsNotFoundError,
    context_of,
    overlap,
    selector_of,
    spans_told,
)
from sources.models import Article


@dataclass(frozen=True, slots=True)
class Addition:
    """What an editor found: which words, whose, and what else they tell.

    `content` are its stretches and `cue` the reporting words, as the article has them; `at` is an
    offset near which they stand, for words that stand there more than once. `speaker` is the value
    of a decision on it. Where no `kind` is given, the quotation marks tell it.
    """

    content: Sequence[str]
    speaker: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""
    said: str = ""
    cue: str = ""
    reason: str = ""
    at: int | None = None


class NotRead(ValueError):  # noqa: N818 - named for what it is
    """The article's newest text was not read yet, so nothing can have been missed."""


class AlreadyReported(ValueError):  # noqa: N818
    """A report stands at these words; `report` is that one."""

    def __init__(self, report: Report) -> None:
        """Keep the report, to lead there."""
        told = gettext("these words are statement %(number)s already: correct that")
        super().__init__(told % {"number": report.statement_id})
        self.report = report


def add(article: Article, addition: Addition, *, editor: User) -> Correction:
    """Add a statement; its row is the decision, with the report and the statement that it made.

    Raises `InvalidDecision` for a value that can't be, `AlreadyReported`, `NotRead`. What fails on
    the way to the statement is kept on the reading's receipt, and the decision waits meanwhile.
    """
    reading = _newest(article)
    row = _decide(reading, addition, editor)
    pipeline.redo(Receipt.Stage.RECORDING, reading.pk)
    row.refresh_from_db()
    return row


def queue_added(urls: Iterable[str]) -> int:
    """Have the articles recorded again to which additions wait; returns how many."""
    rows = Correction.objects.unplaced().filter(field=Field.ADDED, undoes=None)
    articles = Article.objects.filter(
        url__in=set(urls) & set(rows.values_list("article_url", flat=True))
    )
    readings = [found for article in articles if (found := _latest(article))]
    return pipeline.queue_again(Receipt.Stage.RECORDING, [reading.pk for reading in readings])


@transaction.atomic
def _decide(reading: Reading, addition: Addition, editor: User) -> Correction:
    """Check the words against the text, and write the decision."""
    article = Article.objects.select_for_update().get(pk=reading.revision.article_id)
    text = reading.revision.text
    content = _spans(text, addition.content, "content", addition.at)
    cue = _spans(text, [addition.cue], "cue", content[0].start) if addition.cue.strip() else ()
    kind = addition.kind or kind_of(text, content, find_quotations(text, lay_out(text)))
    for name, value in (
        ("speaker", dict(addition.speaker)),
        ("said", addition.said),
        ("kind", kind),
    ):
        FIELDS[name].check(Statement(), value)
    _check_free(reading, content)
    prefix, suffix = context_of(text, content)
    return Correction.objects.create(
        article_url=article.url,
        quote=join_pieces(text, content),
        quote_prefix=prefix,
        quote_suffix=suffix,
        field=Field.ADDED,
        value={
            "content": [selector_of(text, span) for span in content],
            "cue": [selector_of(text, span) for span in cue],
            "kind": kind,
            "speaker": dict(addition.speaker),
            "said": addition.said,
        },
        replaced={},
        reason=addition.reason,
        editor=editor,
    )


def _spans(text: str, pieces: Sequence[str], name: str, near: int | None) -> tuple[Span, ...]:
    try:
        return spans_told(text, pieces, near)
    except WordsNotFoundError as error:
        raise InvalidDecision(str(error), field=name) from None


def _check_free(reading: Reading, content: Sequence[Span]) -> None:
    """Refuse words at which a report stands that somebody sees, or that somebody rejected."""
    rows = Report.objects.standing().filter(revision=reading.revision_id).order_by("pk")
    for report in rows:
        if overlap(content, report.content_spans) >= SAME_PLACE:
            raise AlreadyReported(report)


def _newest(article: Article) -> Reading:
    found = _latest(article)
    if found is None:
        message = gettext("the article's newest text was not read yet: wait until it is")
        raise NotRead(message)
    return found


def _latest(article: Article) -> Reading | None:
    """What was read last of the newest text."""
    revision = article.revisions.order_by("-number").first()
    done = Reading.objects.filter(revision=revision, state=Reading.State.DONE)
    return done.select_related("revision__article").order_by("-pk").first()
