"""One decision made on others alike, and taken back."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from claims.batches import NothingAlikeError, StaleStatementsError, apply_to_alike, undo_batch
from claims.corrections import Decision, Field, decide, undo
from claims.models import Batch, Correction, Statement
from claims.removal import delete_in_turn
from claims.undoing import undo_last
from tests.builders import make_editor, make_report, make_speaker

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_editor()


@pytest.fixture
def alike():
    """Four statements whose source was taken for Ada Varga."""
    varga = make_speaker("Ada Varga")
    return [make_report(speaker=varga, label="the envoy").statement for _ in range(4)]


@pytest.fixture
def row(alike, editor):
    """What an editor decided on the first."""
    return correct(alike[0], editor)


def correct(statement, editor, name="Mira Sand") -> Correction:
    decision = Decision(Field.SPEAKER, {"name": name}, reason="Her envoy.")
    version = Statement.objects.get(pk=statement.pk).version
    return decide(statement.pk, [decision], editor=editor, version=version)[0]


def picked(statements) -> dict[int, int]:
    pks = [statement.pk for statement in statements]
    return dict(Statement.objects.filter(pk__in=pks).values_list("pk", "version"))


def speakers() -> list[str]:
    return [row.credited for row in Statement.objects.select_related("speaker").order_by("pk")]


def test_only_what_was_picked_is_decided_each_by_a_correction_of_its_own(alike, row, editor):
    applied = apply_to_alike(row.pk, picked(alike[1:3]), editor=editor)

    assert speakers() == ["Mira Sand"] * 3 + ["Ada Varga"]
    assert [(each.value, each.reason) for each in applied.rows] == [
        ({"name": "Mira Sand"}, "Her envoy.")
    ] * 2
    assert set(applied.batch.rows.all()) == set(applied.rows)
    assert (applied.batch.sample, applied.batch.how) == (row, "source")


def test_a_batch_is_undone_as_a_whole_and_brought_back_as_a_whole(alike, row, editor):
    batch = apply_to_alike(row.pk, picked(alike[1:]), editor=editor).batch

    back = undo_batch(batch.pk, editor=editor, reason="It was not.")
    undone = speakers()
    undo_batch(back.pk, editor=editor)

    assert undone == ["Mira Sand"] + ["Ada Varga"] * 3
    assert speakers() == ["Mira Sand"] * 4
    assert (back.undoes, back.rows.first().reason) == (batch, "It was not.")


def test_one_of_a_batch_is_undone_alone_and_the_rest_after_it(alike, row, editor):
    batch = apply_to_alike(row.pk, picked(alike[1:]), editor=editor).batch
    undo(batch.rows.order_by("pk")[0].pk, editor=editor)

    back = undo_batch(batch.pk, editor=editor)

    assert back.rows.count() == 2
    assert undo_batch(batch.pk, editor=editor) == batch


def test_one_of_a_batch_that_was_brought_back_alone_is_undone_with_the_rest(alike, row, editor):
    batch = apply_to_alike(row.pk, picked(alike[1:]), editor=editor).batch
    undone = undo(batch.rows.order_by("pk")[0].pk, editor=editor)
    undo(undone.pk, editor=editor)

    undo_batch(batch.pk, editor=editor)

    assert speakers() == ["Mira Sand"] + ["Ada Varga"] * 3


def test_a_batch_tells_how_many_of_its_decisions_stand_by_now(alike, row, editor):
    batch = apply_to_alike(row.pk, picked(alike[1:]), editor=editor).batch
    told: list[int] = []
    batches: Any = Batch.objects.for_history()
    last = batch.rows.order_by("pk")[0]
    for _ in range(3):  # undone, brought back, and undone again
        last = undo(last.pk, editor=editor)
        told.append(batches.get(pk=batch.pk).standing)

    assert told == [2, 3, 2]


def test_what_was_corrected_again_after_a_batch_outlives_its_undo(alike, row, editor):
    batch = apply_to_alike(row.pk, picked(alike[1:]), editor=editor).batch
    correct(alike[2], make_editor("emil"), "Jan Krall")

    undo_batch(batch.pk, editor=editor)

    assert speakers() == ["Mira Sand", "Ada Varga", "Jan Krall", "Ada Varga"]


def test_undoing_the_last_decision_takes_back_the_batch(alike, row, editor):
    apply_to_alike(row.pk, picked(alike[1:]), editor=editor)

    undo_last(editor)

    assert speakers() == ["Mira Sand"] + ["Ada Varga"] * 3


def test_where_one_changed_meanwhile_nothing_is_decided_and_it_is_named(alike, row, editor):
    seen = picked(alike[1:])
    correct(alike[2], editor, "Jan Krall")

    with pytest.raises(StaleStatementsError) as raised:
        apply_to_alike(row.pk, seen, editor=editor)

    assert raised.value.statements == [alike[2]]
    assert speakers() == ["Mira Sand", "Ada Varga", "Jan Krall", "Ada Varga"]
    assert not Batch.objects.exists()


def test_the_rest_is_decided_where_that_was_asked_for(alike, row, editor):
    seen = picked(alike[1:]) | {alike[1].pk: 99}

    applied = apply_to_alike(row.pk, seen, editor=editor, all_or_none=False)

    assert applied.stale == [alike[1]]
    assert speakers() == ["Mira Sand", "Ada Varga", "Mira Sand", "Mira Sand"]


def test_all_stale_is_no_batch(alike, row, editor):
    with pytest.raises(StaleStatementsError):
        apply_to_alike(row.pk, {alike[1].pk: 99}, editor=editor, all_or_none=False)

    assert not Batch.objects.exists()


def test_a_statement_that_is_not_alike_is_never_decided_on(alike, row, editor):
    other = make_report(label="a clerk").statement

    with pytest.raises(StaleStatementsError):
        apply_to_alike(row.pk, picked([other]), editor=editor, all_or_none=False)


@pytest.mark.parametrize("undone", [True, False])
def test_a_decision_taken_back_or_nothing_picked_is_refused(alike, row, editor, undone):
    if undone:
        undo(row.pk, editor=editor)
    seen = picked(alike[1:]) if undone else {}

    with pytest.raises(NothingAlikeError, match="was undone" if undone else "nothing was ticked"):
        apply_to_alike(row.pk, seen, editor=editor)


def test_a_batch_comes_together_again_in_another_database(alike, row, editor, tmp_path):
    batch = apply_to_alike(row.pk, picked(alike[1:]), editor=editor).batch
    undo_batch(batch.pk, editor=editor)
    file = tmp_path / "corrections.jsonl"
    with file.open("w") as out:
        call_command("export", "corrections", stdout=out)
    delete_in_turn(Correction.objects.all(), undone_by=None)
    Batch.objects.order_by("-pk").first().delete()
    Batch.objects.all().delete()

    call_command("import_corrections", str(file), stdout=StringIO())

    again = Batch.objects.get(key=batch.key)
    assert (again.rows.count(), again.editor) == (3, editor)
    assert again.undone_by.get().rows.count() == 3
