"""What blind re-checks come to: shares, their intervals, and what is left out of the count."""

from datetime import UTC, datetime
from itertools import count

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.quality import LEAST, Share, quality
from claims.rechecking import Answer, answer
from tests.builders import make_editor, make_sample, make_speaker, make_statement

pytestmark = pytest.mark.django_db

_numbers = count(1)
ADA = {"slug": "ada-varga"}
RIGHT = Answer(speaker=ADA, kind="direct", said="2031-05-05")


@pytest.fixture
def ada():
    return make_speaker()


def checked(ada, *answers, **fields):
    """A sample that one editor after another answered on."""
    statement = make_statement(speaker=ada, said="2031-05-05", kind=fields.pop("kind", "direct"))
    sample = make_sample(statement, wanted=len(answers), **fields)
    for given in answers:
        answer(sample.pk, given, editor=make_editor(f"editor {next(_numbers)}"))


def table(stratum="undecided", **options):
    return next(each for each in quality(**options).tables if each.stratum == stratum)


def counts(row):
    return [(share.right, share.of) for share in row.shares]


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    # 81 of 263 as in Newcombe 1998 (Statistics in Medicine 17), table I; the ends by hand.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611)],
)
def test_the_interval_is_wilsons(right, of, low, high):
    assert Share(right, of).interval == pytest.approx((low, high), abs=1e-4)


def test_an_interval_never_leaves_what_a_share_can_be():
    assert Share(30, 30).interval[1] == 1.0


def test_a_share_takes_enough_answers():
    assert [Share(1, of).is_enough for of in (LEAST - 1, LEAST)] == [False, True]


def test_each_value_is_counted_where_it_was_published_and_the_editor_could_tell(ada):
    checked(ada, RIGHT)
    checked(ada, Answer(speaker={"name": "Otto Krall"}, kind="mixed"))
    checked(ada, Answer(is_statement=False))

    assert counts(table().all) == [(2, 3), (1, 2), (1, 2), (1, 1)]


def test_the_two_strata_are_apart(ada):
    checked(ada, RIGHT)
    checked(ada, RIGHT, stratum="confirmed")
    checked(ada, RIGHT, stratum="confirmed")

    assert [table(name).all.answers for name in ("confirmed", "undecided")] == [2, 1]


def test_each_kind_has_its_row(ada):
    checked(ada, RIGHT)
    checked(ada, RIGHT, kind="mixed")

    rows = {row.name: counts(row)[2] for row in table().by_kind}

    assert rows == {"direct": (1, 1), "mixed": (0, 1), "indirect": (0, 0)}


def test_the_commonest_cues_have_rows_and_the_others_one(ada, monkeypatch):
    monkeypatch.setattr("claims.quality.COMMONEST", 1)
    for cue in ("said", "said", "vowed", "mused", ""):
        checked(ada, RIGHT, cue=cue)

    rows = [(row.name, row.answers) for row in table().by_cue]

    assert rows == [("said", 2), ("all other cues", 2), ("no cue", 1)]


def test_the_first_of_two_answers_counts_for_precision(ada):
    checked(ada, RIGHT, Answer(is_statement=False))

    assert counts(table().all)[0] == (1, 1)


def test_agreement_compares_what_both_tell(ada):
    checked(ada, RIGHT, Answer(speaker={"name": "Ada Varga"}, said="2031-05"))
    checked(ada, RIGHT, Answer(is_statement=False))
    checked(ada, RIGHT)

    found = quality().agreement

    assert (found.answers, counts(found)) == (2, [(1, 2), (1, 1), (0, 0), (0, 1)])


def test_a_period_has_the_answers_of_its_days(ada):
    for day in (1, 20):
        with time_machine.travel(datetime(2031, 5, day, tzinfo=UTC), tick=False):
            checked(ada, RIGHT)

    with time_machine.travel(datetime(2031, 6, 5, tzinfo=UTC), tick=False):
        found, whole = quality(30), quality()

    assert (found.answers, whole.answers) == (1, 2)
    assert [day.day for day in (found.first, whole.first, whole.last)] == [20, 1, 20]


def test_nothing_answered_is_nothing_published():
    found = quality()

    assert (found.answers, found.first) == (0, None)
    assert counts(found.agreement) == counts(table().all) == [(0, 0)] * 4


def test_many_answers_take_as_many_queries_as_few(ada, django_assert_num_queries):
    checked(ada, RIGHT, RIGHT)
    with CaptureQueriesContext(connection) as few:
        quality()
    for cue in ("said", "vowed", "mused"):
        checked(ada, RIGHT, RIGHT, cue=cue)

    with django_assert_num_queries(len(few)):
        quality()
    assert len(few) == 3
