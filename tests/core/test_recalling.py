"""Decisions on events out of one database and into another."""

import json

import pytest
from django.contrib.auth.models import User

from claims.curation import add_event, decide_event, undo_decision
from claims.event_merging import merge_event
from claims.models import Event, EventDecision, Link, Proposal, Reference, Window
from claims.proposals import propose
from claims.removal import remove_articles
from claims.takedown import take_down
from sources.models import Article, Outlet
from tests.builders import make_editor, make_event, make_report
from tests.core.test_proposals import CRIME, FAULT, ONE, OTHER, told
from tests.core.test_remembering import exported, imported, refused

pytestmark = pytest.mark.django_db

WHAT = "event_decisions"


def tell():
    """The articles of two outlets on one dam, at the same addresses each time."""
    told(ONE, CRIME, "Osk Courier", url="https://osk.example/1")
    told(OTHER, FAULT, "Harbour Post", "2031-03-05", url="https://harbour.example/2")


def forget():
    """An empty database."""
    Event.objects.update(merged_into=None)
    EventDecision.objects.update(undoes=None)
    remove_articles(Article.objects.all())
    for model in (Outlet, Event, Window, User):
        model.objects.all().delete()


@pytest.fixture
def editor():
    return make_editor()


@pytest.fixture
def event():
    tell()
    propose()
    return Event.objects.get()


def test_a_rejected_event_stays_so_in_a_new_database(event, editor, tmp_path):
    decide_event(event.pk, {"verdict": "rejected"}, editor=editor, reason="Two\ndams.")
    file = exported(WHAT, tmp_path)
    forget()
    tell()
    propose()

    outcome = imported(WHAT, file)

    row = EventDecision.objects.get()
    assert (outcome["new"], outcome["editors"]) == (1, ["editor"])
    assert (Event.objects.get().state, row.reason) == ("rejected", "Two\ndams.")
    assert not Reference.objects.exists()


def test_decisions_that_come_before_their_articles_wait_for_them(event, editor, tmp_path):
    decide_event(event.pk, {"verdict": "rejected"}, editor=editor)
    file = exported(WHAT, tmp_path)
    forget()
    imported(WHAT, file)
    tell()

    propose()

    assert Event.objects.get().state == "rejected"
    assert Proposal.objects.get().told_by == []


def test_an_event_is_known_by_its_reports_whatever_its_address(event, editor, tmp_path):
    decide_event(event.pk, {"title": "The dam at Varn", "verdict": "published"}, editor=editor)
    file = exported(WHAT, tmp_path)
    EventDecision.objects.all().delete()
    Event.objects.update(slug="elsewhere", title="Varn dam collapse", state="proposed")

    imported(WHAT, file)

    published = Event.objects.get()
    assert (published.slug, published.title, published.state) == (
        "elsewhere",
        "The dam at Varn",
        "curated",
    )


def test_another_event_of_that_name_is_left_alone(event, editor, tmp_path):
    decide_event(event.pk, {"verdict": "rejected"}, editor=editor)
    file = exported(WHAT, tmp_path)
    reports = Proposal.objects.get().reports
    Event.objects.all().delete()
    other = make_event("Varn dam collapse", state="proposed")
    Proposal.objects.create(event=other, title=other.title, reports=[max(reports) + 1])

    imported(WHAT, file)

    assert set(Event.objects.values_list("slug", "state")) == {
        ("varn-dam-collapse", "proposed"),
        ("varn-dam-collapse-2", "rejected"),
    }


def test_a_merge_finds_what_it_merges_into(event, editor, tmp_path):
    known = make_event("Failure of the Varn dam")
    decide_event(event.pk, {"merged": known.slug}, editor=editor)
    file = exported(WHAT, tmp_path)
    forget()
    make_event("Failure of the Varn dam")
    imported(WHAT, file)
    tell()

    propose()

    assert set(Link.objects.values_list("event__slug", flat=True)) == {known.slug}
    assert Event.objects.get(slug=event.slug).merged_into.slug == known.slug


def test_a_merge_of_two_of_the_catalogue_comes_with_the_one_that_was_merged(editor, tmp_path):
    opening = make_event()
    fair = make_event("Bridge fair", aliases=["the fair"], place="Osk")
    merge_event(fair.pk, opening.slug, editor=editor)
    file = exported(WHAT, tmp_path)
    forget()
    make_event()

    imported(WHAT, file)

    back = Event.objects.get(slug="bridge-fair")
    assert (back.aliases, back.place, back.state) == (["the fair"], "Osk", "curated")
    assert (back.merged_into.slug, hasattr(back, "proposal")) == (opening.slug, False)
    assert exported(WHAT, tmp_path).read_text() == file.read_text()


