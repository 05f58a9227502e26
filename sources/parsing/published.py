"""When an article was published, with the day as its own place counts days."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_DAY_ALONE = re.compile(r"\d{4}-\d\d-\d\d|\d{8}|\d{4}-?W\d\d-?\d")


class PublishedError(ValueError):
    """The text is no date of publication; the message names it and says what would be."""


@dataclass(frozen=True, slots=True)
class Published:
    """A date stays a date; a date-time keeps its offset, and `day` is the day there."""

    iso: str
    day: date


def parse_published(text: str) -> Published:
    """Read an ISO 8601 date or date-time, which is UTC where it names no zone.

    `iso` is canonical (`2025-04-22`, `2025-04-22T01:10:00+03:00`, `2025-04-22T01:10:00Z`), so
    equal moments in one zone are equal texts.
    """
    stripped = text.strip()
    try:
        if _DAY_ALONE.fullmatch(stripped):
            day = date.fromisoformat(stripped)
            return Published(day.isoformat(), day)
        return published_at(datetime.fromisoformat(stripped.upper()))
    except ValueError:
        message = (
            f"{text!r} is no date: write ISO 8601, a day (2025-04-22) "
            "or a moment (2025-04-22T18:40:00+02:00)"
        )
        raise PublishedError(message) from None


def published_at(moment: datetime) -> Published:
    """The publication at a moment, which is UTC where it has no zone."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    iso = aware.isoformat(timespec="seconds").replace("+00:00", "Z")
    return Published(iso, aware.date())


def read_published(text: str) -> Published | None:
    """The same for what machines write: ISO 8601, or RFC 822 as RSS has it; None where neither."""
    try:
        return parse_published(text) if text.strip() else None
    except PublishedError:
        pass
    try:
        return published_at(parsedate_to_datetime(text.strip()))
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
