"""Which outlets carry a statement, as its own column has it."""

import pytest

from claims.models import Statement
from tests.builders import make_article, make_outlet, make_report, make_revision, make_statement

pytestmark = pytest.mark.django_db


def make_carried(*outlets):
    """A statement with a report in an article of each of these outlets."""
    first, *others = [make_revision(article=make_article(outlet=outlet)) for outlet in outlets]
    statement = make_statement(revision=first)
    for revision in others:
        make_report(statement=statement, revision=revision)
    return statement


def carried_by(statement):
    statement.refresh_from_db()
    return statement.carried_by


def test_each_outlet_stands_there_once_in_order():
    one, other = make_outlet(), make_outlet()

    assert carried_by(make_carried(other, one, other)) == [one.pk, other.pk]


def test_an_article_of_no_known_outlet_adds_none():
    assert carried_by(make_carried(None)) == []


def test_an_outlet_whose_report_was_misread_does_not_carry_it():
    one, other = make_outlet(), make_outlet()
    statement = make_carried(one)
    misread = make_revision(article=make_article(outlet=other))

    make_report(statement=statement, revision=misread, withdrawn="reader")

    assert carried_by(statement) == [one.pk]


def test_an_article_whose_outlet_becomes_known_passes_it_on_without_being_read_anew():
    outlet = make_outlet()
    statement = make_carried(None)
    article = statement.reports.get().revision.article

    article.outlet = outlet
    article.save()

    assert carried_by(statement) == [outlet.pk]


def test_outlets_leave_and_leave_out_statements():
    courier, lantern = make_outlet(), make_outlet()
    both, alone = make_carried(courier, lantern), make_carried(lantern)

    assert list(Statement.objects.carried_by_any([courier])) == [both]
    assert list(Statement.objects.not_carried_by_any([courier])) == [alone]
