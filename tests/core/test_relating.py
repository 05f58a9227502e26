"""How statements relate: told by articles, believed, decided on."""

from itertools import permutations

import pytest
from django.db import IntegrityError, transaction

from claims.beliefs import believe
from claims.corrections import Decision, Field, InvalidDecision, decide, undo
from claims.matching import match
from claims.models import ReadRelation, Relation, Statement
from claims.pipeline import process
from claims.relating import relate
from claims.removal import remove_articles
from sources.models import Article
from tests.builders import (
    make_article,
    make_editor,
    make_relation,
    make_report,
    make_revision,
    make_speaker,
)

pytestmark = pytest.mark.django_db

CLARIFIED = (
    "Ada Varga said on Monday that the harbour was closed to strangers. "
    "Varga's spokesman, Ilo Brandt, later clarified that Varga had meant warships."
)
LONG = '"The market is shut to every stranger who has not been asked in by the guild of bakers,"'
TOLD = f"{LONG} Ada Varga said on Monday."
DEMAND = 'Ada Varga demanded on Monday that the harbour master open the northern lock."'
REJECTED = (
    "Ilo Brandt rejected Ada Varga's demand on Wednesday, saying that the harbour master would "
    "open no northern lock."
)


@pytest.fixture(autouse=True)
def speakers():
    return make_speaker("Ada Varga"), make_speaker("Ilo Brandt", gender="m")


def read(text, **fields):
    return process(make_revision(text=text, article=make_article(**fields)).pk)


def told():
    """Each relation that is believed, without ids."""
    return sorted(
        (row.statement.text, row.kind, row.other.text, row.state)
        for row in Relation.objects.select_related("statement", "other")
    )


def decide_on(relation, state, editor, **changes):
    value = {"kind": relation.kind, "statement": relation.other_id, "state": state} | changes
    statement = Statement.objects.get(pk=relation.statement_id)
    decision = Decision(Field.RELATION, value)
    return decide(statement.pk, [decision], editor=editor, version=statement.version)[0]


def state():
    return list(Relation.objects.values_list("state", flat=True))


def test_an_article_that_tells_of_a_clarification_proposes_it_with_its_cue():
    reading = read(CLARIFIED)

    read_relation = ReadRelation.objects.with_words().get()
    assert told() == [
        ("Varga had meant warships", "clarifies", "the harbour was closed to strangers", "proposed")
    ]
    assert vars(read_relation)["words"] == "later clarified"
    assert read_relation.relation == Relation.objects.get()
    assert reading.receipts.get(stage="relating").state == "done"


def test_relating_a_reading_again_changes_nothing():
    reading = read(CLARIFIED)
    before = list(Relation.objects.values()) + list(Statement.objects.values())

    relate(reading)

    assert before == list(Relation.objects.values()) + list(Statement.objects.values())


def test_both_statements_have_a_new_version_when_a_relation_comes_up():
    one, other = make_report(), make_report()
    before = [one.statement.version, other.statement.version]

    make_relation(one, other)

    now = [Statement.objects.get(pk=r.statement_id).version for r in (one, other)]
    assert now == [before[0] + 1, before[1] + 1]


@pytest.mark.parametrize("gone", ["report", "other"])
def test_a_relation_vanishes_with_the_words_that_it_rests_on(gone):
    one, other = make_report(), make_report()
    make_relation(one, other)

    lost = one if gone == "report" else other
    lost.withdrawn = "reader"
    lost.save()
    believe(lost.statement)

    assert state() == []


def test_relations_follow_statements_that_are_merged_from_either_end():
    for merged in ("report", "other"):
        first = read(TOLD).reports.get()
        again = make_report(quote=LONG, revision=make_revision(text=TOLD), speaker=first.speaker)
        answer = make_report(speaker_name="Mira Sand")
        relation = make_relation(*((again, answer) if merged == "report" else (answer, again)))

        match(again.reading)

        [kept] = Relation.objects.filter(kind=relation.kind)
        assert first.statement_id in (kept.statement_id, kept.other_id)
        Relation.objects.all().delete()
        ReadRelation.objects.all().delete()


