"""The short version of `python -m tests.lasting`, and that it would see what it looks for."""

import pytest

from claims.corrections import Decision, decide
from claims.models import Correction, Statement
from tests.builders import make_editor, make_report
from tests.lasting.outcome import outcome
from tests.lasting.scenario import Lasting, Story

Field = Correction.Field
SPEAKERS = "- {name: Ada Varga, aliases: [Varga]}\n- {name: Ilo Brandt, aliases: [Brandt]}\n"
TEXT = (
    "The council of {place} met on Monday and could not agree on the bridge.\n\n"
    "“The bridge of {place} will stand for another hundred years,” Ada Varga said.\n\n"
    "“Nobody in {place} has asked the ferrymen what they think of it,” Ilo Brandt said.\n\n"
    "Varga warned that {place} would run out of money before the end of the winter."
)
PLACES = ("Brod", "Karsk", "Ostvik", "Lindal")


@pytest.mark.uncounted
@pytest.mark.django_db(transaction=True)
def test_nothing_that_two_editors_decide_is_lost_moved_or_overruled(tmp_path):
    (tmp_path / "speakers.yaml").write_text(SPEAKERS)
    stories = [
        Story(f"https://{place.lower()}.example/bridge", place, TEXT.format(place=place), day)
        for place, day in zip(PLACES, ("2031-05-05", "2031-05-06") * 2, strict=True)
    ]

    after = Lasting(stories, tmp_path / "speakers.yaml", seed=5).run(30, tmp_path)

    assert {when: found for when, found in after.items() if not found.kept} == {}
    assert {found.decisions for found in after.values()} == {30}


@pytest.fixture
def corrected(db):
    statement = make_report().statement
    decision = Decision(Field.KIND, "indirect")
    decide(statement.pk, [decision], editor=make_editor(), version=statement.version)
    return Statement.objects.filter(pk=statement.pk)


def test_what_is_kept_is_seen_as_kept(corrected):
    assert outcome().kept


def test_a_decision_that_no_longer_holds_is_seen(corrected):
    corrected.update(kind="mixed")

    assert outcome().overruled == (f"kind of {corrected.get().pk}",)


def test_a_decision_at_other_words_is_seen(corrected):
    corrected.get().reports.update(text="Something else.")

    assert len(outcome().moved) == 1


def test_a_decision_that_is_gone_is_seen(corrected):
    assert outcome(2).lost == 1


def test_a_decision_that_waits_is_not_lost(corrected):
    Correction.objects.update(report=None, statement=None)

    assert (outcome(1).lost, outcome(1).unplaced) == (0, 1)
