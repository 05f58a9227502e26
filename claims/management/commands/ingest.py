"""`manage.py ingest`: articles from files, folders, addresses and feeds."""

import sys
from argparse import ArgumentTypeError
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from django.core.management.base import CommandParser
from tqdm import tqdm

from claims.ingestion import Ingested, ingest, opened_or_refused
from claims.management.command import ExampleCommand, add_json_option, counted
from sources.documents import Document, Given
from sources.fetching import Fetcher
from sources.gathering import FetchedAtOnce, Found, expected, gather, to_be_fetched
from sources.parsing.published import PublishedError, parse_published
from sources.parsing.refusals import Refused, Skipped
from sources.parsing.unpacking import Mark
from sources.places import keep_place
from sources.receiving import hand_over

_TOLD = ("title", "published", "outlet", "language")


class Command(ExampleCommand):
    """Takes articles in and reads them, here or by the workers."""

    help = (
        "Take in articles and find the statements in them. A SOURCE is a file (.jsonl, .txt, "
        ".html, .warc, .warc.gz), a folder of such files, the address of an article or of a feed, "
        "or - for standard input. What is there already is not doubled. Each fault is named, the "
        "rest goes on, and the exit status is then 1. A WARC file that was interrupted is read on."
    )
    example = (
        "python manage.py ingest articles.jsonl notes.txt --outlet 'The Daily Example'\n"
        "  python manage.py ingest https://example.org/feed.xml --queue\n"
        "  python manage.py ingest CC-NEWS-20310507.warc.gz --queue"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The sources, and what to fill in where they don't say."""
        parser.add_argument("sources", nargs="+", metavar="SOURCE")
        parser.add_argument(
            "--queue", action="store_true", help="leave fetching and reading to the workers"
        )
        parser.add_argument(
            "--afresh", action="store_true", help="read WARC files from their beginning once more"
        )
        add_json_option(parser)
        told = parser.add_argument_group("filled in where a document does not say it itself")
        told.add_argument("--published", type=_published, default="", help="ISO 8601")
        told.add_argument("--outlet", default="", help="the publisher's name")
        told.add_argument("--title", default="")
        told.add_argument("--language", default="", help="BCP 47")

    def handle(self, *, sources: list[str], queue: bool, **options: Any) -> None:  # noqa: ANN401
        """Exit status 1 where anything was refused or failed."""
        given = Given(**{name: options[name] for name in _TOLD})
        ask = to_be_fetched if queue else FetchedAtOnce(Fetcher())
        stdin = sys.stdin.buffer
        found = chain.from_iterable(
            gather(source, given, ask, stdin=stdin, afresh=options["afresh"]) for source in sources
        )
        faults = (
            self._hand_over(found, as_json=options["json"])
            if queue
            else self._ingest(found, sum(map(expected, sources)), as_json=options["json"])
        )
        if faults:
            raise SystemExit(1)

    def _ingest(self, found: Iterable[Found], total: int, *, as_json: bool) -> list[Refused]:
        quiet = not sys.stderr.isatty()
        with tqdm(found, total=total, unit=" articles", disable=quiet, leave=False) as bar:
            ingested = ingest(bar, tell=self._tell)
        outcome = {
            "articles": {"new": 0, "changed": 0, "unchanged": 0} | ingested.articles,
            "statements": len(ingested.statements),
            "skipped": dict(ingested.skipped),
            "faults": list(map(str, ingested.faults)),
        }
        self.answer(outcome, _in_words(ingested), as_json=as_json)
        return ingested.faults

    def _hand_over(self, found: Iterable[Found], *, as_json: bool) -> list[Refused]:
        passed = _Passed()
        count = hand_over(self._sound(found, passed))
        keep_place(passed.mark)
        words = f"{counted(count, 'document')} handed over to the workers."
        words += _in_short(passed.faults, passed.skipped)
        outcome = {
            "handed_over": count,
            "skipped": dict(passed.skipped),
            "faults": list(map(str, passed.faults)),
        }
        self.answer(outcome, words, as_json=as_json)
        return passed.faults

    def _sound(self, found: Iterable[Found], passed: "_Passed") -> Iterator[Document]:
        """Documents that can be taken in: whoever gives a bad one should hear of it here."""
        for item in found:
            passed.mark = item.mark or passed.mark
            if isinstance(item, Skipped):
                passed.skipped[item.kind] += item.count
                continue
            fault = _fault_of(item)
            if fault:
                passed.faults.append(fault)
                self._tell(fault)
            elif isinstance(item, Document):
                yield item

    def _tell(self, news: Refused) -> None:
        with tqdm.external_write_mode(file=sys.stderr):
            self.complain(news)


@dataclass
class _Passed:
    """What was not handed over, and how far archives have been read."""

    faults: list[Refused] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    mark: Mark | None = None


def _published(value: str) -> str:
    try:
        return parse_published(value).iso if value else ""
    except PublishedError as error:
        raise ArgumentTypeError(str(error)) from None


def _fault_of(item: Document | Refused) -> Refused | None:
    """Why a document can't be taken in; an address shows only when it is fetched.

    The pages of an archive are many, and left to the workers as they are.
    """
    if isinstance(item, Document) and (item.mark or not item.media_type):
        return None
    opened = opened_or_refused(item)
    return opened if isinstance(opened, Refused) else None


def _in_words(ingested: Ingested) -> str:
    articles = ingested.articles
    older = f", {articles['older']} older than what is here" if articles["older"] else ""
    return (
        f"{counted(articles['new'], 'article')} new, {articles['changed']} changed, "
        f"{articles['unchanged']} unchanged{older}; "
        f"{counted(len(ingested.statements), 'statement')}."
        f"{_in_short(ingested.faults, ingested.skipped)}"
    )


def _in_short(faults: list[Refused], skipped: Counter[str]) -> str:
    """What did not come in, and why."""
    kinds = ", ".join(f"{count} {kind}" for kind, count in skipped.most_common())
    words = f" Skipped: {kinds}." if kinds else ""
    return f" {counted(len(faults), 'fault')}, named above.{words}" if faults else words
