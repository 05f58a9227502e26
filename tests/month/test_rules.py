"""The rules that a log is judged by: each finds what breaks it, and nothing in a good log."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.month import rules
from tests.month.clock import START
from tests.month.press import Asked

PACE = timedelta(seconds=5)
FIRST = Asked(START, "a.example", "/robots.txt", 200, "OnRecord/1.0 (+desk)")


def asked(seconds: float, path: str = "/story/1", **fields) -> Asked:
    return replace(FIRST, at=START + timedelta(seconds=seconds), path=path, **fields)


GOOD = [FIRST, asked(5, marked='"1"'), asked(10, status=304, asked_by='"1"', marked='"1"')]


def judged(log: list[Asked]) -> list[str]:
    return [
        *rules.too_fast(log, PACE, {"b.example": timedelta(seconds=30)}),
        *rules.too_soon(log),
        *rules.unasked(log),
        *rules.against(log, ["a.example/closed/"]),
        *rules.unconditional(log),
        *rules.nameless(log, "desk"),
    ]


def test_a_polite_log_breaks_nothing():
    assert judged(GOOD) == []


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        (asked(14, "/x"), "came 0:00:04 after"),
        (asked(40, "/closed/1"), "is closed"),
        (asked(40, asked_by=""), "should have carried"),
        (asked(40, "/x", host="c.example"), "without rules"),
        (asked(86_500, "/x"), "without rules"),
        (asked(40, "/robots.txt"), "twice within a day"),
        (asked(40, "/x", agent="Mozilla"), "names nobody"),
    ],
)
def test_each_rule_finds_what_breaks_it(more, fault):
    assert [fault in found for found in judged([*GOOD, more])] == [True]


def test_a_crawl_delay_and_a_retry_after_are_found_broken():
    rude = [replace(FIRST, host="b.example"), asked(20, host="b.example", status=429)]
    hasty = [FIRST, asked(5, status=429, retry_after=timedelta(minutes=1)), asked(40, "/x")]

    assert "after /robots.txt" in judged(rude)[0]
    assert "in spite of" in judged(hasty)[0]