def test_a_relation_between_statements_that_are_merged_vanishes():
    first = read(TOLD).reports.get()
    again = make_report(quote=LONG, revision=make_revision(text=TOLD), speaker=first.speaker)
    make_relation(again, first)

    match(again.reading)

    assert state() == []


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_words_of_another_article_are_found_in_any_order_of_arrival(order):
    articles = [
        (DEMAND, {"published": "2031-05-05"}),
        (REJECTED, {"published": "2031-05-07"}),
        (TOLD, {"published": "2031-05-05"}),
    ]

    for index in order:
        text, fields = articles[index]
        read(text, **fields)

    assert [(kind, other) for _, kind, other, _ in told()] == [
        ("responds_to", "the harbour master open the northern lock")
    ]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_of_two_that_fit_neither_is_taken(order):
    other = DEMAND.replace("Monday", "Tuesday").replace("lock", "lock at night")
    articles = [(DEMAND, "2031-05-05"), (REJECTED, "2031-05-07"), (other, "2031-05-06")]

    for index in order:
        read(articles[index][0], published=articles[index][1])

    assert told() == []


@pytest.mark.parametrize("day", ["2031-03-03", "2031-05-20"])
def test_words_of_long_before_or_of_later_are_not_those_meant(day):
    read(DEMAND.replace("on Monday ", ""), published=day)
    read(REJECTED, published="2031-05-07")

    assert told() == []


def test_without_the_article_that_was_taken_for_it_another_is_looked_for():
    demand = read(DEMAND, published="2031-05-05")
    read(REJECTED, published="2031-05-07")
    other = DEMAND.replace("Monday", "Tuesday").replace("open the", "open its")
    read(other, published="2031-05-06")
    assert told() == []

    remove_articles(Article.objects.filter(pk=demand.revision.article_id))

    assert [other for _, _, other, _ in told()] == ["the harbour master open its northern lock"]


@pytest.mark.parametrize("verdict", ["confirmed", "rejected"])
def test_a_decision_stands_when_the_article_is_related_again(verdict):
    reading = read(CLARIFIED)

    decide_on(Relation.objects.get(), verdict, make_editor())
    relate(reading)

    assert state() == [verdict]


def test_a_decision_on_a_relation_leaves_the_status_alone():
    read(CLARIFIED)
    relation = Relation.objects.get()

    decide_on(relation, "confirmed", make_editor())

    assert Statement.objects.get(pk=relation.statement_id).status == "machine"


def test_an_undone_decision_leaves_what_the_article_tells():
    read(CLARIFIED)
    editor = make_editor()
    row = decide_on(Relation.objects.get(), "rejected", editor)

    back = undo(row.pk, editor=editor)

    assert state() == ["proposed"]
    assert (row.replaced["state"], back.value["state"]) == ("proposed", "proposed")


def test_an_editor_adds_a_relation_that_no_article_tells_and_takes_it_back():
    one, other = make_report().statement, make_report().statement
    editor = make_editor()
    added = Relation(statement=one, other=other, kind="denies")

    row = decide_on(added, "confirmed", editor)

    assert state() == ["confirmed"]
    undo(row.pk, editor=editor)
    assert state() == []


def test_a_decision_follows_the_quote_that_it_was_made_on():
    read(CLARIFIED)
    relation = Relation.objects.get()
    decide_on(relation, "confirmed", make_editor())
    moved = Statement.objects.create(kind="direct", text="", confidence=0.5)

    relation.other.reports.update(statement=moved)
    believe(moved)
    believe(Statement.objects.get(pk=relation.statement_id))

    assert list(Relation.objects.values_list("other", "state")) == [(moved.pk, "confirmed")]


@pytest.mark.parametrize(
    "changes", [{"kind": "praises"}, {"statement": 0}, {"state": "proposed"}, {"statement": None}]
)
def test_a_decision_that_makes_no_sense_is_refused(changes):
    read(CLARIFIED)

    with pytest.raises(InvalidDecision):
        decide_on(Relation.objects.get(), editor=make_editor(), **{"state": "confirmed", **changes})


def test_a_statement_is_not_related_to_itself():
    statement = make_report().statement

    with pytest.raises(InvalidDecision):
        decide_on(
            Relation(statement=statement, other=statement, kind="denies"),
            "confirmed",
            make_editor(),
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Relation.objects.create(
            statement=statement, other=statement, kind="denies", state="proposed", confidence=1
        )


@pytest.mark.parametrize("end", ["statement", "other"])
def test_readers_see_no_relation_of_what_was_rejected(end):
    relation = make_relation(make_report(), make_report())

    Statement.objects.filter(pk=getattr(relation, end).pk).update(status="rejected")

    assert not Relation.objects.shown().exists()
