from datetime import date

import pytest

from claims.filters import StatementFilterSet
from claims.models import Statement
from tests.builders import (
    make_article,
    make_event,
    make_outlet,
    make_revision,
    make_speaker,
    make_statement,
)

pytestmark = pytest.mark.django_db


def found(query):
    """The statements that a query leaves, oldest row first."""
    filters = StatementFilterSet(query, Statement.objects.order_by("pk"))
    assert filters.errors == {}
    return list(filters.qs)


def error_of(query):
    """The one error of a query, and whether all statements are shown in spite of it."""
    filters = StatementFilterSet(query, Statement.objects.all())
    (messages,) = filters.errors.values()
    return str(messages[0]), filters.without().count() == Statement.objects.count()


def test_several_speakers_mean_any_of_them():
    ada, ben, _ = (make_speaker(name) for name in ("Ada Varga", "Ben Okoro", "Cleo Marsh"))
    by_ada, by_ben, _ = (make_statement(speaker=speaker) for speaker in (ada, ben, _))

    assert found({"speaker": ["ada-varga", "ben-okoro"]}) == [by_ada, by_ben]


def test_different_filters_all_have_to_hold():
    ada = make_speaker()
    make_statement(speaker=ada, kind="indirect")
    wanted = make_statement(speaker=ada, kind="direct")
    make_statement(kind="direct")

    assert found({"speaker": ["ada-varga"], "kind": ["direct"]}) == [wanted]


def test_an_event_filters_by_believed_links_only():
    event = make_event(slug="opening")
    linked, doubtful = make_statement(), make_statement()
    linked.links.create(event=event, state="linked", confidence=0.9)
    doubtful.links.create(event=event, state="doubtful", confidence=0.4)

    assert found({"event": ["opening"]}) == [linked]


def test_an_outlet_filters_by_the_reports_that_it_carries():
    courier = make_outlet(slug="courier")
    here, there = (make_revision(article=make_article(outlet=courier)) for _ in range(2))
    wanted = make_statement(revision=here)
    make_statement(revision=there, withdrawn="reader")
    make_statement()

    assert found({"outlet": ["courier"]}) == [wanted]


def test_a_range_keeps_what_is_known_to_be_said_within_it():
    wanted = make_statement(said="2031-05-05")
    make_statement(said="2031-05")
    make_statement(said="2031-05-05/..")
    make_statement(said="2031-05-08")
    make_statement(said="")

    assert found({"since": "2031-05-04", "until": "2031-05-07"}) == [wanted]


def test_a_month_lies_within_a_range_that_holds_all_of_it():
    wanted = make_statement(said="2031-05")

    assert found({"since": "2031-05-01", "until": "2031-05-31"}) == [wanted]
    assert wanted.said_earliest == date(2031, 5, 1)


def test_dated_and_undated_are_told_apart():
    dated, undated = make_statement(said="2031-05"), make_statement(said="")

    assert found({"dated": "yes"}) == [dated]
    assert found({"dated": "no"}) == [undated]


@pytest.mark.parametrize(
    ("query", "matches"),
    [
        ("bridges", True),
        ('"bridge will stand"', True),
        ('"stand bridge"', False),
        ("bridge -stand", False),
        ("tunnel or bridge", True),
        ('"unclosed & | ! ( :*', False),
    ],
)
def test_words_are_searched_as_on_the_web(query, matches):
    statement = make_statement()

    assert found({"q": query}) == ([statement] if matches else [])


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"speaker": ["nobody"]}, "There is no speaker “nobody”."),
        ({"speaker": ["no\x00body"]}, "There is no speaker “nobody”."),
        ({"event": ["nothing"]}, "There is no event “nothing”."),
        ({"outlet": ["nowhere"]}, "There is no outlet “nowhere”."),
        ({"kind": ["sung"]}, "There is no kind “sung”."),
        ({"since": "5 May"}, "The first day is not a day: write a day as 2025-04-21."),
        ({"until": "2031-02-30"}, "The last day is not a day: write a day as 2025-04-21."),
        ({"dated": "maybe"}, "“maybe” is neither yes (dated) nor no (undated)."),
        (
            {"since": "2031-05-07", "until": "2031-05-04"},
            "The range of days ends before it starts.",
        ),
        ({"q": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_a_bad_value_is_named_and_left_out(query, message):
    make_statement()

    assert error_of(query) == (message, True)


@pytest.mark.parametrize("word", ["bridge", "Varga", "holds", "été"])
def test_words_are_found_beside_typographic_marks(word):
    words = "“Varga’s bridge”—it «holds», même l’été…"
    statement = make_statement(revision=make_revision(text=words), quote=words)

    assert found({"q": word}) == [statement]
