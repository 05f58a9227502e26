"""Many statements derived at once: as each by itself, at the cost of one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.beliefs import believe, believe_all
from claims.corrections import Decision, Field, decide
from claims.event_merging import merge_event
from claims.models import Statement
from tests.builders import make_editor, make_event, make_report, make_statement

pytestmark = pytest.mark.django_db


def queries_of(statements) -> int:
    with CaptureQueriesContext(connection) as queries:
        believe_all(statements)
    return len(queries)


def test_nine_take_as_many_queries_as_one():
    rows = [make_report(said="2031-05-05").statement for _ in range(9)]
    believe_all(rows)

    assert queries_of(rows) == queries_of(rows[:1]) <= 16


def test_what_editors_decided_on_nine_takes_no_more_queries():
    event, into, editor = make_event(), make_event("Bridge fair"), make_editor()
    rows = [make_report().statement for _ in range(9)]
    for row in rows:
        refers = Decision(Field.EVENT, {"event": event.slug, "refers": True})
        verdict = Decision(Field.VERDICT, "confirmed")
        decide(row.pk, [refers, verdict], editor=editor, version=believe(row).version)
    merge_event(event.pk, into.slug, editor=editor)

    assert queries_of(rows) == queries_of(rows[:1])


def test_they_come_in_the_order_in_which_they_were_given():
    rows = [make_statement() for _ in range(3)]

    assert believe_all(reversed(rows)) == [rows[2], rows[1], rows[0]]


def test_one_that_is_gone_is_named_and_none_is_changed():
    kept, lost = make_report().statement, make_statement()
    Statement.objects.filter(pk=kept.pk).update(kind="indirect")
    gone = lost.pk
    lost.reports.all().delete()
    lost.delete()

    with pytest.raises(Statement.DoesNotExist, match=str(gone)):
        believe_all([kept, Statement(pk=gone)])
    kept.refresh_from_db()
    assert kept.kind == "indirect"


def test_what_an_editor_says_of_one_does_not_reach_the_other():
    event, editor = make_event(), make_editor()
    one, other = make_statement(), make_statement()
    refers = Decision(Field.EVENT, {"event": event.slug, "refers": True})
    decide(one.pk, [refers], editor=editor, version=one.version)
    versions = [believe(row).version for row in (one, other)]

    found = believe_all([one, other])

    assert [[link.event for link in row.links.all()] for row in found] == [[event], []]
    assert [row.version for row in found] == versions
