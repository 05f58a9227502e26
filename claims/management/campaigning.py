"""What the commands share that go over the archive again: `reread`, `reresolve`, `relink`."""

from argparse import ArgumentTypeError
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db.models import Model
from tqdm import tqdm

from claims.management.command import ExampleCommand, add_json_option, counted
from claims.models import Receipt
from claims.pipeline import queue_again
from claims.rehearsing import Change, Outcome, perform, rehearse

_SHOWN = 80  # characters of a report's text


def add_campaign_options(parser: CommandParser, *, dry_run: str) -> None:
    """The period, and whether to do it, and where."""
    parser.add_argument("--since", type=_day, help="only articles published since that day")
    parser.add_argument("--dry-run", action="store_true", help=dry_run)
    parser.add_argument("--queue", action="store_true", help="leave it to the workers")
    add_json_option(parser)


class RedoCommand(ExampleCommand):
    """Does a stage of the way of stored readings again; `done` says what that is, in one word."""

    stage: Receipt.Stage
    done: str

    def redo(self, readings: Sequence[int], options: dict[str, Any], **outcome: Any) -> None:  # noqa: ANN401
        """Here, in the queue, or as a rehearsal; exit status 1 where an article fails."""
        outcome["articles"] = len(readings)
        if options["queue"] and not options["dry_run"]:
            queue_again(self.stage, readings)
            words = f"{counted(len(readings), 'article')} queued to be {self.done} again."
        else:
            found = list(self._go_over(readings, rehearsed=options["dry_run"]))
            outcome |= outcome_values(found)
            words = self._in_words(found, rehearsed=options["dry_run"])
        self.answer(outcome, words, as_json=options["json"])
        if outcome.get("failed"):
            raise SystemExit(1)

    def _go_over(self, readings: Sequence[int], *, rehearsed: bool) -> Iterator[Outcome]:
        for pk in tqdm(readings, unit=" articles", disable=None, leave=False):
            outcome = rehearse(self.stage, pk) if rehearsed else perform(self.stage, pk)
            if outcome.error:
                self.complain(f"{outcome.article}: {outcome.error}")
            yield outcome

    def _in_words(self, found: Sequence[Outcome], *, rehearsed: bool) -> str:
        if rehearsed:
            return rehearsed_words(found)
        lines = list(_lines(found))
        failed = sum(1 for outcome in found if outcome.error)
        done = f"{counted(len(found), 'article')} {self.done} again"
        last = f"{done}; {_reports(found)} changed, {failed} failed."
        return "\n".join([*lines, last])


def rehearsed_words(found: Sequence[Outcome]) -> str:
    """What would change, in words."""
    last = f"{counted(len(found), 'article')}; {_reports(found)} would change."
    return "\n".join([*_lines(found), last])


def outcome_values(found: Sequence[Outcome]) -> dict[str, Any]:
    """What changes and what failed, for a program."""
    return {
        "changes": [_change_value(change) for one in found for change in one.changes],
        "failed": [one.article for one in found if one.error],
    }


def _lines(found: Sequence[Outcome]) -> Iterator[str]:
    for outcome in found:
        for change in outcome.changes:
            yield from _change_lines(change)


def _reports(found: Sequence[Outcome]) -> str:
    count = sum(len(outcome.changes) for outcome in found)
    return counted(count, "report")


def named_or_refused(model: type[Model], slug: str | None) -> Any:  # noqa: ANN401 - a row of it
    """The row of that slug, None without one; an unknown slug ends the command."""
    if slug is None:
        return None
    row = model._default_manager.filter(slug=slug).first()
    if row is None:
        message = f"there is no {model._meta.verbose_name} {slug!r}"
        raise CommandError(message)
    return row


def _change_value(change: Change) -> dict[str, Any]:
    values = {
        name: {"was": was, "becomes": becomes} for name, (was, becomes) in change.values.items()
    }
    return {"report": change.report, "article": change.article, "text": change.text, **values}


def _change_lines(change: Change) -> Iterator[str]:
    """The report, and what it says otherwise; evidence is too long to print."""
    text = change.text if len(change.text) <= _SHOWN else f"{change.text[:_SHOWN]}…"
    new = all(was is None for was, _ in change.values.values())
    yield f"{change.article}  {'new report' if new else f'report {change.report}'}  {text}"
    for name, (was, becomes) in change.values.items():
        shown = "rests on other words" if name == "evidence" else f"{_said(was)} → {_said(becomes)}"
        yield f"    {name}: {shown}"


def _said(value: object) -> str:
    if isinstance(value, dict):
        value = [f"{event} ({confidence})" for event, confidence in value.items()]
    if isinstance(value, list):
        value = ", ".join(value)
    return "none" if value in (None, "") else str(value)


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        message = f"{value!r} is no day: write it as 2025-04-21"
        raise ArgumentTypeError(message) from None
