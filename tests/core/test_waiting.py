"""The queue's order: by the weight of reasons, whoever wrote last."""

import math

import pytest
from django.core.management import call_command
from django.db.models.expressions import RawSQL

from claims.beliefs import believe
from claims.corrections import Decision, Field, decide, undo
from claims.models import Link, Statement, Waiting
from tests.builders import (
    make_article,
    make_editor,
    make_event,
    make_report,
    make_revision,
    make_speaker,
    make_statement,
)

pytestmark = pytest.mark.django_db

WEIGHTS = {
    **dict.fromkeys(["sources", "days", "drifted", "unnamed", "undated", "links", "tracked"], 0.0),
    **dict.fromkeys(["unsure", "outlets", "recent"], 0.0),
}


@pytest.fixture
def weigh(settings):
    """Call it with weights: all others count for nothing."""

    def set_weights(**weights):
        settings.QUEUE_WEIGHTS = WEIGHTS | weights

    return set_weights


def order():
    return [row.statement_id for row in Waiting.objects.in_order()]


def of(statement):
    return Waiting.objects.get(pk=statement.pk)


def carried_by_two(**fields):
    report = make_report(**fields)
    make_report(statement=report.statement, **fields)
    return report.statement


def test_each_reason_has_its_weight(weigh):
    weigh(undated=0.5, tracked=2.0, unsure=3.0)
    statement = make_statement(speaker=make_speaker(), confidence=0.8)

    assert of(statement).rank == pytest.approx(2.0 + 0.5 + 3.0 * 0.2)
    assert of(statement).reasons == ["undated", "tracked"]


def test_more_outlets_go_before_fewer(weigh):
    weigh(outlets=1.0)
    one, two = make_statement(), carried_by_two()

    assert order() == [two.pk, one.pk]
    assert of(two).rank == pytest.approx(math.log(2), abs=1e-4)


def test_the_newer_goes_before_the_older_by_how_far_they_are_apart(weigh):
    weigh(recent=1.0)
    days = ("2031-05-06", "2031-06-05")
    old, new = (
        make_statement(revision=make_revision(article=make_article(published=day))) for day in days
    )

    assert of(new).rank - of(old).rank == pytest.approx(1.0)


def test_outlets_that_disagree_on_speaker_and_day_are_reasons():
    report = make_report(speaker=make_speaker("Ada Varga"), said="2031-05-05")
    make_report(statement=report.statement, speaker=make_speaker("Otto Krall"), said="2031-05-04")

    assert {"sources", "days"} <= set(of(report.statement).reasons)


def test_a_report_that_the_reader_took_back_disputes_nothing():
    report = make_report(speaker=make_speaker("Ada Varga"), said="2031-05-05")
    other = make_report(statement=report.statement, speaker_name="Otto Krall", said="2031-05-05")
    other.withdrawn = "reader"
    other.save()

    believe(report.statement)

    assert of(report.statement).reasons == ["tracked"]


def test_a_doubtful_link_is_a_reason_and_its_event_a_filter():
    statement, event = make_statement(), make_event()
    reference = statement.reports.get().references
    reference.create(event=event, confidence=0.35, doubtful=True)

    believe(statement)

    assert "links" in of(statement).reasons
    assert of(statement).events == [event.pk]
    assert Link.objects.get().state == "doubtful"


@pytest.mark.parametrize(("confidence", "is_reason"), [(0.5, True), (0.9, False)])
def test_a_link_of_little_confidence_is_a_reason(confidence, is_reason):
    statement = make_statement()
    references = statement.reports.get().references
    references.create(event=make_event(), confidence=confidence)

    believe(statement)

    assert Link.objects.get().state == "linked"
    assert ("links" in of(statement).reasons) == is_reason


def test_what_is_decided_on_waits_no_more_and_waits_again_when_that_is_undone():
    statement, editor = make_statement(), make_editor()

    (row,) = decide(
        statement.pk, [Decision(Field.KIND, "mixed")], editor=editor, version=statement.version
    )
    assert order() == []

    undo(row.pk, editor=editor)
    assert order() == [statement.pk]


def test_believing_the_same_again_writes_nothing():
    statement = make_statement()
    written = Waiting.objects.annotate(at=RawSQL("claims_waiting.ctid::text", [])).values_list("at")
    before = written.get()

    believe(statement)

    assert written.get() == before


def test_new_weights_reorder_what_waits_and_take_out_what_does_not(weigh, capsys):
    weigh(unsure=1.0)
    sure, unsure = make_statement(confidence=0.9, said="2031-05-05"), make_statement(confidence=0.8)
    gone = make_statement()
    Statement.objects.filter(pk=gone.pk).update(status="rejected")
    weigh(unsure=-1.0)

    call_command("rerank")

    assert order() == [sure.pk, unsure.pk]
    assert "2 statements wait" in capsys.readouterr().out


def test_ranking_goes_on_past_a_batch(monkeypatch, weigh):
    monkeypatch.setattr("claims.waiting.BATCH", 1)
    statements = [make_statement(confidence=share) for share in (0.9, 0.5, 0.7)]
    weigh(unsure=1.0)

    call_command("rerank", verbosity=0)

    assert order() == [statements[1].pk, statements[2].pk, statements[0].pk]