def test_what_was_undone_comes_back_undone_and_in_the_order_of_time(event, editor, tmp_path):
    decide_event(event.pk, {"title": "The dam"}, editor=editor)
    [verdict] = decide_event(event.pk, {"verdict": "rejected"}, editor=editor)
    undo_decision(verdict.pk, editor=editor, reason="Too quick.")
    file = exported(WHAT, tmp_path)
    forget()
    imported(WHAT, file)

    again = imported(WHAT, file)

    assert (again["new"], again["known"]) == (0, 3)
    assert (Event.objects.get().title, Event.objects.get().state) == ("The dam", "proposed")
    assert exported(WHAT, tmp_path).read_text() == file.read_text()


def test_an_undo_that_stands_here_already_is_that_undo(event, editor, tmp_path):
    [verdict] = decide_event(event.pk, {"verdict": "rejected"}, editor=editor)
    undo_decision(verdict.pk, editor=editor)
    file = exported(WHAT, tmp_path)
    EventDecision.objects.exclude(undoes=None).delete()
    undo_decision(verdict.pk, editor=editor)

    imported(WHAT, file)

    assert EventDecision.objects.count() == 2


def test_what_editors_put_into_the_catalogue_comes_too(editor, tmp_path):
    add_event({"title": "The bridge", "date": "2031", "place": "Osk"}, editor=editor)
    file = exported(WHAT, tmp_path)
    forget()

    imported(WHAT, file)

    assert (Event.objects.published().get().title, Event.objects.get().place) == (
        "The bridge",
        "Osk",
    )


def test_reports_are_told_in_the_order_in_which_they_stand_whichever_was_read_first(
    editor, tmp_path
):
    one = told(ONE, CRIME, "Osk Courier")
    before = make_report(reading=one.reading, quote=ONE[:20])
    event = make_event("The dam", state="proposed")
    Proposal.objects.create(event=event, title=event.title, reports=[one.pk, before.pk])
    decide_event(event.pk, {"verdict": "rejected"}, editor=editor)

    line = json.loads(exported(WHAT, tmp_path).read_text())

    assert [each["quote"] for each in line["told_by"]] == [before.text, one.text]


@pytest.mark.parametrize(
    "address", ["https://osk.example/1", "http://www.osk.example/1?utm_source=feed"]
)
def test_a_takedown_reaches_words_that_are_waited_for(event, editor, tmp_path, address):
    decide_event(event.pk, {"verdict": "rejected"}, editor=editor)
    file = exported(WHAT, tmp_path)
    forget()
    imported(WHAT, file)

    take_down(address, by="clara", ahead=True)
    waiting = {told["article_url"] for told in Proposal.objects.get().told_by}
    forget()
    imported(WHAT, file)

    assert waiting == {"https://harbour.example/2"}
    assert {told["article_url"] for told in Proposal.objects.get().told_by} == waiting


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"field": "colour"}, "'colour' is unknown"),
        ({"field": ""}, "field: missing"),
        ({"value": "perhaps"}, "'perhaps' is no value of verdict"),
        ({"key": "1"}, "key: '1' is no UUID"),
        ({"made": ""}, "made: missing"),
        ({"undoes": "3d8ae7a7-6f2f-4b54-9b5d-3a3d7c6c3a11"}, "there is no decision 3d8ae7a7"),
    ],
)
def test_a_faulty_decision_is_named_and_nothing_imported(event, editor, tmp_path, changes, message):
    decide_event(event.pk, {"verdict": "rejected"}, editor=editor)
    file = exported(WHAT, tmp_path)
    line = json.loads(file.read_text())
    line["decisions"] = [line["decisions"][0] | changes]
    file.write_text(json.dumps(line))

    complaint = refused(WHAT, file)

    assert ("decisions 1" in complaint, message in complaint) == (True, True)


def test_lines_that_come_twice_and_reports_that_are_none_are_named(event, editor, tmp_path):
    decide_event(event.pk, {"verdict": "rejected"}, editor=editor)
    file = exported(WHAT, tmp_path)
    line = json.loads(file.read_text()) | {"told_by": [{"quote": "x"}]}
    file.write_text(f"{json.dumps(line)}\n{json.dumps(line)}")

    complaint = refused(WHAT, file)

    assert "told_by: not all are reports" in complaint
    assert "comes twice" in complaint
