"""An editor takes back what they decided last."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.beliefs import believe
from claims.corrections import Decision, Field, decide
from claims.curation import undo_decision
from claims.models import Correction, Event, EventDecision, Waiting
from claims.splitting import split_event
from claims.undoing import undo_last
from tests.builders import make_editor, make_event, make_report, make_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_editor("nora")


def decide_on(statement, editor, *decisions):
    statement.refresh_from_db()
    return decide(statement.pk, decisions, editor=editor, version=statement.version)


def test_all_that_was_decided_together_is_taken_back_together(editor):
    statement = make_statement()
    make_event(slug="opening")
    event = {"event": "opening", "refers": True}
    decide_on(statement, editor, Decision(Field.KIND, "mixed"), Decision(Field.EVENT, event))

    undone = undo_last(editor)

    statement.refresh_from_db()
    assert [row.field for row in undone] == ["event", "kind"]
    assert (statement.kind, statement.status) == ("direct", "machine")
    assert Waiting.objects.filter(pk=statement.pk).exists()


def test_each_further_undo_goes_one_decision_back(editor):
    first, second = make_statement(), make_statement()
    decide_on(first, editor, Decision(Field.VERDICT, "confirmed"))
    decide_on(second, editor, Decision(Field.VERDICT, "rejected"))

    undone = [undo_last(editor), undo_last(editor), undo_last(editor)]

    assert [[row.statement_id for row in rows] for rows in undone] == [[second.pk], [first.pk], []]


def test_a_new_event_that_was_brought_back_alone_goes_with_the_split_for_which_it_was_made(editor):
    event, report = make_event(), make_report()
    report.references.create(event=event, confidence=0.9)
    statement, new = believe(report.statement), {"title": "Closing", "date": "", "place": ""}
    split_event(event, new, {statement.pk: statement.version}, editor=editor)
    undone = undo_decision(EventDecision.objects.get().pk, editor=editor)
    undo_decision(undone.pk, editor=editor)

    undo_last(editor)

    assert Event.objects.get(title="Closing").state == "proposed"


def test_statements_are_locked_in_the_order_in_which_all_lock_them(editor):
    one, two = make_statement(), make_statement()
    for statement in (one, two):
        decide_on(statement, editor, Decision(Field.VERDICT, "rejected"))
    Correction.objects.update(made_at=timezone.now())

    with CaptureQueriesContext(connection) as queries:
        undo_last(editor)

    first = next(query["sql"] for query in queries if "FOR UPDATE" in query["sql"])
    assert 'FROM "claims_statement" WHERE "claims_statement"."id" IN (' in first
    assert "ORDER BY 1 ASC" in first


def test_what_others_decided_stays(editor):
    statement = make_statement()
    decide_on(statement, make_editor("emil"), Decision(Field.KIND, "mixed"))

    assert undo_last(editor) == []


def test_decisions_of_several_statements_at_one_moment_are_one(editor):
    one, two = make_statement(), make_statement()
    for statement in (one, two):
        decide_on(statement, editor, Decision(Field.VERDICT, "rejected"))
    Correction.objects.update(made_at=timezone.now())

    undone = undo_last(editor)

    assert {row.statement_id for row in undone} == {one.pk, two.pk}


def test_a_join_is_taken_back(editor):
    one, two = make_statement(), make_statement()
    decide_on(one, editor, Decision(Field.SAME, {"same": True, "statement": two.pk}))

    undo_last(editor)

    two.refresh_from_db()
    assert two.merged_into is None


def test_what_is_older_than_a_day_is_not_hit_by_a_key(editor):
    decide_on(make_statement(), editor, Decision(Field.VERDICT, "confirmed"))
    Correction.objects.update(made_at=timezone.now() - timedelta(hours=25))

    assert undo_last(editor) == []
