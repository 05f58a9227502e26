"""One outlet: what it carried first, alone or after others, and what it changed."""

from datetime import timedelta

import pytest

from claims.browse import outlets
from claims.browse.leading import leading
from claims.models import Drift
from claims.templatetags.on_record import ahead_in_words
from sources.models import Article, Outlet
from tests.browse.test_queries import queries_of
from tests.builders import make_article, make_outlet, make_report, make_revision

pytestmark = pytest.mark.django_db
LANTERN = "/outlets/lantern/"


@pytest.fixture
def carry(db):
    """Makes a report of a statement by an outlet at a time."""

    def carry(name, published, **fields):
        outlet = Outlet.objects.filter(name=name).first() or make_outlet(name=name)
        article = make_article(outlet=outlet, published=published)
        return make_report(revision=make_revision(article=article), **fields)

    return carry


def told():
    lantern = Outlet.objects.get(name="Lantern")
    return leading(lantern, list(Article.objects.filter(outlet=lantern)))


def test_each_statement_is_carried_alone_first_perhaps_first_or_after_others(carry):
    carry("Lantern", "2031-05-06")
    for published in ("2031-05-07T08:00:00Z", "2031-05-05", "2031-05-06", ""):
        first = carry("Lantern", "2031-05-06")
        carry("Post", published, statement=first.statement)

    found = told()

    assert (found.carried, found.alone, found.first, found.maybe, found.after) == (5, 1, 1, 2, 1)


def test_a_lead_tells_who_was_next_by_how_long_and_how_many_followed(read, carry):
    first = carry("Lantern", "2031-05-06T08:00:00Z")
    carry("Post", "2031-05-06T12:30:00Z", statement=first.statement)
    carry("Herald", "2031-05-06T10:05:00Z", statement=first.statement)

    page = read(LANTERN)

    assert "Of 1 statement: 0 that no other outlet carried 1 that it came out with first" in page
    assert "2 hours, 5 minutes before Herald and 1 more" in page


def test_an_outlet_s_own_second_article_is_no_follower(carry):
    first = carry("Lantern", "2031-05-06")
    carry("Lantern", "2031-05-08", statement=first.statement)

    assert (told().carried, told().alone) == (1, 1)


def test_what_is_not_believed_is_not_counted(carry):
    report = carry("Lantern", "2031-05-06")
    report.statement.status = "rejected"
    report.statement.save()

    assert told().carried == 0


def test_without_articles_nothing_was_carried(db):
    make_outlet(name="Lantern")

    assert (told().carried, told().leads) == (0, [])


@pytest.mark.parametrize(
    ("lead", "words"),
    [
        (timedelta(hours=26), "1 day, 2 hours"),
        (timedelta(minutes=5), "5 minutes"),
        (timedelta(seconds=50), "moments"),
    ],
)
def test_a_lead_is_told_in_words(lead, words):
    assert ahead_in_words(lead).replace("\xa0", " ") == words


def test_of_many_articles_the_newest_are_counted_and_said_to_be(read, carry, monkeypatch):
    monkeypatch.setattr(outlets, "RECENT", 2)
    for day in ("2031-05-06", "2031-05-07", "2031-05-08"):
        carry("Lantern", day)

    assert "In its newest 2 articles, of 2 statements:" in read(LANTERN)


def test_quotations_and_articles_that_it_changed_are_listed(read, carry):
    report = carry("Lantern", "2031-05-06")
    changed = make_revision(article=report.revision.article, text="Nothing of it is left.")
    Drift.objects.create(
        report=report, before_revision=report.revision, after_revision=changed, before="It stands."
    )

    page = read(LANTERN)

    assert "quotation dropped" in page
    assert "It stands." in page
    assert "Articles with new revisions A bridge and its builders revision 2, fetched" in page


def test_a_revision_made_anew_from_the_same_bytes_is_no_change(read, carry):
    report = carry("Lantern", "2031-05-06")
    make_revision(article=report.revision.article, text="The same, read better.", remade=True)

    assert "Changed after publication" not in read(LANTERN)


def test_the_page_takes_as_many_queries_for_many_statements(
    client, carry, django_assert_num_queries
):
    first = carry("Lantern", "2031-05-06", said="2031-05-05")
    carry("Post", "2031-05-07", statement=first.statement, said="2031-05-05")
    few = queries_of(client, LANTERN)
    for _ in range(4):
        first = carry("Lantern", "2031-05-06", said="2031-05-05")
        carry("Post", "2031-05-07", statement=first.statement, said="2031-05-05")

    with django_assert_num_queries(few):
        client.get(LANTERN)
