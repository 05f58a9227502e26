"""Editors' decisions: made, kept, undone."""

import pytest

from claims.beliefs import believe
from claims.corrections import (
    Cause,
    Decision,
    Field,
    InvalidDecision,
    StaleStatement,
    decide,
    undo,
)
from claims.models import Correction, Link, Reference, Statement, Waiting
from tests.builders import make_editor, make_event, make_report, make_speaker, make_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_editor()


@pytest.fixture
def statement():
    return make_statement(speaker=make_speaker("Ada Varga"), said="2031-05-05")


def correct(statement: Statement, editor, field: str, value, **fields) -> Correction:
    current = Statement.objects.get(pk=statement.pk)
    decision = Decision(Field(field), value, **fields)
    return decide(statement.pk, [decision], editor=editor, version=current.version)[0]


def now(statement: Statement) -> Statement:
    return Statement.objects.get(pk=statement.pk)


def test_a_corrected_speaker_is_believed_and_the_report_stays_as_read(statement, editor):
    brandt = make_speaker("Ilo Brandt")

    row = correct(statement, editor, "speaker", {"slug": "ilo-brandt"}, reason="her deputy")

    assert (now(statement).speaker, now(statement).status) == (brandt, "corrected")
    assert statement.reports.get().speaker.name == "Ada Varga"
    assert (row.replaced, row.reason) == ({"slug": "ada-varga"}, "her deputy")


@pytest.mark.parametrize(
    ("value", "credited"),
    [
        ({"name": "Mira Sand"}, "Mira Sand"),
        ({"body": "the harbour board"}, "the harbour board"),
        (None, ""),
    ],
)
def test_a_speaker_can_be_a_name_a_body_or_unknown(statement, editor, value, credited):
    correct(statement, editor, "speaker", value)

    assert now(statement).credited == credited


def test_a_corrected_date_moves_the_statement_on_the_timeline(statement, editor):
    correct(statement, editor, "said", "2031-04")

    moved = now(statement)
    assert (moved.said_basis, str(moved.said_earliest), str(moved.sort_day)) == (
        "editor",
        "2031-04-01",
        "2031-04-30",
    )


def test_an_unknown_day_takes_the_statement_off_the_dated_ones(statement, editor):
    correct(statement, editor, "said", "")

    assert now(statement).sort_day is None


def test_a_rejected_statement_is_no_longer_believed(statement, editor):
    correct(statement, editor, "verdict", "rejected")

    assert not Statement.objects.believed().exists()


def test_a_confirmed_statement_leaves_the_queue(statement, editor):
    correct(statement, editor, "verdict", "confirmed")

    assert now(statement).status == "confirmed"
    assert not Waiting.objects.exists()


def test_an_event_can_be_added_and_taken_away(statement, editor):
    make_event("Opening of the bridge")
    value = {"event": "opening-of-the-bridge", "refers": True}
    correct(statement, editor, "event", value)

    correct(statement, editor, "event", value | {"refers": False})

    assert statement.links.get().state == Link.State.REJECTED


def test_a_rejected_link_outlives_what_the_machine_reads(statement, editor):
    event = make_event("Opening of the bridge")
    Reference.objects.create(report=statement.reports.get(), event=event, confidence=0.99)
    believe(statement)

    correct(statement, editor, "event", {"event": event.slug, "refers": False})

    assert believe(statement).links.get().state == Link.State.REJECTED


def test_undo_restores_what_was_believed(statement, editor):
    row = correct(statement, editor, "kind", "mixed")

    undo(row.pk, editor=editor, reason="slip")

    assert (now(statement).kind, now(statement).status) == ("direct", "machine")


def test_undoing_an_undo_brings_the_decision_back(statement, editor):
    back = undo(correct(statement, editor, "kind", "mixed").pk, editor=editor)

    undo(back.pk, editor=editor)

    assert now(statement).kind == "mixed"


def test_undoing_twice_is_undoing_once(statement, editor):
    row = correct(statement, editor, "kind", "mixed")

    rows = [undo(row.pk, editor=editor).pk for _ in range(2)]

    assert rows[0] == rows[1]


def test_undoing_the_first_of_two_decisions_leaves_the_second(statement, editor):
    first = correct(statement, editor, "kind", "mixed")
    correct(statement, editor, "kind", "indirect")

    undo(first.pk, editor=editor)

    assert now(statement).kind == "indirect"


def test_a_decision_on_what_changed_meanwhile_is_refused_and_nothing_is_written(statement, editor):
    version = statement.version
    correct(statement, editor, "kind", "mixed")

    with pytest.raises(StaleStatement) as stale:
        decide(statement.pk, [Decision(Field.KIND, "indirect")], editor=editor, version=version)

    assert stale.value.statement.kind == "mixed"
    assert Correction.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "at_fault"),
    [
        ("speaker", {"slug": "nobody"}, "speaker"),
        ("speaker", {"nom": "x"}, "speaker"),
        ("said", "yesterday", "said"),
        ("said", 5, "said"),
        ("kind", "loud", "kind"),
        ("event", {"event": "none", "refers": True}, "events"),
        ("event", "none", "events"),
        ("verdict", "maybe", "status"),
    ],
)
def test_a_senseless_decision_names_its_field(statement, editor, field, value, at_fault):
    with pytest.raises(InvalidDecision) as refused:
        correct(statement, editor, field, value)

    assert refused.value.field == at_fault
    assert not Correction.objects.exists()


def test_one_senseless_decision_stops_all_of_them(statement, editor):
    decisions = [Decision(Field.KIND, "mixed"), Decision(Field.SAID, "yesterday")]

    with pytest.raises(InvalidDecision):
        decide(statement.pk, decisions, editor=editor, version=statement.version)

    assert now(statement).kind == "direct"


def test_a_decision_that_changes_no_value_still_makes_a_new_version(statement, editor):
    correct(statement, editor, "kind", "direct", cause=Cause.OUTLET)

    assert now(statement).version > statement.version


def test_the_target_is_kept_by_article_quote_and_context(statement, editor):
    row = correct(statement, editor, "kind", "mixed")

    report = statement.reports.get()
    assert (row.article_url, row.quote, row.quote_prefix) == (
        report.revision.article.url,
        report.text,
        report.quote_prefix,
    )


def test_a_decision_outlives_the_readers_doubt(statement, editor):
    correct(statement, editor, "kind", "mixed")
    statement.reports.update(withdrawn="reader")

    believe(statement)

    assert statement in Statement.objects.believed()


def test_the_better_dated_report_gives_the_date():
    varga = make_speaker("Ada Varga")
    first = make_report(speaker=varga, confidence=0.99)
    make_report(speaker=varga, said="2031-05-04", confidence=0.5, statement=first.statement)

    assert now(first.statement).said_edtf == "2031-05-04"


def test_believing_again_changes_nothing(statement):
    before = Statement.objects.values().get(pk=statement.pk)

    believe(statement)

    assert Statement.objects.values().get(pk=statement.pk) == before
