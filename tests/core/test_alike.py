"""What was misread in the way in which something was that an editor corrected."""

from typing import Any

import pytest

from claims import alike as looking
from claims.alike import alike_to
from claims.beliefs import believe
from claims.corrections import Cause, Decision, Field, decide, undo
from claims.models import Correction, Reference, Report, Statement
from tests.builders import (
    make_editor,
    make_event,
    make_reading,
    make_report,
    make_revision,
    make_speaker,
)

pytestmark = pytest.mark.django_db

TEXT = 'The envoy said "We will come." The envoy said "We will stay." He said “Never.”'


@pytest.fixture
def editor():
    return make_editor()


@pytest.fixture
def reading():
    return make_reading(revision=make_revision(text=TEXT))


def correct(report: Report, editor, field: str, value, **more) -> Correction:
    statement = Statement.objects.get(pk=report.statement_id)
    decision = Decision(Field(field), value, **more)
    return decide(statement.pk, [decision], editor=editor, version=statement.version)[0]


def found(correction: Correction) -> list[int]:
    alike = alike_to(Correction.objects.get(pk=correction.pk))
    return sorted(row.pk for row in alike.reports) if alike else []


def come(reading=None, **fields) -> Report:
    reading = reading or make_reading(revision=make_revision(text=TEXT))
    return make_report(quote='"We will come."', reading=reading, **{"label": "The envoy"} | fields)


def test_the_same_words_taken_for_the_same_person_are_alike_whatever_their_case(editor):
    varga = make_speaker("Ada Varga")
    sample = come(speaker=varga)
    other = come(speaker=varga, label="the envoy")
    come(speaker=varga, label="Varga")
    come(speaker=make_speaker("Ilo Brandt"))

    row = correct(sample, editor, "speaker", {"name": "Mira Sand"})

    assert found(row) == [other.pk]
    assert (
        alike_to(row).pattern.why() == "Their source is “The envoy”, and was taken for Ada Varga."
    )


def test_a_pronoun_tells_nothing_of_other_articles(editor, reading):
    varga = make_speaker("Ada Varga")
    sample = come(reading, speaker=varga, label="he")
    here = make_report(quote='"We will stay."', reading=reading, speaker=varga, label="He")
    come(speaker=varga, label="he")

    row = correct(sample, editor, "speaker", {"name": "Mira Sand"})

    assert found(row) == [here.pk]


def test_nobody_credited_is_a_mistake_that_can_be_alike_too(editor):
    sample, other = come(), come()

    row = correct(sample, editor, "speaker", {"name": "Mira Sand"})

    assert found(row) == [other.pk]


def test_days_are_alike_by_their_rule_in_one_article_and_by_its_words_in_others(editor, reading):
    told = {"span": [4, 9], "rule": "weekday", "confidence": 0.9}
    same: Any = {
        "speaker": make_speaker("Ada Varga"),
        "said": "2031-05-05",
        "evidence": {"said": [told]},
    }
    elsewhere = make_reading(revision=make_revision(text=TEXT.replace("envoy", "agent", 1)))
    sample, other = come(reading, **same), come(**same)
    here = make_report(quote='"We will stay."', reading=reading, **same)
    come(elsewhere, **same)
    come(**same | {"said": "2031-05-04"})

    assert found(correct(sample, editor, "said", "2031-04-28")) == [other.pk, here.pk]


def test_kinds_are_alike_by_the_marks_in_one_article(editor, reading):
    sample = come(reading)
    same = make_report(quote='"We will stay."', reading=reading)
    make_report(quote="“Never.”", reading=reading)
    come()

    assert found(correct(sample, editor, "kind", "mixed")) == [same.pk]


@pytest.mark.parametrize("refers", [True, False])
def test_events_are_alike_by_the_words_that_name_them(editor, refers):
    event = make_event(slug="visit")
    reports = [come() for _ in range(3)]
    for report, span in zip(reports, ([4, 9], [4, 9], [0, 3]), strict=True):
        told = {"span": span, "rule": "alias", "confidence": 0.9}
        Reference.objects.create(
            report=report, event=event, confidence=0.9, evidence=[told], doubtful=refers
        )
        believe(report.statement)

    row = correct(reports[0], editor, "event", {"event": "visit", "refers": refers})

    assert found(row) == [reports[1].pk]


@pytest.mark.parametrize(
    ("field", "value"), [("speaker", {"name": "Mira Solt"}), ("verdict", "confirmed")]
)
def test_what_an_editor_decided_on_is_left_out_and_counted(editor, field, value):
    sample, other = come(label="the envoy"), come(label="the envoy")
    correct(other, editor, field, value)

    row = correct(sample, editor, "speaker", {"name": "Mira Sand"})

    assert found(row) == []
    expected = [other.statement_id] if field == "verdict" else []  # another speaker by now
    assert [each.pk for each in alike_to(row).decided] == expected


def test_another_field_that_was_corrected_is_no_hindrance(editor):
    sample, other = come(), come()
    correct(other, editor, "kind", "mixed")

    assert found(correct(sample, editor, "speaker", {"name": "Mira Sand"})) == [other.pk]


def test_nothing_is_told_of_others_where_the_outlet_is_wrong_or_the_decision_undone(editor):
    sample, _ = come(), come()
    wrong = correct(sample, editor, "speaker", {"name": "M"}, cause=Cause.OUTLET, reason="It is.")
    other = correct(sample, editor, "kind", "mixed")
    back = undo(other.pk, editor=editor)

    assert [alike_to(Correction.objects.get(pk=row.pk)) for row in (wrong, other, back)] == [
        None
    ] * 3


def test_rejected_statements_and_withdrawn_reports_are_not_offered(editor):
    sample, rejected, gone = come(), come(), come()
    correct(rejected, editor, "verdict", "rejected")
    Report.objects.filter(pk=gone.pk).update(withdrawn="reader")

    assert found(correct(sample, editor, "speaker", {"name": "Mira Sand"})) == []


def test_only_the_newest_are_looked_through(editor, monkeypatch):
    monkeypatch.setattr(looking, "LOOKED_THROUGH", 2)
    reports = [come() for _ in range(4)]

    row = correct(reports[0], editor, "speaker", {"name": "Mira Sand"})

    assert found(row) == [reports[2].pk, reports[3].pk]
    assert alike_to(row).more


def test_the_queries_do_not_grow_with_what_is_alike(editor, django_assert_num_queries):
    row = correct(come(), editor, "speaker", {"name": "Mira Sand"})
    for _ in range(5):
        correct(come(), editor, "kind", "mixed")

    with django_assert_num_queries(5):
        assert len(alike_to(row).reports) == 5


def test_what_an_editor_added_is_not_decided_over_by_what_is_alike(editor, reading):
    varga = make_speaker("Ada Varga")
    sample = make_report(quote='"We will come."', reading=reading, speaker=varga)
    added = make_report(quote='"We will stay."', reading=reading, speaker=varga)
    told = {"content": [], "cue": [], "kind": "direct", "speaker": {"slug": varga.slug}, "said": ""}
    Correction.objects.create(
        statement=added.statement, report=added, field=Field.ADDED, value=told, editor=editor
    )

    rows = [
        correct(sample, editor, "speaker", {"name": "Mira Sand"}),
        correct(sample, editor, "kind", "mixed"),
    ]

    assert [found(row) for row in rows] == [[], []]
