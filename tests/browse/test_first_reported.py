"""The timeline by the day on which each statement was first reported."""

from datetime import date

import pytest

from claims.browse.listing import PAGE_SIZE
from claims.models import Statement
from tests.builders import make_article, make_report, make_revision, make_statement

pytestmark = pytest.mark.django_db


def make_reported(day, **fields):
    """A statement that an article of that day carries, of none where it is None."""
    article = make_article(published=str(day or ""), published_day=day)
    return make_statement(revision=make_revision(article=article), **fields)


def groups_on(client, query=""):
    page = client.get(f"/?by=reported{query}").context["page"]
    return [(group.title, group.count.number, len(group.statements)) for group in page.groups]


def test_statements_are_grouped_by_the_day_first_reported_and_those_of_no_day_come_last(client):
    make_reported(None, said="2031-05-09")
    make_reported(date(2031, 5, 6), said="2031-05")
    make_reported(date(2031, 5, 7), said="")
    make_reported(date(2031, 5, 6), said="2031-05-01")

    assert groups_on(client) == [
        ("Wednesday 7 May 2031", 1, 1),
        ("Tuesday 6 May 2031", 2, 2),
        ("First reported on an unknown day", 1, 1),
    ]


def test_the_first_of_several_articles_counts_and_a_misread_one_does_not():
    statement = make_reported(date(2031, 5, 7))
    earlier, misread = (make_article(published_day=date(2031, 5, day)) for day in (6, 1))
    make_report(statement=statement, revision=make_revision(article=earlier))
    make_report(statement=statement, revision=make_revision(article=misread), withdrawn="reader")

    statement.refresh_from_db()
    assert statement.reported_day == date(2031, 5, 6)


def test_an_article_that_learns_its_day_passes_it_on_without_being_read_anew():
    statement = make_reported(None)
    article = statement.reports.get().revision.article

    article.published_day = date(2031, 5, 6)
    article.save()

    statement.refresh_from_db()
    assert statement.reported_day == date(2031, 5, 6)


def test_a_range_means_the_day_first_reported(client):
    wanted = make_reported(date(2031, 5, 6), said="2031-05-01")
    make_reported(date(2031, 5, 8), said="2031-05-06")

    page = client.get("/?by=reported&since=2031-05-06&until=2031-05-07").context["page"]

    assert page.statements == [wanted]


def test_the_histogram_draws_the_days_first_reported(client):
    make_reported(date(2031, 5, 6), said="")
    make_reported(date(2031, 5, 8), said="2031-05-01")

    for query in ("", "&since=2031-05-06&until=2031-05-06"):
        drawn = client.get(f"/?by=reported{query}").context["histogram"]
        assert [bar.since.day for bar in drawn.bars if bar.count] == [6, 8]


def test_pages_follow_each_other_without_loss_or_repetition(client):
    for number in range(PAGE_SIZE + 5):
        make_reported(date(2031, 5, number % 4 + 1) if number % 7 else None)

    first = client.get("/?by=reported").context["page"]
    second = client.get(f"/?by=reported&after={first.next}").context["page"]

    shown = [statement.pk for page in (first, second) for statement in page.statements]
    assert sorted(shown) == sorted(Statement.objects.values_list("pk", flat=True))
    assert second.next is None


def test_a_row_tells_the_day_said_since_its_group_does_not(read):
    make_reported(date(2031, 5, 6), said="2031-05-01")

    assert "said 1 May 2031" in read("/?by=reported")


def test_the_other_forms_of_the_list_have_its_order(client):
    later = make_reported(date(2031, 5, 8), said="2031-05-01")
    earlier = make_reported(date(2031, 5, 6), said="2031-05-05")

    rows = client.get("/timeline.json?by=reported").json()["items"]

    assert [row["id"] for row in rows] == [later.pk, earlier.pk]


def test_changing_the_day_keeps_the_filters_and_the_form_keeps_the_day(client):
    make_reported(date(2031, 5, 6))

    response = client.get("/?by=reported&kind=direct")

    assert b'href="?kind=direct&amp;by=said"' in response.content
    assert b'<input type="hidden" name="by" value="reported">' in response.content


def test_an_unknown_day_is_named_and_the_day_said_is_taken(client):
    make_statement(said="2031-05-05")

    response = client.get("/?by=heard")

    assert "“heard” is neither said nor reported." in response.content.decode()
    assert response.context["page"].groups[0].title == "Monday 5 May 2031"
